"""The press service in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from press.pages import BriefingPage
from press.services.briefings import may_run
from press.staff import briefings, recordings, urls


@hooks.register("register_admin_urls")
def press_urls() -> list[URLPattern | URLResolver]:
    return [path("press/", include(urls, namespace="press_staff"))]


class BriefingsItem(MenuItem):
    """Shown while there is a briefing that one may run."""

    def is_shown(self, request: Any) -> bool:
        return bool(briefings.around(request.user))


class RecordingsItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return recordings.may_upload(request.user)


@hooks.register("register_admin_menu_item")
def briefings_item() -> MenuItem:
    return BriefingsItem(
        _("Briefings"), reverse_lazy("press_staff:briefings"), name="press-briefings", icon_name="media", order=210
    )


@hooks.register("register_reports_menu_item")
def recordings_item() -> MenuItem:
    address = reverse_lazy("press_staff:recordings")
    return RecordingsItem(_("Recordings being prepared"), address, name="recordings", icon_name="media", order=900)


@hooks.register("register_page_header_buttons")
def run_button(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """From the page's editor to the screen of the running briefing."""
    if isinstance(page, BriefingPage) and page.live and may_run(user, page):
        address = reverse("press_staff:running", args=[page.pk])
        yield Button(_("Run the briefing"), url=address, icon_name="media", priority=5)
