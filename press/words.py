"""Briefings in words: how one stands, and when it is."""

from typing import Any

from django.utils.translation import pgettext

from portal import dates, languages
from press.rules.briefings import State


def briefing_state(page: Any) -> str:
    """The state of a briefing in a word."""
    return {
        State.UPCOMING: pgettext("briefing", "Upcoming"),
        State.LATE: pgettext("briefing", "Begins late"),
        State.LIVE: pgettext("briefing", "Live"),
        State.ENDED: pgettext("briefing", "Ended"),
        State.ARCHIVE: pgettext("briefing", "Archive"),
        State.CANCELLED: pgettext("briefing", "Cancelled"),
    }[page.state]


def briefing_time(page: Any) -> str:
    """The day and the hour of a briefing: when it began, or when it will as far as is known."""
    begins = page.begins_at
    return f"{dates.full(dates.local(begins), languages.current())}, {dates.clock(begins)}"
