"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import Final

_WORDS: Final = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, went, or came."""

    change: Change
    words: str


def compare(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order: those that are not new make `before`, those not gone make `after`.

    Lines are matched first and words only in the lines that differ: so a moved word far away is no match, and a long
    text costs little.
    """
    pieces: list[Piece] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            pieces += _words("".join(old[a:b]), "".join(new[c:d]))
        else:
            pieces += _pieces(tag, old[a:b], new[c:d])
    return _joined(pieces)


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for tag, a, b, c, d in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        yield from _pieces(tag, old[a:b], new[c:d])


def _pieces(tag: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if tag == "equal":
        yield Piece(Change.SAME, "".join(old))
        return
    if old:
        yield Piece(Change.GONE, "".join(old))
    if new:
        yield Piece(Change.NEW, "".join(new))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece; between two words that both changed, the space changed with them."""
    flat: list[Piece] = []
    for n, piece in enumerate(pieces):
        between = 0 < n < len(pieces) - 1 and piece.change is Change.SAME and piece.words == " "
        flat += [Piece(Change.GONE, " "), Piece(Change.NEW, " ")] if between else [piece]
    found: list[Piece] = []
    for same, run in groupby(flat, key=lambda piece: piece.change is Change.SAME):
        if same:
            found.append(Piece(Change.SAME, "".join(piece.words for piece in run)))
            continue
        changed = list(run)
        for change in (Change.GONE, Change.NEW):
            words = "".join(piece.words for piece in changed if piece.change is change)
            found += [Piece(change, words)] if words else []
    return found
