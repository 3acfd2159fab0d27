"""Answers that age: until when they hold, and for how long they are extended."""

from datetime import date, timedelta
from typing import Final

REMIND_BEFORE: Final = 14  # days
SHORTEST: Final = 30  # days: the least by which an answer is extended
LISTED: Final = 60  # days ahead that the list of expiring answers looks


def is_past(until: date | None, today: date) -> bool:
    """Whether an answer may be out of date."""
    return until is not None and until < today


def as_long_again(since: date, until: date, today: date) -> date:
    """An answer that was given for some days is extended by as many, from today; never by less than `SHORTEST`."""
    return today + timedelta(days=max((until - since).days, SHORTEST))
