"""Proofreading in Wagtail's admin."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from portal.pages import BasePage
from proofing.publishing import ask_translator
from proofing.reports import may_read
from proofing.staff import urls


@hooks.register("register_admin_urls")
def proofing_urls() -> list[URLPattern | URLResolver]:
    return [path("proofing/", include(urls, namespace="proofing"))]


hooks.register("before_edit_page", ask_translator, order=-10)  # before wagtail-localize's own


@hooks.register("register_page_header_buttons")
def remarks_button(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """From a page to everything that was found on it."""
    if isinstance(page.specific, BasePage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Remarks"), url=reverse("proofing:page", args=[page.pk]), icon_name="glasses", priority=45)


@hooks.register("insert_editor_js")
def editor_script() -> str:
    """The editor's script, with its words and with how many bytes of text can be saved at once."""
    words = {
        "heavy": _(
            "The page is too large to be saved, so nothing was sent: everything you wrote is still here. "
            "Remove the largest text, or put it into a second page or an attached file."
        ),
        "paste": _(
            "This is too much to paste at once, so it was not pasted. Paste it part by part, or attach the document "
            "as a file."
        ),
        "plain": _("The text was pasted without its formatting: it carried too much markup."),
    }
    return format_html(
        '<script type="module" src="{}" data-proofing-limit="{}" data-proofing-words="{}"></script>',
        static("proofing/editor.js"),
        int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 0.9),
        json.dumps({name: str(text) for name, text in words.items()}, ensure_ascii=False),
    )


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("proofing/proofing.css"))


class ReportItem(MenuItem):
    """For whoever looks after pages."""

    def is_shown(self, request: Any) -> bool:
        return may_read(request.user)


@hooks.register("register_reports_menu_item")
def links_item() -> MenuItem:
    return ReportItem(
        _("Broken links"), reverse_lazy("proofing:links"), name="broken-links", icon_name="warning", order=910
    )


@hooks.register("register_reports_menu_item")
def aging_item() -> MenuItem:
    return ReportItem(
        _("Expiring and unread pages"), reverse_lazy("proofing:aging"), name="aging", icon_name="time", order=920
    )
