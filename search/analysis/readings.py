"""What a word may have been meant to be: typed on another keyboard layout, or in Latin letters.

Plain functions without an index. Each gives readings, the likelier first; which of them is meant, only an index can
tell (`search.engines.repair`). The layouts are those of Windows and Debian; the Kazakh one has its own letters in the
row of digits.
"""

from collections.abc import Iterator
from itertools import islice, product
from typing import Final

_KEYS: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_SHIFTED: Final = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюё"
DIGIT_KEYS: Final = "234589" + "0-="
_DIGIT_KEYS_SHIFTED: Final = "@#$%*()_+"  # the same keys, without 6 and 7, which have signs
_KAZAKH: Final = "әіңғүұқөһ"

TO_RUSSIAN: Final = str.maketrans(_KEYS + _SHIFTED, _RUSSIAN * 2)
TO_KAZAKH: Final = TO_RUSSIAN | str.maketrans(DIGIT_KEYS + _DIGIT_KEYS_SHIFTED, _KAZAKH * 2)
DIGITS_TO_KAZAKH: Final = str.maketrans(DIGIT_KEYS, _KAZAKH)
FROM_CYRILLIC: Final = str.maketrans(_RUSSIAN + _KAZAKH, _KEYS + DIGIT_KEYS)
_SIGN_KEYS: Final = frozenset("[];',.`")
EDGES: Final = ".,;:!?\"'()[]{}<>"

# Latin to Cyrillic, already folded to Russian letters, the likelier first: the alphabet of 2021, the ones before it,
# and what people write in chats. Longer pieces are tried before shorter ones.
_LATIN: Final[dict[str, tuple[str, ...]]] = {
    "shch": ("щ",), "sch": ("щ",), "iia": ("ия",), "iya": ("ия",), "iyu": ("ию",),
    "zh": ("ж",), "kh": ("х",), "ch": ("ч",), "sh": ("ш",), "ts": ("ц",),
    "gh": ("г",), "ya": ("я",), "yu": ("ю",), "yo": ("ё",), "ye": ("е",), "ia": ("я", "иа"), "iu": ("ю",),
    "ng": ("н", "нг"), "yi": ("ый", "и"), "iy": ("ий",), "yy": ("ый",), "ii": ("ий",), "ui": ("уй",), "ai": ("ай",),
    "ei": ("ей",), "oi": ("ой",), "ay": ("ай",), "ey": ("ей",), "oy": ("ой",), "uy": ("уй", "уы"),
    "a'": ("а",), "o'": ("о",), "u'": ("у",), "y'": ("у",), "g'": ("г",), "n'": ("н",), "s'": ("ш",), "c'": ("ч",),
    "i'": ("и",),
    "a": ("а",), "b": ("б",), "c": ("ц", "с", "к"), "d": ("д",), "e": ("е", "э"), "f": ("ф",), "g": ("г",),
    "h": ("х",), "i": ("и", "ы", "й"), "j": ("ж", "й"), "k": ("к",), "l": ("л",), "m": ("м",), "n": ("н",),
    "o": ("о",), "p": ("п",), "q": ("к",), "r": ("р",), "s": ("с",), "t": ("т",), "u": ("у",), "v": ("в",),
    "w": ("у", "в", "ш"), "x": ("х", "кс"), "y": ("ы", "у", "й"), "z": ("з",),
    "ä": ("а",), "á": ("а",), "ǵ": ("г",), "ğ": ("г",), "ı": ("и", "ы"), "ñ": ("н",), "ń": ("н",), "ö": ("о",),
    "ó": ("о",), "ş": ("ш",), "ū": ("у",), "ü": ("у",), "ú": ("у",), "ý": ("у",), "ç": ("ч",), "é": ("е",),
}  # fmt: skip
_LONGEST: Final = max(map(len, _LATIN))
_DOTLESS: Final = _LATIN["ı"]
_BACK: Final = frozenset("aqğǵ")
_FRONT: Final = frozenset("eäáöóüúi")
MOST_READINGS: Final = 24
MOST_SPELLINGS: Final = 200
# The other way round: which Kazakh letters a folded one may stand for.
_UNFOLDED: Final = {"а": "аә", "г": "гғ", "к": "кқ", "н": "нң", "о": "оө", "у": "уұү", "и": "иі", "х": "хһ"}

# And which letters are lost when Russian is written in Latin ones: a soft sign after these, щ for ш.
_SOFTENED: Final = "бвдзлмнпрстфчш"
_VOWELS: Final = "аеёиоуыэюя"


