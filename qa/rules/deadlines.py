"""The one function for every date, with the count that explains it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.workdays import Calendar, Day
from qa.rules.states import Status, Timing


@dataclass(frozen=True, slots=True)
class Span:
    """Days of waiting for the asker: after `since`, up to and including `until`; open while that is None."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A due date and how it came about: `term` + `extension` + `paused` working days after `start`.

    `skipped` are the days between that were not counted, each with its reason.
    """

    start: date
    due: date
    term: int
    extension: int
    paused: int
    skipped: tuple[Day, ...]

    @property
    def total(self) -> int:
        return self.term + self.extension + self.paused


def due(
    start: date, term: int, calendar: Calendar, *, extensions: Iterable[int] = (), pauses: Sequence[Span] = ()
) -> Count:
    """The last working day for something begun on `start`, which itself is not counted.

    A pause adds the working days after the request, up to and including the reply; one still open adds none yet.
    """
    extension = sum(extensions)
    paused = sum(calendar.count(pause.since, pause.until) for pause in pauses if pause.until)
    last = calendar.add(start, term + extension + paused)
    return Count(start, last, term, extension, paused, calendar.skipped(start, last))


def ahead_of(due_on: date, days: int, calendar: Calendar) -> date:
    """The day from which `days` working days are left until `due_on`: by when a co-executor contributes."""
    day = due_on
    while days:
        day -= timedelta(days=1)
        days -= calendar.works(day)
    return day


def passed_by(today: date, days: int, calendar: Calendar) -> date:
    """The latest due date that passed `days` working days ago, or earlier: on a day off nothing more passes."""
    worked = today if calendar.works(today) else ahead_of(today, 1, calendar)
    return ahead_of(worked, days, calendar)


def timing(status: Status, due_on: date, today: date, calendar: Calendar, soon: int) -> Timing:
    """How a question stands against its date today: due soon when `soon` working days are left, or fewer."""
    if status in {Status.ANSWERED, Status.CLOSED}:
        return Timing.DONE
    if status is Status.NEEDS_INFO:
        return Timing.PAUSED
    if due_on < today:
        return Timing.OVERDUE
    return Timing.DUE_SOON if calendar.count(today, due_on) <= soon else Timing.ON_TIME
