"""Which part of a text to show for a query, and where the hits are: safe HTML with `<mark>`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from search import analysis
from search.analysis.fold import fold, sounding
from search.engines.plan import Word

WIDTH: Final = 220
LOOKED_AT: Final = 20_000  # characters of a long text in which a snippet is looked for


class Hit(NamedTuple):
    """A word of a text that a query asks for: where it stands, and the number of the query's word."""

    start: int
    end: int
    number: int


def beginning(word: str) -> str:
    """How a word and all of its forms begin, so that only words that may match are brought to theirs.

    Two letters, or the one of a stem that has no more.
    """
    return sounding(fold(word)).replace("y", "i")[:2]


@lru_cache(maxsize=131_072)
def forms_of(written: str, language: str) -> tuple[str, ...]:
    """The forms under which a word, as it is written, can be found. Texts repeat their words."""
    word = analysis.normal(written)
    return analysis.indexed(word, language) if word else ()


@lru_cache(maxsize=65_536)
def _beginning_as_written(written: str) -> str:
    return beginning(analysis.normal(written))


@lru_cache(maxsize=512)
def words_in(text: str) -> Mapping[str, list[tuple[int, int, str]]]:
    """The words of `text` by how they begin: where each stands (start, end), and as it is written.

    Kept for the last texts: readers look for the same things, and a form meets the same "similar" ones as they type.
    """
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for match in analysis.words(text[:LOOKED_AT]):
        written = match[0]
        places[_beginning_as_written(written)].append((*match.span(), written))
    return dict(places)


class Marker:
    """Marks the words of a query in texts of one language; `wordings` are its ways to say it (none: its words)."""

    def __init__(self, words: Sequence[Word], language: str, wordings: Sequence[Sequence[Word]] = ()) -> None:
        self.words = words
        self.language = language
        self.wordings = [wording for wording in wordings or (words,) if wording]
        self._matched: dict[str, list[tuple[int, int, list[int]]]] = {}
        self._asked: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for number, word in enumerate(self.words):
            terms = frozenset(word.forms)
            for begin in {beginning(term[2:]) for term in terms}:
                self._asked[begin].append((number, terms))

    def hits(self, text: str) -> list[Hit]:
        """The words of `text` that match, in order; one that two of the query's words ask for counts for the first."""
        return sorted(Hit(start, end, min(numbers)) for start, end, numbers in self._matches(text))

    def _matches(self, text: str) -> list[tuple[int, int, list[int]]]:
        """Where words of `text` match, and the numbers of the query's words that they match."""
        if text not in self._matched:
            self._matched[text] = list(self._look(text))
        return self._matched[text]

    def _look(self, text: str) -> Iterator[tuple[int, int, list[int]]]:
        places = words_in(text)
        for begin, asked in self._asked.items():
            for start, end, written in _begun(places, begin):
                forms = forms_of(written, self.language)
                numbers = [number for number, terms in asked if not terms.isdisjoint(forms)]
                if numbers:
                    yield start, end, numbers

    def coverage(self, *texts: str) -> float:
        """The share of the words of one wording that stand in `texts`, of the one with the greatest."""
        held = {self.words[number].broad for text in texts for *_, numbers in self._matches(text) for number in numbers}
        return max((sum(word.broad in held for word in words) / len(words) for words in self.wordings), default=0.0)

    def marked(self, text: str) -> str:
        """The whole of `text` with its hits marked."""
        return _render(text, self.hits(text), 0, len(text))

    def snippet(self, lead: str, body: str) -> str:
        """The part of `body`, else of `lead`, with the most different words of the query; else the beginning."""
        for text in (body, lead):
            hits = self.hits(text)
            if hits:
                return _render(text, hits, *_around(text, _densest(hits)))
        text = lead or body
        return _render(text, [], 0, _back_to_blank(text, WIDTH))


def marked_at(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The whole of `text` with what stands at `places` (start, end; in order) marked."""
    return _render(text, [Hit(start, end, 0) for start, end in places], 0, len(text))


def _begun(places: Mapping[str, list[tuple[int, int, str]]], begin: str) -> Iterable[tuple[int, int, str]]:
    if len(begin) > 1:
        return places.get(begin, ())
    return [place for other, found in places.items() if other.startswith(begin) for place in found]


def _densest(hits: list[Hit]) -> int:
    """Where the window with the most different words begins."""
    best, best_start = 0, hits[0].start
    for first, hit in enumerate(hits[:200]):
        window = {other.number for other in hits[first : first + 30] if other.end - hit.start <= WIDTH}
        if len(window) > best:
            best, best_start = len(window), hit.start
    return best_start


def _around(text: str, hit: int) -> tuple[int, int]:
    start = max(0, hit - WIDTH // 4)
    if start:
        blank = text.find(" ", start, hit)
        start = blank + 1 if blank >= 0 else hit
    return start, _back_to_blank(text, start + WIDTH)


def _back_to_blank(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", max(0, end - 60), end)
    return blank if blank > 0 else end


def _render(text: str, marks: list[Hit], start: int, end: int) -> str:
    parts = ["…" if start else ""]
    at = start
    for mark in marks:
        if mark.start < at or mark.end > end:
            continue
        parts += [escape(text[at : mark.start]), "<mark>", escape(text[mark.start : mark.end]), "</mark>"]
        at = mark.end
    parts += [escape(text[at:end]), "…" if end < len(text) else ""]
    return "".join(parts)
