"""The remarks on one page: the part that stands in its editor, and the whole list; and that somebody read the page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.pages import BasePage
from portal.screens import Screen
from proofing.models import Review
from proofing.reading import proof_of
from proofing.registry import Finding, findings
from proofing.rules.reading import Severity

HEADS = {
    Severity.STOPS: _("Keeps the page from being published"),
    Severity.WARNS: _("Look at this before publishing"),
    Severity.SUGGESTS: _("Suggestions"),
}


def _draft(request: HttpRequest, pk: int) -> Page:
    """The newest draft of a page that the reader may edit or publish. Raises Http404 and PermissionDenied."""
    page = get_object_or_404(Page, pk=pk)
    may = page.permissions_for_user(request.user)
    if not (may.can_edit() or may.can_publish()):
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def told(page: Page) -> dict[str, Any]:
    """What the templates show: findings by weight, and how many there are."""
    found = findings(proof_of(page)) if isinstance(page, BasePage) else []
    groups: list[tuple[str, Any, list[Finding]]] = [
        (severity.value, head, [each for each in found if each.severity is severity])
        for severity, head in HEADS.items()
    ]
    return {
        "page": page,
        "groups": [group for group in groups if group[2]],
        "count": len(found),
        "edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The remarks on the saved draft, for the panel “Checks” of its editor."""
    return render(request, "proofing/staff/_findings.html", {**told(_draft(request, pk)), "within": True})


class Remarks(Screen):
    """Everything that was found on a page."""

    template_name = "proofing/staff/page.html"
    page_title = _("Remarks on the page")
    header_icon = "glasses"

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.page = _draft(request, pk)
        review = Review.objects.select_related("by").filter(page=pk).first()
        return self.render_to_response(self.get_context_data(**told(self.page), review=review))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Somebody has read the page that is live, and all of it still holds."""
        page = _draft(request, pk)
        told = {"by_id": request.user.pk, "at": timezone.now()}
        Review.objects.update_or_create(page_id=page.pk, defaults=told)
        messages.success(request, _("It is noted that you have read the page today."))
        return redirect("proofing:page", pk)
