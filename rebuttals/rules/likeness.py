"""Whether two reports say the same: to the letter, or in most of their telling words."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Set
from typing import Final

ALIKE: Final = 0.5  # the share of the shorter text's words from which two texts are shown as alike
_APART: Final = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """The same for texts that differ in case, spaces and punctuation alone, as passed-on messages do; "" for none."""
    words = _APART.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest() if words else ""


def likeness(one: Set[str], other: Set[str]) -> float:
    """The share of the smaller set's words that both hold, 0 to 1; 0 while either has fewer than two."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= 2 else 0.0


def most_alike(words: Set[str], others: Iterable[tuple[int, Set[str]]], limit: int) -> list[int]:
    """The keys of at most `limit` `others` that are alike, the most alike first, the newer key before the older."""
    scored = [(likeness(words, theirs), key) for key, theirs in others]
    near = sorted(((score, key) for score, key in scored if score >= ALIKE), reverse=True)
    return [key for _score, key in near[:limit]]
