"""When a query says a phrase: with the same words, in whatever form, order or keyboard, small words aside."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from search import analysis
from search.rules import words

MOST_WORDS: Final = 12  # a phrase of more words nobody types
Key = frozenset[str]


def key(text: str, language: str) -> Key:
    """Equal for two texts of the same telling words, read in `language`; empty for a text that has none."""
    return frozenset(words.broad(word.text, language) for word in words.telling(text, language))


def keys(text: str) -> Iterator[Key]:
    """The keys of `text` in each language: people type Russian words on a Kazakh page. Nothing for a long text."""
    for language in analysis.LANGUAGES:
        found = key(text, language)
        if 0 < len(found) <= MOST_WORDS:
            yield found


def says_anything(text: str) -> bool:
    """Whether `text` has a word that tells texts apart in every language: else half of all queries would be it."""
    return all(key(text, language) for language in analysis.LANGUAGES)


def index(phrases: Iterable[tuple[str, int]]) -> dict[Key, list[int]]:
    """Phrases with the number of what each belongs to, by their keys."""
    found: dict[Key, list[int]] = {}
    for phrase, number in phrases:
        for each in keys(phrase):
            found.setdefault(each, []).append(number)
    return found


def meant(text: str, phrases: dict[Key, list[int]], order: Collection[int]) -> list[int]:
    """The numbers that a query `text` means, in `order`."""
    numbers = {number for each in keys(text) for number in phrases.get(each, ())}
    return [number for number in order if number in numbers]
