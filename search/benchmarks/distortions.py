"""How people type what they mean when the keyboard, the letters or the finger are not the right ones.

The tables are written for measuring, apart from those of `search.analysis.readings` that repair what they do.
"""

from collections.abc import Callable
from typing import Final

KEYS: Final = dict(zip("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", strict=True))
KAZAKH_KEYS: Final = KEYS | dict(zip("әіңғүұқөһ", "234589" + "0-=", strict=True))
RUSSIAN_LETTERS: Final = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
ALPHABET: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюяъь"
LATIN_2021: Final = dict(
    zip(
        ALPHABET,
        [*"aäbvgğde", "io", *"jziikqlmnñoöprstuūüfhh", "ts", "tş", "ş", "ştş", *"yıe", "iu", "ia", "", ""],
        strict=True,
    )
)
CHAT: Final = dict(
    zip(
        ALPHABET,
        [*"aabvggde", "yo", "zh", *"ziikklmnnooprstuuufhh", "ts", "ch", "sh", "sh", *"yie", "yu", "ya", "", ""],
        strict=True,
    )
)

Distortion = Callable[[str], str]


def by_table(table: dict[str, str]) -> Distortion:
    return lambda text: "".join(table.get(letter, letter) for letter in text.lower())


def slip(text: str) -> str:
    """Two letters of the longest word, not its first, in each other's place."""
    words = text.split()
    at = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[at]
    if len(word) > 4:
        middle = len(word) // 2
        words[at] = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return " ".join(words)


RUSSIAN_LAYOUT: Final = "Russian layout, Latin on"
DISTORTIONS: Final[dict[str, dict[str, Distortion]]] = {
    "kk": {
        "Russian letters": by_table(RUSSIAN_LETTERS),
        "Kazakh layout, Latin on": by_table(KAZAKH_KEYS),
        RUSSIAN_LAYOUT: lambda text: by_table(KEYS)(by_table(RUSSIAN_LETTERS)(text)),
        "Latin of 2021": by_table(LATIN_2021),
        "Latin of chats": by_table(CHAT),
        "a slip": slip,
    },
    "ru": {RUSSIAN_LAYOUT: by_table(KEYS), "Latin of chats": by_table(CHAT), "a slip": slip},
    "en": {"English layout, Russian on": by_table({key: letter for letter, key in KEYS.items()}), "a slip": slip},
}
