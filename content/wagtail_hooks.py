"""The undated pages in Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.pages import DocumentPage
from content.staff import access, urls


@hooks.register("register_admin_urls")
def content_urls() -> list[URLPattern | URLResolver]:
    return [path("reports/body/", include(urls, namespace="content_staff"))]


class ReportItem(MenuItem):
    """Shown to whoever writes or publishes pages."""

    def is_shown(self, request: Any) -> bool:
        return access.may_see(request.user)


@hooks.register("register_reports_menu_item")
def completeness_item() -> MenuItem:
    address = reverse_lazy("content_staff:completeness")
    return ReportItem(gettext_lazy("Section 6"), address, name="section-6", icon_name="clipboard-list", order=910)


@hooks.register("register_reports_menu_item")
def late_item() -> MenuItem:
    address = reverse_lazy("content_staff:late")
    return ReportItem(gettext_lazy("Late pages"), address, name="late-pages", icon_name="history", order=920)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def both_forms(request: HttpRequest, page: Any) -> None:
    """Tells the editor of a document which of text and file it lacks, since the rule asks for both."""
    if request.method != "POST" or not isinstance(page, DocumentPage):
        return
    if "text" in page.lacks:
        messages.warning(request, _("This document has no text on its page. Readers need it as web text, too."))
    if "file" in page.lacks:
        messages.warning(request, _("This document has no file. Readers need it as a file, too."))
