"""What an editor does with a case: each verb is a POST, may come twice, and tells in words why it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from intake.downloads import attachment_response
from intake.models import Attachment
from portal import events
from rebuttals import permissions, services
from rebuttals.cases import CaseEvidence, ClaimCase
from rebuttals.reports import ClaimReport
from rebuttals.rules.states import VerbRefused
from rebuttals.staff import forms

REFUSALS: Final[dict[str, Promise]] = {
    "state": gettext_lazy("Another editor has moved this case on meanwhile."),
    "has_rebuttal": gettext_lazy("This case has a rebuttal already."),
    "no_rebuttal": gettext_lazy("This case has no rebuttal."),
    "only_report": gettext_lazy("It is the only report of this case."),
    "loop": gettext_lazy("A case cannot be merged with itself."),
    "not_quarantined": gettext_lazy("This case is in the queue already."),
}


@dataclass(frozen=True, slots=True)
class Act:
    """How the screen does a verb: the form it needs, what it calls with that, what it says, where it leads."""

    form: type[Any]
    run: Callable[..., Any]
    done: Promise
    to_list: bool = False


def _strike(case: ClaimCase, actor: Any, entry: int) -> None:
    found = get_object_or_404(CaseEvidence, pk=entry, case=case)
    services.case_strike_evidence(case=case, actor=actor, entry=found)


def _separate(case: ClaimCase, actor: Any, report: ClaimReport) -> None:
    if report.case_id != case.pk:
        raise Http404
    services.case_separate(report=report, actor=actor)


ACTS: Final[dict[str, Act]] = {
    "take": Act(forms.NoForm, services.case_take, gettext_lazy("You check this case now.")),
    "assign": Act(forms.AssignForm, services.case_assign, gettext_lazy("The case is handed over.")),
    "triage": Act(forms.TriageForm, services.case_triage, gettext_lazy("Saved: the case has its place in the queue.")),
    "release": Act(forms.NoForm, services.case_release, gettext_lazy("The case is in the queue.")),
    "evidence": Act(forms.EvidenceForm, services.case_add_evidence, gettext_lazy("The evidence is noted.")),
    "strike": Act(forms.StrikeForm, _strike, gettext_lazy("The entry is struck.")),
    "link": Act(forms.LinkForm, services.case_link, gettext_lazy("The case is linked to the rebuttal.")),
    "unlink": Act(forms.NoForm, services.case_unlink, gettext_lazy("The case has no rebuttal any more.")),
    "dismiss": Act(
        forms.DismissForm, services.case_dismiss, gettext_lazy("The case is closed: nothing to check."), to_list=True
    ),
    "reopen": Act(forms.NoForm, services.case_reopen, gettext_lazy("The case is open again.")),
    "merge": Act(forms.MergeForm, services.case_merge, gettext_lazy("The cases are one now.")),
    "unmerge": Act(forms.NoForm, services.case_unmerge, gettext_lazy("The case stands for itself again.")),
    "separate": Act(forms.SeparateForm, _separate, gettext_lazy("The report has a case of its own now.")),
}


def _checked(request: HttpRequest, pk: int) -> ClaimCase:
    """The case of the address, for someone who may act on cases."""
    if not permissions.may_settle(request.user):
        raise PermissionDenied
    return get_object_or_404(ClaimCase, pk=pk)


@require_POST
@require_admin_access
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One verb of `ACTS` on the case; 404 for another word."""
    case = _checked(request, pk)
    if verb not in ACTS:
        raise Http404
    step = ACTS[verb]
    form = step.form(request.POST)
    if not form.is_valid():
        for problems in form.errors.values():
            for problem in problems:
                messages.error(request, problem)
        return redirect("claim_cases:inspect", pk)
    try:
        step.run(case=case, actor=request.user, **form.cleaned_data)
    except VerbRefused as refused:
        messages.warning(request, str(REFUSALS.get(refused.code, REFUSALS["state"])))
        return redirect("claim_cases:inspect", pk)
    messages.success(request, str(step.done))
    return redirect("claim_cases:index") if step.to_list else redirect("claim_cases:inspect", pk)


@require_POST
@require_admin_access
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins the rebuttal and leads to it."""
    case = _checked(request, pk)
    if not permissions.may_begin(request.user, services.index_for(case.language)):
        raise PermissionDenied
    try:
        page = services.case_begin(case=case, actor=request.user)
    except services.NoIndexPage:
        messages.error(request, _("There is no fact-check section in the language of this case yet."))
    except VerbRefused as refused:
        messages.warning(request, str(REFUSALS.get(refused.code, REFUSALS["state"])))
    else:
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("claim_cases:inspect", pk)


@require_safe
@require_admin_access
def picture(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A picture that came with a report of the case, as a download; each look is a line of the log."""
    if not permissions.may_look(request.user):
        raise PermissionDenied
    case = get_object_or_404(ClaimCase, pk=pk)
    owners = [report.reference for report in ClaimReport.objects.of(case).live()]
    found = get_object_or_404(Attachment.objects.live().filter(owner__in=owners), pk=file)
    events.record(
        "attachment", found.pk, "attachment_opened", role=events.STAFF, actor=request.user, report=found.owner
    )
    return attachment_response(found)
