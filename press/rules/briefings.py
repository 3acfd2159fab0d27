"""When a briefing is upcoming, live or over: values in, a word out."""

from datetime import datetime, timedelta
from enum import StrEnum

# A briefing that nobody declared ended is over this long after its planned end: never "live" when over.
GRACE = timedelta(hours=1)


class State(StrEnum):
    UPCOMING = "upcoming"
    LIVE = "live"
    ENDED = "ended"
    CANCELLED = "cancelled"


def state(
    now: datetime,
    *,
    starts_at: datetime,
    ends_at: datetime,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    cancelled: bool = False,
) -> State:
    """The state at `now`, from the plan (`starts_at`, `ends_at`) and from what was set by hand.

    The hand has the last word: a briefing that was started by hand is live from then on, one ended by hand is over.
    What was begun and never declared ended runs for at most `GRACE` past its planned end, or past its planned length
    when it began late. What nobody started by hand follows the plan.
    """
    if cancelled:
        return State.CANCELLED
    if ended_at is not None and now >= ended_at:
        return State.ENDED
    begins = started_at or starts_at
    if now < begins:
        return State.UPCOMING
    if started_at is None:
        return State.LIVE if now < ends_at else State.ENDED
    planned_end = max(ends_at, started_at + (ends_at - starts_at))
    return State.LIVE if now < planned_end + GRACE else State.ENDED
