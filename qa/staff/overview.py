"""The coordinator's desk: the figures with the lists behind them."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from portal import dates, languages
from portal.screens import Screen
from qa.overview import Overview, Standing, overview, weekly
from qa.rules import distribution
from qa.rules.states import Status, Timing
from qa.staff import access, charts

PERIODS: Final = (7, 30, 90, 365)
USUAL: Final = 30
BY_WEEK: Final = 90  # longer periods are drawn by weeks
FIRST: Final = 30  # agencies shown before one asks for all


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, its value as text, and the list behind it."""

    label: Any
    value: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, with the lists behind its figures."""

    name: str
    standing: Standing
    kept: str
    median: str
    urls: dict[str, str]


class Overviewing(access.RequiresRole, Screen):
    """One page; the period is in its address."""

    roles = access.COORDINATION
    template_name = "qa/staff/overview.html"
    page_title = gettext_lazy("Overview")
    header_icon = "view"

    def get(self, request: HttpRequest) -> HttpResponse:
        days = period(request.GET.get("days", ""))
        found = overview(days)
        everyone = "all" in request.GET
        lines = [_line(row, standing, "agency", found) for row, standing in found.agencies]
        context = self.get_context_data(
            days=days,
            periods=PERIODS,
            found=found,
            figures=figures(found),
            charts=drawn(found, days),
            answers=charts.bars(_answers(found)),
            agencies=lines if everyone else lines[:FIRST],
            hidden=0 if everyone else max(0, len(lines) - FIRST),
            regions=[_line(row, standing, "region", found) for row, standing in found.regions],
            rising=[(item, _list(topic=item.topic.pk, asked_from=found.until.isoformat())) for item in found.rising],
        )
        return self.render_to_response(context)


def period(value: str) -> int:
    """One of the periods on offer; the usual one for anything else."""
    return int(value) if value.isdecimal() and int(value) in PERIODS else USUAL


def _list(**filters: Any) -> str:
    return f"{reverse('qa_staff:all')}?{urlencode(filters)}"


def _asked(found: Overview) -> dict[str, str]:
    return {"asked_from": found.since.isoformat(), "asked_to": found.until.isoformat()}


def _answered(found: Overview) -> dict[str, str]:
    return {"answered_from": found.since.isoformat(), "answered_to": found.until.isoformat()}


def percent(share: float | None) -> str:
    """A share as people read it; never 100 while something is missing."""
    if share is None:
        return "—"
    return f"{min(99, round(share * 100)) if share < 1 else 100} %"


def number(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"


def figures(found: Overview) -> list[Figure]:
    """What stands on top, each with its list."""
    total = found.total
    return [
        Figure(pgettext("figure", "Asked"), str(total.asked), _list(**_asked(found))),
        Figure(pgettext("figure", "Answered"), str(total.answered), _list(**_answered(found))),
        Figure(_("Open now"), str(total.open), _list(stage="open")),
        Figure(_("Overdue now"), str(total.overdue), _list(timing=Timing.OVERDUE.value)),
        Figure(_("Waiting for the asker now"), str(total.waiting), _list(status=Status.NEEDS_INFO.value)),
        Figure(
            _("Answered in time"), percent(total.kept), _list(**_answered(found)),
            _("of all questions that were due, including open ones that are overdue"),
        ),
        Figure(
            _("Median time to an answer"), number(total.median), _list(**_answered(found)),
            _("working days, not counting days spent waiting for the asker"),
        ),
        Figure(_("Returned by agencies"), str(total.returned), _list(returned_from=found.since.isoformat())),
    ]  # fmt: skip


def drawn(found: Overview, days: int) -> list[charts.Columns]:
    """The charts over time: what came, what was answered, what was open."""
    language = languages.current()
    by_week = days > BY_WEEK
    rows = weekly(found.days) if by_week else found.days
    titles = (
        (_("Asked, by week"), _("Answered, by week"), _("Open at the end of the week"))
        if by_week
        else (_("Asked, by day"), _("Answered, by day"), _("Open at the end of the day"))
    )
    named = [(dates.short(row.day, language), row) for row in rows]
    values = ("asked", "answered", "backlog")
    return [
        charts.columns(title, [(label, getattr(row, value)) for label, row in named])
        for title, value in zip(titles, values, strict=True)
    ]


def _answers(found: Overview) -> list[tuple[Any, int, bool, str]]:
    """How many answers took how long; what is open and overdue stands among them."""
    rows: list[tuple[Any, int, bool, str]] = []
    for start, end, count in distribution.buckets(found.total.days):
        if end is None:
            label = pgettext("working days", "more than %(n)d") % {"n": start - 1}
        else:
            label = pgettext("working days", "%(from)d to %(to)d") % {"from": start, "to": end}
        rows.append((label, count, False, ""))
    rows.append((_("open and overdue"), found.total.overdue, True, _list(timing=Timing.OVERDUE.value)))
    return rows


def _line(row: Any, standing: Standing, by: str, found: Overview) -> Line:
    """A line of a table. What has no region has no list of its own."""
    urls = {}
    if row is not None:
        urls = {
            "open": _list(**{by: row.pk}, stage="open"),
            "overdue": _list(**{by: row.pk}, timing=Timing.OVERDUE.value),
            "answered": _list(**{by: row.pk}, **_answered(found)),
        }
        if by == "agency":
            urls["returned"] = _list(returned_by=row.pk, returned_from=found.since.isoformat())
        else:
            urls["asked"] = _list(**{by: row.pk}, **_asked(found))
    name = _("no region") if row is None else str(row)
    return Line(name, standing, percent(standing.kept), number(standing.median), urls)
