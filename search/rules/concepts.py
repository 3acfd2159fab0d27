"""One thing, in several wordings of three languages: what else a text could have said.

Within a language the wordings of a concept are synonyms, across languages translations, so one table is the synonyms
and the glossary at once. The first wording of a language is its official term and is brought in first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat, zip_longest
from typing import Final, NamedTuple

from search.rules import words

MOST_VARIANTS: Final = 6
LONGEST_TEXT: Final = 12  # telling words: what is longer is a whole question, of which a wording is a small part


class Concept(NamedTuple):
    """The wordings of one thing by language, the official term first."""

    wordings: Mapping[str, Sequence[str]]


class Match(NamedTuple):
    """A wording found in a text: from where to where it stands, in which language, of how many telling words."""

    start: int
    end: int
    language: str
    concept: Concept
    wording: str
    size: int


class _Entry(NamedTuple):
    """A wording as it is looked for."""

    words: tuple[str, ...]
    language: str
    concept: Concept
    wording: str


class Glossary:
    """Concepts, ready to be found in texts."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        for concept in concepts:
            for language, wordings in concept.wordings.items():
                for wording in wordings:
                    self._add(concept, language, wording)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry.words))  # the longest that fits is meant

    def _add(self, concept: Concept, language: str, wording: str) -> None:
        found = tuple(word.text for word in words.telling(wording, language))
        if found:
            entry = _Entry(found, language, concept, wording)
            self._by_first.setdefault(words.broad(found[0], language), []).append(entry)

    def matches(self, text: str, languages: Sequence[str]) -> list[Match]:
        """The wordings that stand in `text`, read in each of `languages`, in order and without an overlap.

        The longest is taken; of equally long ones that of the language named first.
        """
        found = [match for language in languages for match in self._in(text, language)]
        found.sort(key=lambda match: (-match.size, languages.index(match.language), match.start))
        taken: list[Match] = []
        for match in found:
            if all(match.end <= other.start or other.end <= match.start for other in taken):
                taken.append(match)
        return sorted(taken, key=lambda match: match.start)

    def _in(self, text: str, language: str) -> Iterator[Match]:
        typed = words.telling(text, language)
        for place, word in enumerate(typed):
            for entry in self._by_first.get(words.broad(word.text, language), ()):
                part = typed[place : place + len(entry.words)]
                if entry.language == language and _says(part, entry.words, language):
                    yield Match(part[0].start, part[-1].end, language, entry.concept, entry.wording, len(part))
                    break


def _says(part: Sequence[words.Word], wording: Sequence[str], language: str) -> bool:
    """Whether the words of `part` are those of `wording`, each in some form."""
    return len(part) == len(wording) and all(map(words.same, (word.text for word in part), wording, repeat(language)))


def variants(text: str, languages: Sequence[str], glossary: Glossary, most: int = MOST_VARIANTS) -> tuple[str, ...]:
    """Other wordings of `text`: at most `most`, the likeliest first, `text` itself not among them.

    A wording that stands in it, in whatever form, is replaced by the others of its language, one at a time; and all at
    once by those of each other language in `languages`, of which the first is the reader's. Each way gives its official
    term before any of them gives a second one. A text of many words has none.
    """
    matches = glossary.matches(text, languages)
    if not matches or len(words.telling(text, matches[0].language)) > LONGEST_TEXT:
        return ()
    ways = [_synonyms(text, matches), *(_translations(text, matches, language) for language in languages)]
    said = {_plain(text)}
    found: list[str] = []
    for variant in (variant for row in zip_longest(*ways) for variant in row if variant):
        if _plain(variant) not in said:
            said.add(_plain(variant))
            found.append(variant)
            if len(found) == most:
                break
    return tuple(found)


def terms(matches: Iterable[Match], language: str) -> str:
    """The official terms in `language` of what `matches` found; "" where it has none."""
    official = (match.concept.wordings.get(language, ()) for match in matches)
    return " ".join(dict.fromkeys(wordings[0] for wordings in official if wordings))


def _synonyms(text: str, matches: Collection[Match]) -> Iterator[str]:
    """`text` with one match replaced by another wording of its own language; each match in turn."""
    others = [[(match, wording) for wording in _others(match)] for match in matches]
    for match, wording in (pair for row in zip_longest(*others) for pair in row if pair):
        yield text[: match.start] + wording + text[match.end :]


def _translations(text: str, matches: Collection[Match], language: str) -> Iterator[str]:
    """`text` with all matches in the wordings of `language`, as far as it has any: the first of each, the second …"""
    there = [match for match in matches if match.language != language and match.concept.wordings.get(language)]
    longest = max((len(match.concept.wordings[language]) for match in there), default=0)
    for rank in range(longest):
        parts, at = [], 0
        for match in there:
            wordings = match.concept.wordings[language]
            parts += [text[at : match.start], wordings[min(rank, len(wordings) - 1)]]
            at = match.end
        yield "".join([*parts, text[at:]])


def _others(match: Match) -> list[str]:
    return [wording for wording in match.concept.wordings[match.language] if wording != match.wording]


def _plain(text: str) -> str:
    """What two texts have in common that differ in case and signs only."""
    return " ".join(word.text for word in words.analysis.tokens(text))
