"""The reporter's own page: where the case stands, the verdict, and having everything erased."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from intake import limits
from intake.models import Attachment
from intake.steps import CodePage, FormPage
from portal import dates, languages
from rebuttals import selectors
from rebuttals.cases import ClaimCase
from rebuttals.forms import CodeForm
from rebuttals.reports import ClaimReport
from rebuttals.rules.states import State
from rebuttals.services import report_by_code, report_erase
from rebuttals.views.parts import crumbs, report_crumb, track_crumb
from rebuttals.views.passes import entrust_report, forget_report, own_report


class TrackStart(CodePage):
    template_name = "rebuttals/track/start.html"
    form_class = CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, crumbs=crumbs(report_crumb()), erased=self.request.GET.get("done") == "erase"
        )

    def find_by_code(self, code: str) -> ClaimReport | None:
        return report_by_code(code)

    def enter(self, request: HttpRequest, found: ClaimReport) -> HttpResponse:
        response = redirect("rebuttals:tracked", pk=found.pk)
        entrust_report(request, response, found)
        return response


class OwnReport(FormPage):
    """A page of one report for its sender; who has no pass for it is asked for the code."""

    report: ClaimReport

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        report = own_report(request, kwargs["pk"])
        if report is None:
            return redirect("rebuttals:track")
        self.report = report
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, report=self.report, crumbs=crumbs(report_crumb(), track_crumb()))


class Tracked(OwnReport):
    """Where it stands, what was found, and what was sent."""

    template_name = "rebuttals/track/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.report.case.top if self.report.case else None
        page = selectors.version_of(case.rebuttal, languages.current()) if case and case.rebuttal else None
        answered = case is not None and case.state == State.ANSWERED and page is not None
        return super().get_context_data(
            **kwargs,
            case=case,
            answer=selectors.item_of(page) if answered and page else None,
            dismissed=case is not None and case.state == State.DISMISSED,
            others=max(0, case.report_count - 1) if case else 0,
            route=_route(self.report, case),
            pictures=list(Attachment.objects.of(self.report.reference)),
        )


def _route(report: ClaimReport, case: ClaimCase | None) -> list[dict[str, Any]]:
    """The steps so far, and the one to come, as the component `route` takes them."""
    state = State(case.state) if case else State.NEW
    ended = {State.ANSWERED: _("The verdict is published"), State.DISMISSED: _("There is nothing to check")}
    steps = [{"label": _("Received"), "moment": _moment(report.created_at), "state": "done"}]
    if state is State.NEW:
        return [*steps, {"label": _("Waits for an editor"), "state": "now"}]
    if state in ended:
        moment = _moment(case.closed_at) if case and case.closed_at else ""
        steps.append(
            {"label": ended[state], "moment": moment, "state": "done" if state is State.ANSWERED else "stopped"}
        )
        return steps
    steps.append({"label": _("An editor checks it"), "state": "now"})
    return [*steps, {"label": _("The verdict, with evidence and sources"), "state": "due"}]


def _moment(at: Any) -> str:
    return f"{dates.full(dates.local(at), languages.current())}, {dates.clock(at)}"


class Erase(OwnReport):
    """Asks once more, then erases the report with its pictures and its address."""

    template_name = "rebuttals/track/erase.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        limits.hit("submit", request)
        response = redirect(f"{reverse('rebuttals:track')}?done=erase")
        forget_report(request, response, self.report)
        report_erase(report=self.report)
        return response
