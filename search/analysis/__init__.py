"""Words of the three languages brought to forms that can be compared. Plain Python, no network, no dictionary.

`terms(token, language)` gives a token's forms, the exact spelling first, then its stem, then (in Kazakh) its stem after
the fold to Russian letters. A document is indexed by all of them and a query asks for all of them, so that exact
spelling outranks a shared stem, and a shared stem outranks a look-alike. `root(token, language)` is wider than those:
it brings families of words together ("кәсіпкер", "кәсіпкерлік"), where a query has a word that few texts hold.
"""

import hashlib
import threading
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

import snowballstemmer

from search.analysis import kazakh
from search.analysis.fold import fold, sounding
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import Token, clean, normal, tokens, words

__all__ = [
    "LANGUAGES",
    "Token",
    "clean",
    "forms",
    "indexed",
    "is_stop_word",
    "normal",
    "root",
    "terms",
    "tokens",
    "version",
    "words",
]

LANGUAGES: Final = ("kk", "ru", "en")
_SNOWBALL: Final = {"ru": "russian", "en": "english"}
ROOT_LETTERS: Final = 5
_local = threading.local()


def is_stop_word(token: str, language: str) -> bool:
    return token in STOP_WORDS[language]


@lru_cache(maxsize=200_000)
def terms(token: str, language: str) -> tuple[str, ...]:
    """The forms of `token` (see `tokens.normal`), each marked with its language and kind: "kwқалада", "ksқала".

    Stop words, numbers and single letters have their exact form only. An unknown language is read as English.
    """
    language = language if language in LANGUAGES else "en"
    exact = f"{language[0]}w{token}"
    if len(token) < 2 or token.isdigit() or is_stop_word(token, language):
        return (exact,)
    if language == "kk":
        return exact, f"ks{kazakh.stem(token)}", f"kf{kazakh.stem_folded(token)}"
    stem = fold(_snowball(token, language))
    return exact, f"{language[0]}s{sounding(stem) if language == 'ru' else stem}"


@lru_cache(maxsize=200_000)
def root(token: str, language: str) -> str:
    """The first letters of the token's widest form, marked: "krкасип"; "" for words whose stem is shorter than that.

    English has none: its words vary less, and measured, roots harm there.
    """
    widest = terms(token, language)[-1]
    if widest[0] == "e" or widest[1] == "w" or len(widest) < 2 + ROOT_LETTERS:
        return ""
    return f"{widest[0]}r{widest[2 : 2 + ROOT_LETTERS]}"


def indexed(token: str, language: str) -> tuple[str, ...]:
    """All under which a document's word can be found: its forms and its root."""
    forms, wider = terms(token, language), root(token, language)
    return (*forms, wider) if wider else forms


def forms(text: str, language: str) -> str:
    """Under what all words of `text` can be found, parted by blanks: what an index is given."""
    return " ".join(term for token in tokens(text) for term in indexed(token.text, language))


def _snowball(token: str, language: str) -> str:
    """The Snowball stem; its objects keep the word they work on, hence one for each thread."""
    stemmers = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = _local.stemmers = {code: snowballstemmer.stemmer(name) for code, name in _SNOWBALL.items()}
    return stemmers[language].stemWord(token.replace("ё", "е")) or token


@cache
def version() -> str:
    """Changes whenever the analysis does: an index made by another version has to be built anew."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    digest.update(metadata.version("snowballstemmer").encode())
    return digest.hexdigest()[:16]
