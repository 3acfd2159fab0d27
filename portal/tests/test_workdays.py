"""The production calendar against known dates, and its own laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.calendar import DayOverride, forget, production_calendar
from portal.workdays import Calendar, DayKind

CALENDAR = Calendar()
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 3, 19), 15, date(2026, 4, 14)),
        (date(2026, 5, 6), 3, date(2026, 5, 13)),
        (date(2026, 8, 28), 3, date(2026, 9, 2)),
        (date(2026, 10, 23), 3, date(2026, 10, 29)),
        (date(2026, 12, 31), 3, date(2027, 1, 8)),
        (date(2027, 3, 12), 3, date(2027, 3, 18)),
    ],
)
def test_known_dates(start: date, days: int, due: date) -> None:
    assert CALENDAR.add(start, days) == due


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2020, 1, 5), True),
        (date(2020, 1, 3), False),
        (date(2020, 12, 20), True),
        (date(2020, 12, 18), False),
    ],
)
def test_the_swaps_of_2020(day: date, works: bool) -> None:
    assert CALENDAR.day(day).works is works
    assert CALENDAR.day(day).kind is DayKind.MOVED


def test_why_a_day_is_off() -> None:
    assert CALENDAR.day(date(2026, 11, 21)).kind is DayKind.WEEKEND
    assert CALENDAR.day(date(2026, 12, 16)).name("ru") == "День независимости"
    observed = CALENDAR.day(date(2026, 5, 11))
    assert (observed.kind, observed.name("kk")) == (DayKind.OBSERVED, "Жеңіс күні")


def test_every_holiday_has_a_name_in_three_languages() -> None:
    day = date(2018, 1, 1)
    while day.year < 2035:
        known = CALENDAR.day(day)
        if known.holiday:
            names = {known.name(language) for language in ("kk", "ru", "en")}
            assert len(names) > 1, f"{day}: {known.holiday!r} has no names of its own"
        day += timedelta(days=1)


def test_a_swap_is_two_rows() -> None:
    swapped = Calendar({date(2026, 11, 23): False, date(2026, 11, 28): True})
    assert swapped.add(date(2026, 11, 20), 1) == date(2026, 11, 24)
    assert swapped.add(date(2026, 11, 27), 1) == date(2026, 11, 28)
    assert swapped.day(date(2026, 11, 28)).kind is DayKind.MOVED


@pytest.mark.django_db
def test_an_override_counts_from_the_moment_it_is_saved() -> None:
    forget()
    assert production_calendar().works(date(2026, 11, 23))
    row = DayOverride.objects.create(date=date(2026, 11, 23), works=False, basis="test")
    assert not production_calendar().works(date(2026, 11, 23))
    row.delete()
    assert production_calendar().works(date(2026, 11, 23))
    forget()


@settings(deadline=None)
@given(DAYS, st.integers(0, 80))
def test_adding_and_counting_agree(start: date, days: int) -> None:
    due = CALENDAR.add(start, days)
    assert CALENDAR.count(start, due) == days
    assert days == 0 or CALENDAR.works(due)


@settings(deadline=None)
@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_days_added_in_two_steps_are_days_added_at_once(start: date, first: int, second: int) -> None:
    assert CALENDAR.add(CALENDAR.add(start, first), second) == CALENDAR.add(start, first + second)


def test_no_days_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add(date(2026, 11, 22), -1)
