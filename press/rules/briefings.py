"""When a briefing is announced, late, live, over or in the archive: values in, a word out."""

from datetime import datetime, timedelta
from enum import StrEnum

# A briefing that nobody declared ended is over this long after its planned end: never "live" when over.
GRACE = timedelta(hours=1)


class State(StrEnum):
    UPCOMING = "upcoming"
    LATE = "late"
    LIVE = "live"
    ENDED = "ended"
    ARCHIVE = "archive"
    CANCELLED = "cancelled"


OVER = frozenset({State.ENDED, State.ARCHIVE})


def state(
    now: datetime,
    *,
    starts_at: datetime,
    ends_at: datetime,
    delayed_until: datetime | None = None,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    cancelled: bool = False,
    recorded: bool = False,
) -> State:
    """The state at `now`, from the plan (`starts_at`, `ends_at`) and from what was set by hand.

    The hand has the last word: a briefing that was started by hand is live from then on, one ended by hand is over.
    What was begun and never declared ended runs for at most `GRACE` past its planned end, or past its planned length
    when it began late or hours early. What nobody started by hand follows the plan; `delayed_until` moves the plan,
    and from the hour that was announced until then the briefing is late. What is over and has a recording (`recorded`)
    is in the archive.
    """
    if cancelled:
        return State.CANCELLED
    over = State.ARCHIVE if recorded else State.ENDED
    if ended_at is not None and now >= ended_at:
        return over
    begins = planned = max(starts_at, delayed_until or starts_at)
    if started_at is not None:
        begins = started_at
    if now < begins:
        return State.UPCOMING if now < starts_at else State.LATE
    if started_at is None:
        return State.LIVE if now < planned + (ends_at - starts_at) else over
    planned_end = started_at + (ends_at - starts_at)
    if started_at + GRACE >= starts_at:  # what was begun hours early has its own end, not the announced one
        planned_end = max(ends_at, planned_end)
    return State.LIVE if now < planned_end + GRACE else over