def _is_latin(text: str) -> bool:
    return any(letter in _LATIN for letter in text)


def _is_cyrillic(text: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in text)


def of_layout(chunk: str) -> Iterator[str]:
    """What the keys of `chunk` (no blanks) give on the layouts that were meant instead: "0fpf0" → "қазақ".

    Signs at its edges may be letters of the other layout or just signs: all of it comes first.
    """
    return (reading for guess in guesses(chunk) for reading in guess)


def guesses(chunk: str) -> Iterator[tuple[str, ...]]:
    """The same by what is taken for a sign: hardly a word begins with a comma, but many end with one."""
    for texts in ((chunk, chunk.rstrip(EDGES)), (chunk.strip(EDGES),)):
        readings = [reading for text in texts if text for reading in _on_other_layouts(text)]
        if readings:
            yield tuple(dict.fromkeys(readings))


def _on_other_layouts(text: str) -> Iterator[str]:
    if _is_cyrillic(text):
        if any(sign in DIGIT_KEYS for sign in text):
            yield text.casefold().translate(DIGITS_TO_KAZAKH)
        if not _is_latin(text.casefold()):
            yield text.casefold().translate(FROM_CYRILLIC)
    elif text.isascii() and _is_latin(text.casefold()):
        yield text.translate(TO_KAZAKH)
        yield text.translate(TO_RUSSIAN)


def is_typed_latin(chunk: str) -> bool:
    """Whether `chunk` has Latin letters and no others."""
    return chunk.isascii() and any(letter.isalpha() for letter in chunk)


def begins_with_a_key(chunk: str) -> bool:
    """Whether `chunk` begins with a sign whose key is a letter on the other layouts, and goes on in Latin letters:
    ";r", which is "жк"."""
    return chunk[:1] in _SIGN_KEYS and chunk[1:2].isascii() and chunk[1:2].isalpha()


def of_latin(word: str) -> Iterator[str]:
    """Cyrillic readings of a word in Latin letters, folded to Russian letters, at most `MOST_READINGS`.

    "qujat" → "кужат", which an index by folded stems knows as "құжат".
    """
    word = word.casefold().replace("’", "'").replace("ʼ", "'").replace("`", "'")
    if not _is_latin(word) or _is_cyrillic(word):
        return
    # A dotless ı is і in the alphabet of 2021 and ы in others: hard letters beside it tell.
    back = not _BACK.isdisjoint(word) and _FRONT.isdisjoint(word)
    pieces: list[tuple[str, ...]] = []
    place = 0
    while place < len(word):
        for size in range(_LONGEST, 0, -1):
            found = _LATIN.get(word[place : place + size])
            if found:
                pieces.append(found[::-1] if found == _DOTLESS and back else found)
                place += size
                break
        else:
            pieces.append((word[place],))
            place += 1
    # The first choice everywhere comes first, then one doubtful letter after the other.
    yield from islice(map("".join, _by_doubt(pieces)), MOST_READINGS)


def _by_doubt(pieces: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    doubtful = [n for n, choices in enumerate(pieces) if len(choices) > 1][:4]
    ways = product(*(range(len(pieces[n])) for n in doubtful))
    for way in sorted(ways, key=sum):
        chosen = dict(zip(doubtful, way, strict=True))
        yield tuple(choices[chosen.get(n, 0)] for n, choices in enumerate(pieces))


def spellings(folded: str) -> Iterator[str]:
    """The Kazakh spellings that fold to `folded`, itself first; nothing more when there would be too many."""
    ways = [_UNFOLDED.get(letter, letter) for letter in folded]
    count = 1
    for way in ways:
        count *= len(way)
    yield folded
    if count <= MOST_SPELLINGS:
        yield from (text for text in map("".join, product(*ways)) if text != folded)


def russian_spellings(word: str) -> Iterator[str]:
    """What `word`, read from Latin letters, may be in Russian: with up to two soft signs that were left out, or щ."""
    yield word
    ends = [n + 1 for n, letter in enumerate(word) if letter in _SOFTENED and word[n + 1 : n + 2] not in tuple(_VOWELS)]
    once = [word[:end] + "ь" + word[end:] for end in ends]
    twice = [word[:a] + "ь" + word[a:b] + "ь" + word[b:] for n, a in enumerate(ends) for b in ends[n + 1 :]]
    softened = [*once, *twice][:MOST_SPELLINGS]
    yield from softened
    if "ш" in word:
        yield from (text.replace("ш", "щ") for text in (word, *softened))
