"""Months of the calendar: their names in addresses, their weeks, what lies between two of them. Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

_NAME: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def named(cls, name: str) -> Self | None:
        """ "2026-11" → November 2026; None for what names no month of a year from 1000 on."""
        found = _NAME.fullmatch(name)
        return cls(int(found[1]), int(found[2])) if found and found[1] >= "1000" else None

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    def moved(self, months: int) -> Self:
        """The month so many months later, or earlier for a negative number."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return type(self)(year, number + 1)

    def weeks(self) -> list[list[date]]:
        """The weeks that touch the month, from Monday to Sunday, with the days of its neighbours in them."""
        return calendar.Calendar(firstweekday=0).monthdatescalendar(self.year, self.number)

    def holds(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.number)


@dataclass(frozen=True, slots=True)
class Range:
    """The months from `first` to `last` that there are: no address leads on for ever."""

    first: Month
    last: Month

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month <= self.last

    def before(self, month: Month) -> Month | None:
        return month.moved(-1) if month.moved(-1) in self else None

    def after(self, month: Month) -> Month | None:
        return month.moved(1) if month.moved(1) in self else None

    def years(self) -> list[int]:
        """From the newest back."""
        return list(range(self.last.year, self.first.year - 1, -1))

    def nearest(self, month: Month) -> Month:
        """`month`, or the end of the range that is nearest to it."""
        return min(max(month, self.first), self.last)
