"""Which acts on a public question its followers hear of, and how long they are kept. Pure."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from qa.rules.states import Verb, Visibility

UNCONFIRMED_FOR: Final = timedelta(days=7)
KEPT: Final = timedelta(days=365)  # after the last thing there was to tell


class News(StrEnum):
    """What followers are told; the value names the mail "follow_…"."""

    ANSWERED = "answered"
    CORRECTED = "corrected"
    REOPENED = "reopened"
    WITHHELD = "withheld"
    SHOWN = "shown"


def news(verb: Verb, *, before: Visibility, after: Visibility, moved: bool) -> News | None:
    """What `verb` is to a follower, or None. `moved` says whether it led to another state.

    Whatever takes the question down is heard of, by whichever verb; what happens to a question that nobody else can
    read is nobody else's affair.
    """
    if before == Visibility.PUBLIC and after == Visibility.WITHHELD:
        return News.WITHHELD
    if before == Visibility.WITHHELD and after == Visibility.PUBLIC:
        return News.SHOWN
    if after != Visibility.PUBLIC:
        return None
    if verb is Verb.APPROVE:
        return News.ANSWERED if moved else News.CORRECTED
    return News.REOPENED if verb is Verb.REOPEN else None
