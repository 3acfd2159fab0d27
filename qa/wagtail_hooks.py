"""The question service in Wagtail's admin."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from qa.staff import dashboard, menu, urls, viewsets


@hooks.register("register_admin_urls")
def question_urls() -> list[URLPattern | URLResolver]:
    return [path("questions/", include(urls, namespace="qa_staff"))]


@hooks.register("register_admin_menu_item")
def question_menu() -> Any:
    return menu.questions()


@hooks.register("register_admin_viewset")
def directories() -> list[Any]:
    return viewsets.made()


@hooks.register("construct_homepage_panels")
def what_waits(request: Any, panels: list[Any]) -> None:
    """What waits for the reader comes first on the admin's first page."""
    panel = dashboard.panel_for(request.user)
    if panel is not None:
        panels.append(panel)


register_snippet(viewsets.PublishedQuestionViewSet)
