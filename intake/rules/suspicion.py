"""Does a sender look like a program? Judged by what is sent, how fast and how often; never by who they are.

Suspicion refuses nothing. A browser is given some work to do by itself (`intake.challenges`), and what comes without
it done, or from a program that fills in everything, waits in quarantine for a person's look.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    """What is done about a sender."""

    CLEAR = "clear"
    CHALLENGE = "challenge"
    QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class Sending:
    """What is known of one sending: `seconds` since the form was begun, how many were sent of late from there."""

    text: str
    seconds: float
    sent_lately: int = 0
    trapped: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where suspicion begins. Wide: thousands stand behind one mobile operator's address."""

    least_seconds: float = 3
    most_sent: int = 20
    most_links: int = 3


_LINK: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_MARKUP: Final = re.compile(r"<a\s+href|\[url[=\]]|\[link[=\]]", re.IGNORECASE)
_RUN: Final = re.compile(r"(\S)\1{19,}")
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"\w+")
_REPEATED: Final = 20  # words from which on a text that says one of them over and over is odd


def verdict(sending: Sending, bounds: Bounds = Bounds()) -> Verdict:
    """What to do about `sending`."""
    if sending.trapped:
        return Verdict.QUARANTINE
    hurried = sending.seconds < bounds.least_seconds
    many = sending.sent_lately > bounds.most_sent
    return Verdict.CHALLENGE if hurried or many or looks_made(sending.text, bounds) else Verdict.CLEAR


def looks_made(text: str, bounds: Bounds = Bounds()) -> bool:
    """Whether a text has the marks of advertising or of noise."""
    if len(_LINK.findall(text)) >= bounds.most_links or _MARKUP.search(text) or _RUN.search(text):
        return True
    words = _WORD.findall(text.lower())
    if len(words) >= _REPEATED and Counter(words).most_common(1)[0][1] * 2 > len(words):
        return True
    return not _LETTER.search(text)
