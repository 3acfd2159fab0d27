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
        assert at(START + 5 * MINUTE, started_at=START + 10 * MINUTE) is State.UPCOMING

    def test_runs_over_its_time_until_someone_ends_it(self):
        assert at(END + 30 * MINUTE, started_at=START) is State.LIVE
        assert at(END + 30 * MINUTE, started_at=START, ended_at=END + 20 * MINUTE) is State.ENDED

    def test_forgotten(self):
        assert at(END + GRACE, started_at=START) is State.ENDED

    def test_ended_early(self):
        assert at(START + 5 * MINUTE, ended_at=START + 4 * MINUTE) is State.ENDED

    def test_cancelled(self):
        assert at(START + MINUTE, cancelled=True, started_at=START) is State.CANCELLED


moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC))


@given(now=moments, started=st.none() | moments, ended=st.none() | moments, cancelled=st.booleans())
def test_never_live_when_over(now, started, ended, cancelled):
    found = at(now, started_at=started, ended_at=ended, cancelled=cancelled)
    if cancelled or (ended and now >= ended) or now >= max(END, (started or START) + (END - START)) + GRACE:
        assert found is not State.LIVE
