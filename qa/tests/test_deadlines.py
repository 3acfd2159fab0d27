"""The due date: the count, pauses, extensions, and how a question stands against it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.workdays import Calendar
from qa.rules import deadlines
from qa.rules.deadlines import Span
from qa.rules.states import Status, Timing

CALENDAR = Calendar()
DAYS = st.dates(date(2020, 1, 1), date(2029, 12, 31))


def test_the_count_explains_itself() -> None:
    count = deadlines.due(date(2026, 3, 19), 15, CALENDAR)
    assert count.due == date(2026, 4, 14)
    named = [day.date.day for day in count.skipped if day.holiday]
    assert named == [21, 22, 23, 24, 25]
    assert {day.name("kk") for day in count.skipped if day.holiday} == {"Наурыз мейрамы"}
    assert (count.total, count.term, count.extension, count.paused) == (15, 15, 0, 0)


def test_a_pause_adds_the_days_after_the_request_up_to_the_reply() -> None:
    # Asked on Monday 2 November, replied on Thursday 5 November: Tuesday, Wednesday, Thursday.
    count = deadlines.due(date(2026, 10, 29), 15, CALENDAR, pauses=[Span(date(2026, 11, 2), date(2026, 11, 5))])
    assert count.paused == 3
    assert count.due == CALENDAR.add(deadlines.due(date(2026, 10, 29), 15, CALENDAR).due, 3)


def test_a_reply_on_the_same_day_and_an_open_pause_add_nothing() -> None:
    plain = deadlines.due(date(2026, 10, 29), 15, CALENDAR).due
    day = date(2026, 11, 2)
    assert deadlines.due(date(2026, 10, 29), 15, CALENDAR, pauses=[Span(day, day), Span(day)]).due == plain


def test_extensions_add_up() -> None:
    assert deadlines.due(date(2026, 11, 2), 15, CALENDAR, extensions=[5, 10]).total == 30


@given(DAYS, st.integers(1, 60), st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=3))
def test_between_start_and_date_are_exactly_the_days_promised(start: date, term: int, waits: list) -> None:
    pauses = [Span(since, since + timedelta(days=days)) for since, days in waits]
    count = deadlines.due(start, term, CALENDAR, pauses=pauses)
    assert CALENDAR.works(count.due)
    assert CALENDAR.count(start, count.due) == count.total
    assert (count.due - start).days == count.total + len(count.skipped)


@given(DAYS, st.integers(0, 40))
def test_a_part_is_due_so_many_working_days_before_the_answer(start: date, days: int) -> None:
    due = CALENDAR.add(start, 15)
    day = deadlines.ahead_of(due, days, CALENDAR)
    assert CALENDAR.works(day)
    assert CALENDAR.count(day, due) == days


@pytest.mark.parametrize(
    ("status", "today", "expected"),
    [
        (Status.ROUTED, date(2026, 11, 2), Timing.ON_TIME),
        (Status.ROUTED, date(2026, 11, 10), Timing.DUE_SOON),
        (Status.ROUTED, date(2026, 11, 13), Timing.DUE_SOON),
        (Status.ROUTED, date(2026, 11, 14), Timing.OVERDUE),
        (Status.NEEDS_INFO, date(2026, 11, 20), Timing.PAUSED),
        (Status.ANSWERED, date(2026, 11, 20), Timing.DONE),
        (Status.CLOSED, date(2026, 11, 20), Timing.DONE),
    ],
)
def test_timing(status: Status, today: date, expected: Timing) -> None:
    assert deadlines.timing(status, date(2026, 11, 13), today, CALENDAR, soon=3) is expected
