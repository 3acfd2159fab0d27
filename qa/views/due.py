"""The due date in words, with every day that was not counted. Pure but for the catalogue."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import dates
from portal.workdays import Day, DayKind
from qa.rules.deadlines import Count


@dataclass(frozen=True, slots=True)
class DueWords:
    """`due` alone ("14 April 2026"), `count` ("15 working days: 19 March → 14 April"), `skipped` ("21–25 March
    (Nauryz), weekends"; empty when every day counted), `extras` on extensions and waiting."""

    due: str
    count: str
    skipped: str
    extras: tuple[str, ...] = ()


def due_words(count: Count, language: str, *, to_asker: bool = True) -> DueWords:
    """How `count` came about, as it is told to the asker, or to everyone."""
    days = ngettext("%(n)s working day", "%(n)s working days", count.total) % {"n": count.total}
    span = f"{dates.short(count.start, language)} → {dates.short(count.due, language)}"
    extras = []
    if count.extension:
        words = ngettext("term extended: %(n)s working day", "term extended: %(n)s working days", count.extension)
        extras.append(words % {"n": count.extension})
    if count.paused:
        extras.append(_paused_words(count.paused, to_asker) % {"n": count.paused})
    return DueWords(
        dates.full(count.due, language), f"{days}: {span}", skipped_words(count.skipped, language), tuple(extras)
    )


def _paused_words(days: int, to_asker: bool) -> str:
    if to_asker:
        return ngettext("waiting for your reply: %(n)s working day", "waiting for your reply: %(n)s working days", days)
    return ngettext(
        "waiting for the asker's reply: %(n)s working day", "waiting for the asker's reply: %(n)s working days", days
    )


def skipped_words(skipped: tuple[Day, ...], language: str) -> str:
    """ "21–25 March (Nauryz), weekends": runs that hold more than a weekend are named, weekends are one word."""
    named, weekends = [], False
    for run in _runs(skipped):
        if all(day.kind is DayKind.WEEKEND for day in run):
            weekends = True
            continue
        names = list(dict.fromkeys(name for day in run if (name := day.name(language))))
        words = _range(run[0].date, run[-1].date, language)
        named.append(f"{words} ({', '.join(names)})" if names else words)
    return ", ".join([*named, *([_("weekends")] if weekends else [])])


def _runs(days: tuple[Day, ...]) -> list[list[Day]]:
    """Days in a row, together."""
    runs: list[list[Day]] = []
    for day in days:
        if runs and day.date - runs[-1][-1].date == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _range(first: date, last: date, language: str) -> str:
    if first == last:
        return dates.short(first, language)
    if first.month == last.month:
        return f"{first.day}–{dates.short(last, language)}"
    return f"{dates.short(first, language)} – {dates.short(last, language)}"
