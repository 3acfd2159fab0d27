"""What an editor does with a report: begin a rebuttal, link one, or put it aside."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rebuttals import services
from rebuttals.pages import RebuttalPage
from rebuttals.reports import ClaimReport

editors_only = permission_required("rebuttals.view_claimreport", login_url="wagtailadmin_login")


@require_POST
@editors_only
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(ClaimReport, pk=pk)
    try:
        page = services.rebuttal_begin(report=report, actor=request.user)
    except services.NoIndexPage:
        messages.error(request, _("There is no fact-check section in the language of this report yet."))
        return redirect("claim_reports:inspect", pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
@editors_only
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    services.report_dismiss(report=get_object_or_404(ClaimReport, pk=pk), actor=request.user)
    messages.success(request, _("The report was put aside."))
    return redirect("claim_reports:index")


@require_POST
@editors_only
def link(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(RebuttalPage, pk=request.POST.get("page") or 0)
    services.report_link(report=get_object_or_404(ClaimReport, pk=pk), page=page, actor=request.user)
    messages.success(request, _("The report is linked to the rebuttal."))
    return redirect("claim_reports:index")
