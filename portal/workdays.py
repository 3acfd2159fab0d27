"""Working days by Kazakhstan's production calendar: pure, with the Government's later decisions given as data.

`holidays` knows the public holidays, the days off moved from weekends, and the swaps of past years; `overrides` has
the last word, since the Government decides each year (`portal.calendar` loads them from the database).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

import holidays

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5

# Names in Kazakh, Russian and English by the name that `holidays` gives (it has no Russian).
_NAMES: Final = {
    "New Year's Day": ("Жаңа жыл", "Новый год", "New Year"),
    "Orthodox Christmas": ("Рождество", "Православное Рождество", "Orthodox Christmas"),
    "International Women's Day": (
        "Халықаралық әйелдер күні", "Международный женский день", "International Women's Day",
    ),
    "Nowruz Holiday": ("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    "Kazakhstan's People Solidarity Holiday": (
        "Қазақстан халқының бірлігі мерекесі", "Праздник единства народа Казахстана", "Day of Unity of the People",
    ),
    "Defender of the Fatherland Day": (
        "Отан қорғаушы күні", "День защитника Отечества", "Defender of the Fatherland Day",
    ),
    "Victory Day": ("Жеңіс күні", "День Победы", "Victory Day"),
    "Capital Day": ("Астана күні", "День столицы", "Capital Day"),
    "Eid al-Adha": ("Құрбан айттың бірінші күні", "Первый день Курбан-айта", "First day of Kurban Ait"),
    "Constitution Day": ("Конституция күні", "День Конституции", "Constitution Day"),
    "Republic Day": ("Республика күні", "День Республики", "Republic Day"),
    "First President Day": ("Тұңғыш Президент күні", "День Первого Президента", "Day of the First President"),
    "Independence Day": ("Тәуелсіздік күні", "День независимости", "Independence Day"),
}  # fmt: skip
_COLUMN: Final = {"kk": 0, "ru": 1, "en": 2}


class DayKind(StrEnum):
    """Why a day is worked or not."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OBSERVED = "observed"  # the day off for a holiday that fell on a weekend
    MOVED = "moved"  # a day off, or a day worked, by a decision of the Government


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar; `holiday` is the holiday's English name, or ""."""

    date: date
    works: bool
    kind: DayKind
    holiday: str = ""

    def name(self, language: str) -> str:
        """The holiday's name in `language` (kk, ru, en); "" on other days."""
        names = _NAMES.get(self.holiday)
        return names[_COLUMN[language]] if names else self.holiday


@lru_cache(maxsize=64)
def _known(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """The days off of `year` with their names, and the weekend days worked, as `holidays` knows them."""
    table = holidays.Kazakhstan(years=year, language="en_US")
    return dict(table.items()), frozenset(table.weekend_workdays)


def _day_off(day: date, name: str) -> Day:
    """A day off by the name that `holidays` gives: "Victory Day (observed)", "Day off (substituted from …)"."""
    first = name.split(";")[0].strip()
    if first.startswith("Day off"):
        return Day(day, works=False, kind=DayKind.MOVED)
    holiday, _, note = first.partition(" (")
    return Day(
        day, works=False, kind=DayKind.OBSERVED if note.startswith("observed") else DayKind.HOLIDAY, holiday=holiday
    )


@dataclass(frozen=True)
class Calendar:
    """The calendar with the Government's decisions: `overrides` maps a date to whether it is worked."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def day(self, day: date) -> Day:
        days_off, worked_weekends = _known(day.year)
        if (works := self.overrides.get(day)) is not None:
            known = days_off.get(day)
            if not works and known:
                return _day_off(day, known)
            return Day(day, works=works, kind=DayKind.MOVED)
        if day in days_off:
            return _day_off(day, days_off[day])
        if day in worked_weekends:
            return Day(day, works=True, kind=DayKind.MOVED)
        if day.weekday() >= _SATURDAY:
            return Day(day, works=False, kind=DayKind.WEEKEND)
        return Day(day, works=True, kind=DayKind.WORKING)

    def works(self, day: date) -> bool:
        return self.day(day).works

    def add(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`, which is not counted; `start` itself for 0.

        Raises ValueError for a negative number.
        """
        if days < 0:
            raise ValueError("working days are counted forward")
        day = start
        while days:
            day += _DAY
            days -= self.works(day)
        return day

    def count(self, since: date, until: date) -> int:
        """How many working days there are after `since`, up to and including `until`; 0 if it is not later."""
        return sum(self.works(since + _DAY * n) for n in range(1, (until - since).days + 1))

    def skipped(self, since: date, until: date) -> tuple[Day, ...]:
        """The days not worked after `since`, up to and including `until`."""
        days = (self.day(since + _DAY * n) for n in range(1, (until - since).days + 1))
        return tuple(day for day in days if not day.works)
