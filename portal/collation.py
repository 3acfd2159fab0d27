"""The order of the Kazakh alphabet: 42 letters, in which code points put Ә Ғ Қ Ң Ө Ұ Ү Һ І in the wrong places."""

from typing import Final

ALPHABET: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PLACE: Final = {letter: number for number, letter in enumerate(ALPHABET)}


def kazakh_key(text: str) -> tuple[tuple[int, int], ...]:
    """A sorting key for words in Kazakh and Russian: Cyrillic letters in the Kazakh order, case ignored; what is not
    Cyrillic comes before them by code point."""
    return tuple((1, _PLACE[c]) if c in _PLACE else (0, ord(c)) for c in text.casefold())
