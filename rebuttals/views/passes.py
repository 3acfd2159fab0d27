"""Who may open a report's own page: the browser in which its code was typed, or which sent it; for two hours.

The address holds the number only, so no log, history or screenshot holds a key (docs/decisions/0010).
"""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intake import grants
from rebuttals.reports import ClaimReport

COOKIE: Final = "report_track"
SECONDS: Final = 2 * 60 * 60


def _reference(report: ClaimReport) -> str:
    """The number, and so much of the code's fingerprint that the pass ends with the code."""
    return f"{report.pk}:{(report.code_fingerprint or '')[:24]}"


def entrust_report(request: HttpRequest, response: HttpResponseBase, report: ClaimReport) -> None:
    """Lets this browser open the report's page for the next two hours."""
    grants.give(request, response, COOKIE, _reference(report), SECONDS)


def forget_report(request: HttpRequest, response: HttpResponseBase, report: ClaimReport) -> None:
    """Ends the pass; `report` as it was before its erasure."""
    grants.take_back(request, response, COOKIE, _reference(report))


def own_report(request: HttpRequest, pk: int) -> ClaimReport | None:
    """The report `pk` if this browser may open it; None for any other, alike."""
    rows = ClaimReport.objects.live().filter(pk=pk)
    report = rows.select_related("case__root__rebuttal", "case__rebuttal", "contact", "topic").first()
    if report is None or not report.code_fingerprint:
        return None
    return report if grants.holds(request, COOKIE, _reference(report)) else None
