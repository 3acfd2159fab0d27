"""What an asker wants hidden: the suggestions they left ticked, and words that they named themselves.

Words are compared without case and without what stands between them, and the last of a phrase also by its beginning:
"Асель" hides "Асельдің" too, "8 701 555" hides "8-701-555". `static/qa/js/blackout.js` shows the same while one taps.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from portal import personal_data
from portal.personal_data import Found
from qa.rules.redaction import BLACKED_OUT

WORD: Final = re.compile(r"\w+")
MOST_PHRASES: Final = 50
_BEGINNING: Final = 3  # letters from which on a word hides all words that begin with it


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text: shown or hidden, and the number of the suggestion that it is, if it is one."""

    text: str
    hidden: bool
    suggestion: int | None = None
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the text would look in public; `missing` are phrases that are nowhere in it."""

    parts: tuple[Part, ...]
    missing: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text with black blocks; what is hidden side by side is one block."""
        blocks = "".join("\0" if part.hidden else part.text for part in self.parts)
        return re.sub(r"\0+", BLACKED_OUT, blocks)

    @property
    def hides(self) -> bool:
        return any(part.hidden for part in self.parts)


def phrases(typed: str) -> list[str]:
    """The phrases of a field in which each stands on a line of its own or after a comma; each once."""
    lines = (" ".join(line.split()) for line in re.split(r"[\n,;]", typed))
    return list(dict.fromkeys(line for line in lines if WORD.search(line)))[:MOST_PHRASES]


def propose(text: str, kept: Collection[str] = (), named: Iterable[str] = ()) -> Proposal:
    """The text with every suggestion hidden but those whose words are in `kept`, and with the phrases `named`."""
    named = list(named)
    found = {phrase: _places(text, phrase) for phrase in named}
    own = [place for places in found.values() for place in places]
    parts: list[Part] = []
    at = 0
    for number, span in enumerate(personal_data.suggest(text)):
        parts += _plain(text, at, span.start, own)
        words = text[span.start : span.end]
        hidden = words not in kept or any(_overlap(span.start, span.end, place) for place in own)
        parts.append(Part(words, hidden, number, span.found))
        at = span.end
    parts += _plain(text, at, len(text), own)
    return Proposal(tuple(parts), tuple(phrase for phrase in named if not found[phrase]))


def _places(text: str, phrase: str) -> list[tuple[int, int]]:
    wanted = [word.lower() for word in WORD.findall(phrase)]
    words = list(WORD.finditer(text))
    last = len(wanted) - 1
    return [
        (words[first].start(), words[first + last].end())
        for first in range(len(words) - last)
        if all(_same(words[first + n][0].lower(), word, n == last) for n, word in enumerate(wanted))
    ]


def _same(word: str, wanted: str, last: bool) -> bool:
    return word == wanted or (last and len(wanted) >= _BEGINNING and wanted.isalpha() and word.startswith(wanted))


def _overlap(start: int, end: int, place: tuple[int, int]) -> bool:
    return place[0] < end and start < place[1]


def _plain(text: str, start: int, end: int, hidden: list[tuple[int, int]]) -> list[Part]:
    """What lies between two suggestions, cut where something named begins or ends."""
    cuts = {start, end} | {min(max(edge, start), end) for place in hidden for edge in place}
    return [Part(text[a:b], any(_overlap(a, b, place) for place in hidden)) for a, b in pairwise(sorted(cuts))]
