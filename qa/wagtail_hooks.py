"""The question service in Wagtail's admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils import translation
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from qa.models import PublishedQuestion
from qa.staff import canned_rows, dashboard, menu, news, urls, viewsets


@hooks.register("register_admin_urls")
def question_urls() -> list[URLPattern | URLResolver]:
    return [path("questions/", include(urls, namespace="qa_staff"))]


@hooks.register("register_admin_menu_item")
def question_menu() -> Any:
    return menu.questions()


@hooks.register("register_admin_viewset")
def directories() -> list[Any]:
    return [*viewsets.made(), canned_rows.CannedTextViewSet()]


@hooks.register("construct_homepage_panels")
def what_waits(request: Any, panels: list[Any]) -> None:
    """What waits for the reader comes first on the admin's first page, then what happened to their questions."""
    for panel in (dashboard.panel_for(request.user), news.panel_for(request.user)):
        if panel is not None:
            panels.append(panel)


# The row in the question's own language is what a moderator and an approver confirmed. Its words change by redaction
# and by correction, it goes by "Take down": each leaves its mark in the history, and a tombstone where one is due.
def _is_confirmed(instance: Any) -> bool:
    return isinstance(instance, PublishedQuestion) and instance.locale.language_code == instance.question.language


@hooks.register("before_edit_snippet", order=-1)
def show_what_is_confirmed(request: Any, instance: Any) -> HttpResponse | None:
    if not _is_confirmed(instance):
        return None
    if request.method != "GET" or not instance.live:
        raise PermissionDenied
    with translation.override(instance.locale.language_code):
        return redirect(instance.get_absolute_url())


@hooks.register("before_unpublish")
def leave_what_is_confirmed(request: Any, instance: Any) -> None:
    if _is_confirmed(instance):
        raise PermissionDenied


register_snippet(viewsets.PublishedQuestionViewSet)
