"""Which part of a text to show for a query, and where the hits are: safe HTML with `<mark>`."""

from collections.abc import Sequence
from html import escape

from search import analysis
from search.analysis import Token
from search.engines.plan import Word

WIDTH = 220
LOOKED_AT = 20_000  # characters of a long text in which a snippet is looked for


class Marker:
    """Marks the words of a query in texts of one language."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self.words = words
        self.language = language
        self._read: dict[str, list[tuple[Token, int]]] = {}
        self._numbers: dict[str, int | None] = {}
        self._owner = {term: number for number, word in enumerate(words) for term in word.terms}

    def hits(self, text: str) -> list[tuple[Token, int]]:
        """The tokens of `text` that match, each with the number of the query's word."""
        if text in self._read:
            return self._read[text]
        found = self._read[text] = []
        numbers = self._numbers  # texts repeat their words: each is asked for once
        for match in analysis.words(text[:LOOKED_AT]):
            written = match[0]
            if written not in numbers:
                numbers[written] = self._number(analysis.normal(written))
            number = numbers[written]
            if number is not None:
                found.append((Token(analysis.normal(written), match.start(), match.end()), number))
        return found

    def numbers_in(self, text: str) -> set[int]:
        """The query's words that stand in `text`, by number: what `hits` says, without the places."""
        if text in self._read:
            return {number for _, number in self._read[text]}
        numbers = self._numbers
        written = {match[0] for match in analysis.words(text[:LOOKED_AT])}
        for word in written - numbers.keys():
            numbers[word] = self._number(analysis.normal(word))
        return {number for number in map(numbers.__getitem__, written) if number is not None}

    def _number(self, word: str) -> int | None:
        """The number of the query's word that `word` is a form of; None for none."""
        for term in analysis.terms(word, self.language):
            if term in self._owner:
                return self._owner[term]
        return None

    def coverage(self, *texts: str) -> float:
        """The share of the query's words that stand in `texts`."""
        if not self.words:
            return 0.0
        return len(set().union(*map(self.numbers_in, texts))) / len(self.words)

    def marked(self, text: str) -> str:
        """The whole of `text` with its hits marked."""
        return _render(text, [token for token, _ in self.hits(text)], 0, len(text))

    def snippet(self, lead: str, body: str) -> str:
        """The part of `body`, else of `lead`, with the most different words of the query; else the beginning."""
        for text in (body, lead):
            hits = self.hits(text)
            if hits:
                start, end = _around(text, _densest(hits))
                return _render(text, [token for token, _ in hits], start, end)
        text = lead or body
        return _render(text, [], 0, _back_to_blank(text, WIDTH))


def _densest(hits: list[tuple[Token, int]]) -> int:
    """Where the window with the most different words begins."""
    best, best_start = 0, hits[0][0].start
    for first, (token, _) in enumerate(hits[:200]):
        window = {number for other, number in hits[first : first + 30] if other.end - token.start <= WIDTH}
        if len(window) > best:
            best, best_start = len(window), token.start
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


def _render(text: str, marks: list[Token], start: int, end: int) -> str:
    parts = ["…" if start else ""]
    at = start
    for token in marks:
        if token.start < at or token.end > end:
            continue
        parts += [escape(text[at : token.start]), "<mark>", escape(text[token.start : token.end]), "</mark>"]
        at = token.end
    parts += [escape(text[at:end]), "…" if end < len(text) else ""]
    return "".join(parts)
