"""When a briefing is live."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.rules.briefings import GRACE, State, state

START = datetime(2026, 11, 22, 10, tzinfo=UTC)
END = START + timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def at(moment, **hand):
    return state(moment, starts_at=START, ends_at=END, **hand)


class TestByThePlan:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            (START - MINUTE, State.UPCOMING),
            (START, State.LIVE),
            (END - MINUTE, State.LIVE),
            (END, State.ENDED),
        ],
    )
    def test_plan(self, moment, expected):
        assert at(moment) is expected


class TestByHand:
    def test_began_early(self):
        assert at(START - 5 * MINUTE, started_at=START - 10 * MINUTE) is State.LIVE

    def test_begins_late(self):
        assert at(START + 5 * MINUTE, started_at=START + 10 * MINUTE) is State.LATE

    def test_a_late_start_is_told_until_the_new_hour_and_moves_the_end(self):
        delayed = {"delayed_until": START + 20 * MINUTE}
        assert at(START - MINUTE, **delayed) is State.UPCOMING
        assert at(START + 5 * MINUTE, **delayed) is State.LATE
        assert at(START + 20 * MINUTE, **delayed) is State.LIVE
        assert at(END + 10 * MINUTE, **delayed) is State.LIVE
        assert at(END + 20 * MINUTE, **delayed) is State.ENDED

    def test_begun_before_the_new_hour(self):
        assert at(START + 6 * MINUTE, delayed_until=START + 20 * MINUTE, started_at=START + 5 * MINUTE) is State.LIVE

    def test_a_recording_puts_what_is_over_into_the_archive_and_nothing_else(self):
        assert at(END, recorded=True) is State.ARCHIVE
        assert at(START + MINUTE, ended_at=START, recorded=True) is State.ARCHIVE
        assert at(START + MINUTE, recorded=True) is State.LIVE
        assert at(START - MINUTE, recorded=True) is State.UPCOMING

    def test_runs_over_its_time_until_someone_ends_it(self):
        assert at(END + 30 * MINUTE, started_at=START) is State.LIVE
        assert at(END + 30 * MINUTE, started_at=START, ended_at=END + 20 * MINUTE) is State.ENDED

    def test_forgotten(self):
        assert at(END + GRACE, started_at=START) is State.ENDED

    def test_begun_days_early_and_forgotten(self):
        early = START - timedelta(days=2)
        assert at(early + MINUTE, started_at=early) is State.LIVE
        assert at(early + timedelta(hours=1) + GRACE, started_at=early) is State.ENDED

    def test_ended_early(self):
        assert at(START + 5 * MINUTE, ended_at=START + 4 * MINUTE) is State.ENDED

    def test_cancelled(self):
        assert at(START + MINUTE, cancelled=True, started_at=START) is State.CANCELLED


moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC))


@given(
    now=moments,
    delayed=st.none() | moments,
    started=st.none() | moments,
    ended=st.none() | moments,
    cancelled=st.booleans(),
    recorded=st.booleans(),
)
def test_never_live_when_over(now, delayed, started, ended, cancelled, recorded):
    found = at(now, delayed_until=delayed, started_at=started, ended_at=ended, cancelled=cancelled, recorded=recorded)
    begins = started or max(START, delayed or START)
    if cancelled or (ended and now >= ended) or now >= max(END, begins + (END - START)) + GRACE:
        assert found is not State.LIVE
    if found is State.LIVE:
        assert now >= begins
