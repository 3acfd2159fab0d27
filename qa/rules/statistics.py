"""How figures about answers are drawn from counts: medians, buckets and shares. Pure.

The share answered in time has in its denominator what is open and overdue: an agency that answers nothing has no good
share. Days are working days without those on which the asker was waited for.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

MONTHS: Final = 12
# Upper ends of the buckets of working days; the last one is open.
BUCKETS: Final = (5, 10, 15)


@dataclass(slots=True)
class Month:
    """One month of one agency, or of all: what came, what was answered, and how much of that in time."""

    first: date
    received: int = 0
    answered: int = 0
    in_time: int = 0

    @property
    def late(self) -> int:
        return self.answered - self.in_time


@dataclass(slots=True)
class Figures:
    """The figures of one agency, or of all. `months`, `returned` and `forwarded` are of the last twelve months, the
    newest last; `open`, `overdue` and `paused` are of this moment. `days` maps working days to answers."""

    months: tuple[Month, ...]
    days: Counter[int] = field(default_factory=Counter)
    open: int = 0
    overdue: int = 0
    paused: int = 0
    returned: int = 0
    forwarded: int = 0

    @property
    def received(self) -> int:
        return sum(month.received for month in self.months)

    @property
    def answered(self) -> int:
        return sum(month.answered for month in self.months)

    @property
    def in_time(self) -> int:
        return sum(month.in_time for month in self.months)

    @property
    def late(self) -> int:
        return self.answered - self.in_time

    @property
    def median(self) -> float | None:
        return median(self.days)

    @property
    def buckets(self) -> tuple[int, ...]:
        return buckets(self.days)

    @property
    def share_in_time(self) -> int | None:
        """Per cent, cut down and never up: 99.9 is not 100. None where nothing was due yet."""
        due = self.answered + self.overdue
        return self.in_time * 100 // due if due else None

    @property
    def empty(self) -> bool:
        return not (self.received or self.answered or self.open or self.returned)


def median(days: Mapping[int, int]) -> float | None:
    """The middle of the values, each as often as its count says; None for none."""
    total = sum(days.values())
    if not total:
        return None
    return (_nth(days, (total - 1) // 2) + _nth(days, total // 2)) / 2


def _nth(days: Mapping[int, int], place: int) -> int:
    """The value at `place` (from 0) in order."""
    seen = 0
    for value in sorted(days):
        seen += days[value]
        if seen > place:
            return value
    raise IndexError(place)


def buckets(days: Mapping[int, int]) -> tuple[int, ...]:
    """How many values lie in each bucket: 0–5, 6–10, 11–15, more."""
    found = [0] * (len(BUCKETS) + 1)
    for value, count in days.items():
        found[sum(value > end for end in BUCKETS)] += count
    return tuple(found)


def months_before(today: date, count: int = MONTHS) -> Iterator[date]:
    """The first days of the last `count` months, the present one last."""
    number = today.year * 12 + today.month - count
    for _ in range(count):
        yield date(number // 12, number % 12 + 1, 1)
        number += 1
