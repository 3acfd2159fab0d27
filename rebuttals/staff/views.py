"""What an editor does with a report: begin a rebuttal, link one, or put it aside. Every verb may come twice."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from rebuttals import permissions, services
from rebuttals.reports import ClaimReport
from rebuttals.staff.forms import LinkForm

Verb = Callable[[HttpRequest, ClaimReport], HttpResponse]


def verb(view: Verb) -> Callable[[HttpRequest, int], HttpResponse]:
    """A POST by someone who may settle reports, on the report of the address; refusals are told, not raised."""

    @require_POST
    @require_admin_access
    def checked(request: HttpRequest, pk: int) -> HttpResponse:
        if not permissions.may_settle(request.user):
            raise PermissionDenied
        report = get_object_or_404(ClaimReport, pk=pk)
        try:
            return view(request, report)
        except services.AlreadyAnswered:
            messages.warning(request, _("Another editor has dealt with this report meanwhile."))
            return redirect("claim_reports:inspect", pk)

    return checked


@verb
def begin(request: HttpRequest, report: ClaimReport) -> HttpResponse:
    if not permissions.may_begin(request.user, services.index_for(report.language)):
        raise PermissionDenied
    try:
        page = services.rebuttal_begin(report=report, actor=request.user)
    except services.NoIndexPage:
        messages.error(request, _("There is no fact-check section in the language of this report yet."))
        return redirect("claim_reports:inspect", report.pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


@verb
def dismiss(request: HttpRequest, report: ClaimReport) -> HttpResponse:
    services.report_dismiss(report=report, actor=request.user)
    messages.success(request, _("The report is closed: nothing to check."))
    return redirect("claim_reports:index")


@verb
def link(request: HttpRequest, report: ClaimReport) -> HttpResponse:
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the rebuttal that answers this report."))
        return redirect("claim_reports:inspect", report.pk)
    services.report_link(report=report, page=form.cleaned_data["page"], actor=request.user)
    messages.success(request, _("The report is linked to the rebuttal."))
    return redirect("claim_reports:index")
