"""What there is to check on a page, as plain data: its pieces of text, its pictures, what it leads to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser
from typing import Any, Final


class Severity(StrEnum):
    """How much a finding weighs: the page is not published with it; its author is asked once; it is only told."""

    STOPS = "stops"
    WARNS = "warns"
    SUGGESTS = "suggests"


class Kind(StrEnum):
    LINE = "line"  # plain text
    HEADING = "heading"
    RICH = "rich"  # HTML as it is stored


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the editor: the `anchor` of its field or block, and how an editor calls it."""

    anchor: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a page."""

    kind: Kind
    text: str
    where: Where

    @property
    def plain(self) -> str:
        """The text without markup, a line for each paragraph."""
        return "\n".join(p.text for p in paragraphs(self.text)) if self.kind is Kind.RICH else self.text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page and its text; `drawn` for SVG, which is sharp at any size; `leads` for the page's own."""

    key: int
    alt: str
    where: Where
    leads: bool = False
    width: int = 0
    height: int = 0
    size: int = 0
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What a chooser leads to: `kind` is "page" or "document", `key` its row; or "address", with the address."""

    kind: str
    key: str
    where: Where


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding of a rule: its `code`, the place, and what its words are filled with."""

    code: str
    where: Where
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in rich text: its words, and its attributes as stored."""

    text: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of rich text: its tag, its words, how many of them are bold, its links."""

    tag: str
    text: str
    bold: str
    links: tuple[Link, ...]


_BLOCKS: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote"})
_BOLD: Final = frozenset({"b", "strong"})


class _Reader(HTMLParser):
    """Reads rich text once, front to back, however deep or broken it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self._begin("p")

    def _begin(self, tag: str) -> None:
        self._tag, self._text, self._bold = tag, [], []  # type: tuple[str, list[str], list[str]]
        self._links: list[Link] = []
        self._depth = 0
        self._link: tuple[dict[str, str], list[str]] | None = None

    def _end(self) -> None:
        self._end_link()
        text = "".join(self._text).strip()
        if text or self._links or self._tag.startswith("h"):
            self.found.append(Paragraph(self._tag, text, "".join(self._bold).strip(), tuple(self._links)))

    def _end_link(self) -> None:
        if self._link is not None:
            attributes, words = self._link
            self._links.append(Link("".join(words).strip(), attributes))
            self._link = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end()
            self._begin(tag)
        elif tag in _BOLD:
            self._depth += 1
        elif tag == "a":
            self._end_link()
            self._link = ({name: value or "" for name, value in attrs}, [])
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end()
            self._begin("p")
        elif tag in _BOLD:
            self._depth = max(0, self._depth - 1)
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if self._depth:
            self._bold.append(data)
        if self._link is not None:
            self._link[1].append(data)

    def close(self) -> None:
        super().close()
        self._end()
        self._begin("p")


def paragraphs(html: str) -> list[Paragraph]:
    """The blocks of `html` in order; empty ones are left out, but for headings."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def links(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Link]]:
    """Every link in the rich texts among `pieces`."""
    for piece in pieces:
        if piece.kind is Kind.RICH and "<a" in piece.text:
            for paragraph in paragraphs(piece.text):
                for link in paragraph.links:
                    yield piece, link


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of `text` on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rstrip()}…"
