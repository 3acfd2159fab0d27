"""What a page says without a browser: its language, its links, its texts and the language of each."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
SILENT: Final = frozenset({"script", "style", "template", "code"})  # code is in no language
TOLD: Final = ("aria-label", "title", "placeholder", "alt")


@dataclass(frozen=True)
class Link:
    """A link of a page: where it leads, what it says, the language it is written in and the one it promises."""

    href: str
    language: str
    promised: str
    rel: str
    text: str


@dataclass(frozen=True)
class Text:
    """One piece of text, the language it claims to be in, and whether it is the contents' (in main) or the frame's."""

    words: str
    language: str
    in_main: bool


@dataclass
class Document:
    """A page as read: everything that the checks of a crawl ask for."""

    language: str = ""
    title: str = ""
    canonical: str = ""
    robots: str = ""
    links: list[Link] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    texts: list[Text] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)


def read(html: str) -> Document:
    """What stands in `html`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


@dataclass
class _Open:
    tag: str
    language: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Document()
        self._open: list[_Open] = []
        self._link: dict[str, str] | None = None
        self._link_language = ""

    @property
    def _language(self) -> str:
        return self._open[-1].language if self._open else ""

    def _within(self, *tags: str) -> bool:
        return any(each.tag in tags for each in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or self._language
        if tag == "html":
            self.found.language = language
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.found.headings.append(int(tag[1]))
        if tag == "nav":
            self.found.regions.append(given.get("aria-label") or given.get("aria-labelledby", ""))
        if "id" in given:
            self.found.ids.add(given["id"])
        if tag == "a" and "href" in given:
            self._link, self._link_language = given | {"text": ""}, language
        self._head(tag, given)
        if tag in {"img", "script", "source", "track", "video"}:
            self.found.files |= {given[name] for name in ("src", "poster") if given.get(name)}
            self.found.files |= {part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()}
        for name in TOLD:
            self._add(given.get(name, ""), language)
        if tag not in VOID:
            self._open.append(_Open(tag, language))

    def _head(self, tag: str, given: dict[str, str]) -> None:
        if tag == "meta" and given.get("name") == "robots":
            self.found.robots = given.get("content", "")
        if tag != "link":
            return
        href = given.get("href", "")
        if given.get("rel") == "canonical":
            self.found.canonical = href
        elif given.get("rel") == "alternate" and "hreflang" in given:
            self.found.alternates[given["hreflang"]] = href
        elif href:
            self.found.files.add(href)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            given = self._link
            self.found.links.append(
                Link(
                    given["href"], self._link_language, given.get("hreflang", ""), given.get("rel", ""),
                    " ".join(given["text"].split()),
                )
            )  # fmt: skip
            self._link = None
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        if self._within(*SILENT):
            return
        if self._open and self._open[-1].tag == "title" and not self._within("svg"):
            self.found.title += data
        if self._link is not None:
            self._link["text"] += data
            if self._language != self._link_language and data.strip():
                self._link_language = self._language  # the words of the link carry the language themselves
        self._add(data, self._language)

    def _add(self, words: str, language: str) -> None:
        words = " ".join(words.split())
        if words:
            self.found.texts.append(Text(words, language, self._within("main")))
