"""Keeps a page a draft while something stops it, and asks once about the rest: whichever way staff publish it.

The editor's button asks by a hook of `portal`, a workflow's last approval and publishing in bulk end in
`BasePage.publish`, the translations' screen has a hook of its own. The screens that publish several languages of a
story catch what is raised and tell all of it at once (`newsroom.translating`). What programs and schedules publish was
asked about before.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Page
from wagtail_localize.models import MissingRelatedObjectError, SourceDeletedError, Translation

from proofing.models import Seen
from proofing.reading import proof_of
from proofing.registry import Finding, findings, remarks
from proofing.rules.reading import Severity

LISTED: Final = 6
_present: ContextVar[HttpRequest | None] = ContextVar("proofing_request", default=None)


class Refused(Exception):  # noqa: N818 an answer to whoever publishes
    """The page stays a draft; `found` says why."""

    def __init__(self, page: Page, found: list[Finding]) -> None:
        super().__init__(f"page {page.pk}: {', '.join(remarks(found))}")
        self.page = page
        self.found = found

    @property
    def stops(self) -> list[Finding]:
        return [each for each in self.found if each.severity is Severity.STOPS]


def gate(revision: Any) -> None:
    """Raises Refused where a member of staff publishes what must not be, or what they were not asked about yet."""
    request = _present.get()
    if request is not None:
        judge(revision.as_object(), request)


def ask_translator(request: HttpRequest, page: Page) -> None:
    """The same for the translations' screen, where wagtail-localize writes into the live page before it publishes: what
    would be written is judged before. A hook of `before_edit_page`."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return
    rows = Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale, enabled=True)
    translation = rows.select_related("source", "target_locale").first()
    if translation is None:
        return
    try:
        made = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    except (SourceDeletedError, MissingRelatedObjectError, ObjectDoesNotExist):
        return  # wagtail-localize says so itself
    judge(made, request)


def judge(page: Page, request: HttpRequest) -> None:
    """Raises Refused unless `page`, as it would be published, may be."""
    found = findings(proof_of(page), deciding=True)
    if not found:
        return
    refusal = Refused(page, found)
    seen = Seen.objects.filter(page=page.pk, user=request.user.pk).values_list("remarks", flat=True).first()
    if refusal.stops or not set(remarks(found)) <= set(seen or ()):
        raise refusal


class PublishingMiddleware:
    """Remembers who asks while a form of the admin is handled, and turns a refusal into an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" or not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        token = _present.set(request)
        try:
            return self.get_response(request)
        finally:
            _present.reset(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return answer(request, exception) if isinstance(exception, Refused) else None


def answer(request: HttpRequest, refusal: Refused) -> HttpResponseBase:
    """Back to the editor with the remarks; the draft is saved."""
    tell(request, refusal)
    edit = reverse("wagtailadmin_pages:edit", args=[refusal.page.pk])
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # a workflow's window
        return render_modal_workflow(request, "", None, {}, json_data={"step": "success", "redirect": edit})
    return redirect(edit)


def tell(request: HttpRequest, refusal: Refused) -> None:
    """The remarks as a message; what only asks once is remembered as asked."""
    page = refusal.page
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    asked = not refusal.stops
    if asked and request.user.pk is not None:
        shown = {"remarks": remarks(refusal.found)}
        Seen.objects.update_or_create(page_id=page.pk, user_id=request.user.pk, defaults=shown)
    if asked:
        head = _(
            "“%(title)s” is saved as a draft and not published yet. Look at this first; "
            "to publish it as it is, publish once more."
        )
    else:
        head = _("“%(title)s” is saved as a draft, but it cannot be published yet:")
    found = refusal.found if asked else refusal.stops
    rows = format_html_join(
        "", '<li><a href="{}#{}">{}</a><br>{}</li>',
        ((edit, each.where.anchor, each.text, each.why) for each in found[:LISTED]),
    )  # fmt: skip
    text = format_html("{}<ul>{}</ul>", head % {"title": page.get_admin_display_title()}, rows)
    everything = messages.button(reverse("proofing:page", args=[page.pk]), _("All remarks"))
    (messages.warning if asked else messages.error)(request, text, buttons=[everything])
