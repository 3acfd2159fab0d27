"""The chart of answers by month, as numbers for the template: lying bars on one zero line, the newest month last.

Widths are per cent of the room, heights are in letters (em), so that the chart keeps its text readable on a phone and
at twice the size, where a picture that shrinks would not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from portal import dates, languages
from qa.rules.statistics import Month

ROW: Final = 1.9  # em
LONGEST: Final = 80.0  # per cent: the number stands behind its bar


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: its name, the answers, and the bar of those in time with that of the late ones behind it."""

    label: str
    answered: int
    in_time: int
    late: int
    top: str
    words: str  # where the baseline of the words is
    in_time_width: str
    late_start: str
    late_width: str
    end: str


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    height: str

    @property
    def empty(self) -> bool:
        return not any(bar.answered for bar in self.bars)


def answers_by_month(months: Sequence[Month]) -> Chart:
    """The chart of `months`, oldest first."""
    most = max((month.answered for month in months), default=0) or 1
    bars = tuple(_bar(number, month, LONGEST / most) for number, month in enumerate(months))
    return Chart(bars, f"{len(months) * ROW:.1f}em")


def _bar(number: int, month: Month, unit: float) -> Bar:
    in_time, answered = month.in_time * unit, month.answered * unit
    return Bar(
        label=month_name(month, number == 0),
        answered=month.answered,
        in_time=month.in_time,
        late=month.late,
        top=f"{number * ROW + 0.35:.2f}em",
        words=f"{number * ROW + 1.3:.2f}em",
        in_time_width=f"{in_time:.2f}%",
        late_start=f"{in_time:.2f}%",
        late_width=f"{answered - in_time:.2f}%",
        end=f"{answered:.2f}%",
    )


def month_name(month: Month, first: bool) -> str:
    """The month, with its year in January and at the beginning."""
    return dates.month(month.first, languages.current(), year=first or month.first.month == 1)
