"""Translations in Wagtail's admin: addresses, menu, the editor of pages, the history's words."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from newsroom.translating import editor, services, urls
from newsroom.translating.access import may_translate
from qa.staff.access import has_any
from qa.staff.menu import TRANSLATORS


@hooks.register("register_admin_urls")
def translation_urls() -> list[URLPattern | URLResolver]:
    return [
        path("translations/", include(urls, namespace="translations")),
        # Before wagtail-localize's own address, which it stands for.
        path("localize/translate/<int:translation_id>/machine_translate/", editor.machine_translate),
    ]


class TranslationItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return may_translate(request.user)


class AnswersItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return has_any(request.user, TRANSLATORS)


@hooks.register("register_admin_menu_item")
def translation_menu() -> MenuItem:
    items = [
        TranslationItem(
            _("What to translate"), reverse_lazy("translations:queue"), name="translation-queue", icon_name="list-ul",
            order=10,
        ),
        TranslationItem(
            _("Translation lag"), reverse_lazy("translations:board"), name="translation-lag", icon_name="table",
            order=20,
        ),
        AnswersItem(
            _("Translations of answers"), reverse_lazy("qa_staff:translations"), name="translation-answers",
            icon_name="help", order=30,
        ),
    ]  # fmt: skip
    menu = Menu(register_hook_name=None, items=items)
    return SubmenuMenuItem(_("Translations"), menu, name="translations", icon_name="globe", order=215)


@hooks.register("register_page_header_buttons")
def languages_button(page: Page, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """From any page to the place that says how each of its languages stands."""
    if page.depth > 1 and may_translate(user) and page.permissions_for_user(user).can_edit():
        yield Button(_("Languages"), url=reverse("translations:story", args=[page.pk]), icon_name="globe", priority=6)


@hooks.register("before_edit_page", order=-1)
def before_edit(request: HttpRequest, page: Page) -> HttpResponse | None:
    return editor.before_edit(request, page)


@hooks.register("after_edit_page")
def after_edit(request: HttpRequest, page: Page) -> None:
    services.draft_saved(page=page)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    confirmed = _("Confirmed what a machine had translated")
    actions.register_action(services.CONFIRMED, _("Confirm machine translation"), confirmed)
    kept = _("Found that the translation still says the same")
    actions.register_action(services.KEPT, _("Keep translation"), kept)
