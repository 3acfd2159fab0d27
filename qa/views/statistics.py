"""How agencies answer: of all, and of each. The same for every reader; counted anew every few minutes."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from directory import selectors as directory
from directory.models import Agency
from portal import dates, languages
from portal.serving import finish
from qa import charts
from qa.rules.statistics import BUCKETS, Figures
from qa.statistics import MINUTES, Report, report
from qa.views.parts import alternates, crumbs


@require_safe
def statistics(request: HttpRequest) -> HttpResponseBase:
    """All questions, a line for each agency that had any, and the names of those that had none."""
    told = report()
    rows, unasked = [], []
    for agency in directory.alphabetical(Agency, languages.current()):
        figures = told.of(agency.pk)
        row = {"url": reverse("qa:agency-statistics", kwargs={"key": agency.key}), "name": agency.name}
        if figures.empty:
            unasked.append(row)
        else:
            rows.append({**row, "figures": figures, "median": days_alone(figures.median)})
    context = {
        **_context(told, told.everything, f"{reverse('qa:list')}?state=overdue"),
        "rows": rows,
        "unasked": unasked,
        "crumbs": crumbs(),
        "alternates": alternates("qa:statistics"),
    }
    return finish(request, render(request, "qa/statistics.html", context))


@require_safe
def agency_statistics(request: HttpRequest, key: str) -> HttpResponseBase:
    """One agency; 404 for an unknown key."""
    agency = directory.keyed(Agency, key)
    if agency is None:
        raise Http404
    told = report()
    overdue = f"{reverse('qa:agency', kwargs={'key': key})}?state=overdue"
    context = {
        **_context(told, told.of(agency.pk), overdue),
        "agency": agency,
        "crumbs": crumbs((reverse("qa:statistics"), _("How agencies answer"))),
        "alternates": alternates("qa:agency-statistics", key=key),
    }
    return finish(request, render(request, "qa/agency_statistics.html", context))


def _context(told: Report, figures: Figures, overdue_url: str) -> dict[str, Any]:
    return {
        "figures": figures,
        "cards": _cards(figures, overdue_url),
        "chart": charts.answers_by_month(figures.months),
        "months": _months(figures),
        "buckets": _buckets(figures),
        "counted_at": told.counted_at,
        "since": dates.full(told.since, languages.current()),
        "minutes": MINUTES,
    }


def _cards(figures: Figures, overdue_url: str) -> list[dict[str, str]]:
    """The figures that matter most; those overdue lead to the ones that everyone may read."""
    overdue = {"number": shown(figures.overdue), "label": pgettext("figure", "questions past their due date")}
    if figures.overdue:
        overdue |= {"url": overdue_url, "link": _("which are public")}
    share = figures.share_in_time
    return [
        {"number": shown(figures.received), "label": _("questions received in twelve months")},
        {"number": shown(figures.answered), "label": _("answered in twelve months")},
        {"number": f"{share}\u00a0%" if share is not None else "–", "label": _("answered in time")},
        {"number": days(figures.median), "label": _("median time to an answer")},
        {"number": shown(figures.open), "label": _("open now")},
        overdue,
    ]


def shown(number: int) -> str:
    """A number as the language writes it."""
    return number_format(number, force_grouping=True)


def days(median: float | None) -> str:
    """A median in words; a dash where nothing was answered yet. A half is shown, for it is no whole day."""
    if median is None:
        return "–"
    if median == int(median):
        whole = int(median)
        return ngettext("%(n)s working day", "%(n)s working days", whole) % {"n": whole}
    return _("%(n)s working days (between two)") % {"n": number_format(median, decimal_pos=1)}


def days_alone(median: float | None) -> str:
    """A median as a number, for a column that says of what."""
    return "–" if median is None else number_format(median, decimal_pos=0 if median == int(median) else 1)


def _months(figures: Figures) -> list[list[str]]:
    """The table beside the chart, the newest month last."""
    head = [
        _("Month"),
        pgettext("figure", "Received"),
        pgettext("figure", "Answered"),
        pgettext("figure", "In time"),
        pgettext("figure", "Late"),
    ]
    language = languages.current()
    return [
        head,
        *(
            [dates.month(m.first, language), shown(m.received), shown(m.answered), shown(m.in_time), shown(m.late)]
            for m in figures.months
        ),
    ]


def _buckets(figures: Figures) -> list[list[str]]:
    """How long answers took, as a table."""
    starts = (0, *(end + 1 for end in BUCKETS))
    labels = [f"{start}–{end}" for start, end in zip(starts, BUCKETS, strict=False)]
    labels.append(_("more than %(n)s") % {"n": BUCKETS[-1]})
    total = sum(figures.buckets)
    share = [f"{round(count * 100 / total)}\u00a0%" if total else "–" for count in figures.buckets]
    rows = [[label, shown(count), part] for label, count, part in zip(labels, figures.buckets, share, strict=True)]
    return [[_("Working days"), _("Answers"), pgettext("figure", "Share")], *rows]
