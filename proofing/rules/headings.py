"""Headings: for those who listen or skim they are the way through a page."""

from collections.abc import Iterator, Sequence
from typing import Final

from proofing.rules.reading import Hit, Kind, Piece, Where, excerpt, paragraphs

SHORT: Final = 90  # letters: what is longer is a sentence, bold or not
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}


def outline(pieces: Sequence[Piece]) -> list[tuple[int, str, Where]]:
    """The headings in order: level, words, place. A block of its own is of the second level; the first is the title."""
    found = []
    for piece in pieces:
        if piece.kind is Kind.HEADING:
            found.append((2, piece.text.strip(), piece.where))
        elif piece.kind is Kind.RICH:
            found += [(_LEVELS[p.tag], p.text, piece.where) for p in paragraphs(piece.text) if p.tag in _LEVELS]
    return found


def check(pieces: Sequence[Piece]) -> Iterator[Hit]:
    """Headings without words, levels that are left out, paragraphs that only look like headings, and a heading under
    which nothing comes."""
    last = 1
    for level, words, where in outline(pieces):
        if not words:
            yield Hit("heading-empty", where)
        if level > last + 1:
            yield Hit("heading-skips", where, {"heading": excerpt(words), "level": level})
        last = level
    for piece in pieces:
        if piece.kind is Kind.RICH:
            for paragraph in paragraphs(piece.text):
                if _looks_like_heading(paragraph.tag, paragraph.text, paragraph.bold):
                    yield Hit("heading-bold", piece.where, {"text": excerpt(paragraph.text)})


def _looks_like_heading(tag: str, text: str, bold: str) -> bool:
    return tag == "p" and 0 < len(text) <= SHORT and bold == text and text[-1] not in ".,;:…" and "\n" not in text


def ends_with_heading(kinds: Sequence[str]) -> bool:
    """Whether the last of a body's blocks is a heading, of which nobody knows what it is for."""
    return bool(kinds) and kinds[-1] == "heading"
