"""When two words say the same to search: by their stems, and in Kazakh typed with Russian letters, too."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from search import analysis
from search.analysis.fold import fold

MOST_TYPED: Final = 64  # words of a text that are looked at


class Word(NamedTuple):
    """A word of a text that tells texts apart, and where it stands."""

    text: str
    start: int
    end: int


def telling(text: str, language: str) -> list[Word]:
    """The words of `text` that tell texts apart in `language`; if it has none but stop words, nothing."""
    found = analysis.tokens(text, MOST_TYPED)
    return [Word(*token) for token in found if not analysis.is_stop_word(token.text, language)]


def broad(word: str, language: str) -> str:
    """The widest form of `word`: equal for all words that `same` may hold to be one."""
    return analysis.terms(word, language)[-1]


def same(typed: str, written: str, language: str) -> bool:
    """Whether `typed` is a form of `written`.

    A word with a Kazakh letter in it was typed on a Kazakh keyboard: then "көл", a lake, is not "қол", a hand; typed
    "кол" it may be either.
    """
    mine, other = analysis.terms(typed, language), analysis.terms(written, language)
    if language == "kk" and fold(typed) != typed:
        return mine[:2][-1] == other[:2][-1]
    return mine[-1] == other[-1]


def lines(text: str) -> Iterator[str]:
    """What stands in `text`, one to a line: blanks at the ends and empty lines left out."""
    yield from (line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
