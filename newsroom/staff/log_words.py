"""What the newsroom does, in the words of the log of staff."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from qa.staff import log_words

WORDS: Final[dict[str, Promise]] = {
    "urgent_put_up": pgettext_lazy("log", "Put up an urgent banner"),
    "urgent_taken_down": pgettext_lazy("log", "Took an urgent banner down"),
    "urgent_replaced": pgettext_lazy("log", "Replaced an urgent banner"),
}


def add() -> None:
    """Called once, when the app is ready: the screen of the log is the question service's."""
    log_words.WHAT.update(WORDS)
