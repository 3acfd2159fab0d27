"""The statistics as data: of everything, of each agency, and by month."""

from collections.abc import Iterator
from typing import Any, Final

from directory import selectors as directory
from directory.models import Agency
from intake.open_data_asking import written as moment
from portal import languages
from qa.open_data.records import cell
from qa.rules.statistics import BUCKETS, Figures
from qa.statistics import MINUTES, Report

BUCKET_NAMES: Final = (*(f"days_{start}_{end}" for start, end in zip((0, 6, 11), BUCKETS, strict=True)), "days_more")
COUNTS: Final = (
    "received", "answered", "in_time", "share_in_time", "median_working_days", "open", "overdue", "waiting_for_asker",
    "returned", "forwarded",
)  # fmt: skip


def statistics_data(report: Report) -> dict[str, Any]:
    """Everything that the statistics pages say."""
    return {
        "counted_at": moment(report.counted_at),
        "counted_every_minutes": MINUTES,
        "since": report.since.isoformat(),
        "everything": _figures(report.everything),
        "agencies": [
            {"agency": agency.key, **_figures(report.of(agency.pk))}
            for agency in directory.known(Agency).values()
            if not report.of(agency.pk).empty
        ],
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        **_numbers(figures),
        "months": [
            {"month": f"{m.first:%Y-%m}", "received": m.received, "answered": m.answered, "in_time": m.in_time}
            for m in figures.months
        ],
    }


def _numbers(figures: Figures) -> dict[str, Any]:
    return {
        "received": figures.received,
        "answered": figures.answered,
        "in_time": figures.in_time,
        "share_in_time": figures.share_in_time,
        "median_working_days": figures.median,
        "open": figures.open,
        "overdue": figures.overdue,
        "waiting_for_asker": figures.paused,
        "returned": figures.returned,
        "forwarded": figures.forwarded,
        **dict(zip(BUCKET_NAMES, figures.buckets, strict=True)),
    }


def by_agency(report: Report) -> Iterator[list[str]]:
    """The lines of a CSV: all questions first, without a key, then each agency that had any."""
    names = [f"name_{code}" for code in languages.CODES]
    yield ["agency", *names, *COUNTS, *BUCKET_NAMES]
    yield ["", *([""] * len(names)), *map(cell, _numbers(report.everything).values())]
    for agency in directory.known(Agency).values():
        if not (figures := report.of(agency.pk)).empty:
            own = [cell(agency.key), *(cell(agency.name_in(code)) for code in languages.CODES)]
            yield [*own, *map(cell, _numbers(figures).values())]


def by_month(report: Report) -> Iterator[list[str]]:
    """The lines of a CSV: each month of everything, without a key, then of each agency."""
    yield ["agency", "month", "received", "answered", "in_time"]
    rows = [("", report.everything)]
    rows += [(agency.key, report.of(agency.pk)) for agency in directory.known(Agency).values()]
    for key, figures in rows:
        if key and figures.empty:
            continue
        for month in figures.months:
            numbers = (month.received, month.answered, month.in_time)
            yield [cell(key), f"{month.first:%Y-%m}", *map(cell, numbers)]
