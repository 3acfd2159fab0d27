"""Text to tokens: what counts as a word, and where it stands in the text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

LONGEST_TOKEN: Final = 40
MOST_TOKENS: Final = 20_000

# Signs that may stand inside a word without parting it: soft hyphen, zero-width and direction marks, combining marks,
# apostrophes.
_INNER: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0300-\u036f"
_WORD: Final = re.compile(rf"[^\W_]+(?:[{_INNER}'’ʼ‘`]+[^\W_]+)*[{_INNER}]*")
_DROPPED: Final = re.compile(rf"[{_INNER}'’ʼ‘`]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_POSSESSIVE: Final = re.compile(r"['’ʼ‘`]s$")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
# Latin letters that look like Cyrillic ones: in a Cyrillic word they are a slip of the keyboard ("бiлiм").
_TO_CYRILLIC: Final = str.maketrans("aeiopcyxhəöü", "аеіорсухһәөү")


class Token(NamedTuple):
    """A word in its normal spelling, and where its surface form stands in the text."""

    text: str
    start: int
    end: int


def clean(text: str) -> str:
    """`text` in NFC, with blanks for control characters and for halves of characters; what is stored and shown."""
    return _CONTROL.sub(" ", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """The normal spelling of one word: NFC, lower case, Cyrillic look-alikes mended, at most `LONGEST_TOKEN` long."""
    word = _POSSESSIVE.sub("", word.casefold())
    word = _DROPPED.sub("", unicodedata.normalize("NFC", word))
    if not word.isascii() and _CYRILLIC.search(word):
        word = word.translate(_TO_CYRILLIC)
    return word[:LONGEST_TOKEN]


def words(text: str, most: int = MOST_TOKENS) -> Iterator[re.Match[str]]:
    """Where the first `most` words of `text` stand, as they are written."""
    return islice(_WORD.finditer(text), most)


def tokens(text: str, most: int = MOST_TOKENS) -> Iterator[Token]:
    """The first `most` words of `text`, in order. Any string will do; none raises."""
    for match in words(text, most):
        word = normal(match[0])
        if word:
            yield Token(word, match.start(), match.end())
