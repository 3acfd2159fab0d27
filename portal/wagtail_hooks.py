"""The portal's own ways in Wagtail."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from portal import admin_words, publishing
from portal.events import Event
from portal.links import LocalPageLinkHandler


@hooks.register("register_rich_text_features", order=1000)
def link_pages_in_bulk(features: Any) -> None:
    """After Wagtail's own registration: links to pages are looked up together, in the reader's language."""
    features.register_link_type(LocalPageLinkHandler)


@hooks.register("register_account_menu_item")
def second_step(request: Any) -> dict[str, Any] | None:
    """The way to one's own second step of signing in, where it is asked for."""
    if not settings.TWO_FACTOR:
        return None
    return {
        "url": reverse("second_factor:mine"),
        "label": _("Second step of signing in"),
        "help_text": _("New recovery codes, or another phone."),
    }


@hooks.register("before_delete_user")
def keep_who_acted(request: Any, user: Any) -> HttpResponse | None:
    """An account that the log names stays: it is made inactive instead."""
    if not Event.objects.filter(actor=user).exists():
        return None
    messages.error(request, _("The log names this account, so it cannot be deleted. Make it inactive instead."))
    return redirect("wagtailusers_users:edit", user.pk)


@hooks.register("before_publish_page")
def ask_before_publishing(request: Any, page: Any) -> None:
    """The editor's own button goes round `Page.publish`."""
    publishing.ask(page.get_latest_revision())


@hooks.register("construct_reports_menu", order=-1)
def name_the_report_of_translations(request: Any, items: list[Any]) -> None:
    """wagtail-localize names its report once, in the language of whoever opened the admin first."""
    address = reverse("wagtail_localize:translations_report")
    for item in items:
        if item.url == address:
            item.label = gettext_lazy("Translations")


@hooks.register("insert_global_admin_js")
def words_of_packages() -> str:
    """The admin's words that no catalogue reaches."""
    return admin_words.script()
