"""A first proposal for splitting a text that asks several things. A person reads it and decides."""

import re
from itertools import pairwise
from typing import Final

MOST: Final = 3
_NUMBERED: Final = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–—•*])\s+", re.MULTILINE)
_QUESTION_END: Final = re.compile(r"[?？][?？!]*[)»\"”]*")


def parts_of(text: str, most: int = MOST) -> list[str]:
    """The text cut before its numbered points, else after its question marks; whole when it asks one thing.

    Nothing is lost: what stands before a question belongs to it, and what follows the last to the last.
    """
    pieces = _points(text)
    if len(pieces) < 2:
        pieces = _questions(text)
    if len(pieces) > most:
        pieces = [*pieces[: most - 1], "".join(pieces[most - 1 :])]
    return [piece.strip() for piece in pieces] or [text.strip()]


def _points(text: str) -> list[str]:
    """Cut at each numbered or bulleted line; the words before the first point stay with it."""
    starts = [found.start() for found in _NUMBERED.finditer(text)]
    return _cut(text, starts[1:]) if len(starts) > 1 else []


def _questions(text: str) -> list[str]:
    """Cut after each question mark but the last."""
    ends = [found.end() for found in _QUESTION_END.finditer(text)]
    return _cut(text, ends[:-1])


def _cut(text: str, places: list[int]) -> list[str]:
    edges = [0, *places, len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    return [piece for piece in pieces if piece.strip()]
