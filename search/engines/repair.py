"""What a query was meant to say, as far as an index can tell: wrong layout, Latin letters, slips of the finger.

A word that the index knows, in any of its forms, is never touched. For one that it does not know, the readings of
`search.analysis.readings` are looked up, then its nearest neighbours; the text so repaired is searched and told to the
reader, who can ask for what was typed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import analysis
from search.analysis import readings
from search.analysis.fold import fold
from search.analysis.stopwords import STOP_WORDS
from search.engines.plan import MOST_CHARACTERS, MOST_TYPED

LONG_WORD: Final = 8  # letters from which two slips are looked for
SHORTEST_SLIP: Final = 4  # letters a word needs before a neighbour is looked for
NEAR: Final = {"w": 4, "s": 3, "f": 2, "r": 1}  # by the mark of a form: exact, stem, fold, root
STEM: Final = NEAR["s"]
FOLD: Final = NEAR["f"]
MOST_SLIPS: Final = 6  # unknown words of a query that are corrected: a longer text is no list of search words

_MISTYPED: Final = re.compile(f"[\u0400-\u04ff][{re.escape(readings.DIGIT_KEYS)}]+[\u0400-\u04ff]")

Frequency = Callable[[Iterable[str]], dict[str, int]]
Nearest = Callable[[Iterable[str]], "dict[str, Neighbour]"]
# Stop words are not in the index by their fold: this is how their spelling is found.
_STOP_WORDS: Final = {fold(word): word for word in sorted(STOP_WORDS["kk"])}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A term of the index, by how many slips it differs from the one asked for, and in how many documents it stands."""

    term: str
    slips: int
    documents: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an engine tells of its terms (see `analysis.terms`): in how many documents each of some stands, and which of
    the same kind is nearest to each of some, by one slip or, in long words, two; and about how many documents
    there are.

    Both are asked for many terms at once: an engine may be a server, and a question to it has its price.
    """

    frequency: Frequency
    nearest: Nearest
    documents: int = 0


@dataclass(frozen=True, slots=True)
class _Standing:
    """How well the index knows a reading: how near (see `NEAR`; 0: not at all), and how often."""

    near: int
    often: int


def slips_in(term: str) -> int:
    """How many slips a neighbour of `term` may be away."""
    return 1 if len(term) - 2 < LONG_WORD else 2


def nearest(term: str, others: Sequence[tuple[str, int]]) -> Neighbour | None:
    """The nearest of `others` (a term, and in how many documents it stands) to `term`, None if none is near enough.

    A slip is a letter too many, too few, another one, or two that changed places (optimal string alignment). Of equally
    near terms the commonest is meant.
    """
    near = process.extract(
        term, [other for other, _ in others], scorer=OSA.distance, score_cutoff=slips_in(term), limit=None
    )
    found = [Neighbour(others[n][0], int(distance), others[n][1]) for _, distance, n in near]
    return min(found, key=lambda one: (one.slips, -one.documents), default=None)


def repaired(text: str, languages: Collection[str], vocabulary: Vocabulary) -> str:
    """`text` with what the index does not know replaced by what it does; "" when there is nothing to repair."""
    chunks = text[:MOST_CHARACTERS].split()[:MOST_TYPED]
    vocabulary = _remembering(vocabulary)
    vocabulary.frequency(_widest([token.text for chunk in chunks for token in analysis.tokens(chunk)], languages))
    unknown = [n for n, chunk in enumerate(chunks) if not _known(chunk, languages, vocabulary)]
    slips = len(unknown) <= MOST_SLIPS
    better = {n: _better(chunks[n], languages, vocabulary, slips=slips) for n in unknown}
    if not any(better.values()):
        return ""
    latin = {n for n, chunk in enumerate(chunks) if readings.is_typed_latin(chunk)}
    if latin <= set(unknown) and any(_read_by_keys(chunks[n], better[n]) for n in latin):
        # Nobody changes the layout from word to word: what the index does not know was typed on the same one.
        better |= {n: _from_keys(chunks[n]) for n in latin if not better[n]}
    return " ".join(better.get(n) or chunk for n, chunk in enumerate(chunks))


def _remembering(vocabulary: Vocabulary) -> Vocabulary:
    """The same, asked only once for each term, so that what is asked for together need not be asked for again."""
    counts: dict[str, int] = {}

    def frequency(terms: Iterable[str]) -> dict[str, int]:
        terms = list(dict.fromkeys(terms))
        new = [term for term in terms if term not in counts]
        if new:
            found = vocabulary.frequency(new)
            counts.update((term, found.get(term, 0)) for term in new)
        return {term: counts[term] for term in terms}

    return replace(vocabulary, frequency=frequency)


def _widest(words: Iterable[str], languages: Iterable[str]) -> list[str]:
    return [analysis.terms(word, code)[-1] for word in words for code in languages]


def _known(chunk: str, languages: Collection[str], vocabulary: Vocabulary) -> bool:
    """Whether nothing of `chunk` is strange: words that the index has, stop words, numbers, single letters."""
    if _looks_mistyped(chunk) or readings.begins_with_a_key(chunk):
        return False
    return all(
        len(token.text) < 2
        or token.text.isdigit()
        or any(analysis.is_stop_word(token.text, code) for code in languages)
        or _is_there(token.text, languages, vocabulary)
        for token in analysis.tokens(chunk)
    )


def _looks_mistyped(chunk: str) -> bool:
    """A digit inside a Cyrillic word is a Kazakh letter on a layout that lacks it: "д2р3гер"."""
    return _MISTYPED.search(chunk) is not None


def _better(chunk: str, languages: Collection[str], vocabulary: Vocabulary, *, slips: bool) -> str:
    words = [token.text for token in analysis.tokens(chunk)]
    if len(words) == 1 and "kk" in languages and words[0] in _STOP_WORDS:
        return _STOP_WORDS[words[0]]
    layout, near = _by_layout(chunk, languages, vocabulary)
    if near >= STEM or (layout and len(words) != 1):
        return layout
    if len(words) != 1:
        return ""
    cyrillic = [code for code in languages if code != "en"]
    latin = list(dict.fromkeys(readings.of_latin(chunk.strip(readings.EDGES))))
    vocabulary.frequency(_widest(latin, cyrillic))
    for folded in latin:
        if folded in _STOP_WORDS:
            return _STOP_WORDS[folded]
        if _is_there(folded, cyrillic, vocabulary):
            return _spelt(folded, cyrillic, vocabulary)
    if layout:
        return _spelt(layout, cyrillic, vocabulary) if near == FOLD and " " not in layout else layout
    if slips and len(words[0]) >= SHORTEST_SLIP and words[0].isalpha():
        corrected = _corrected(words[0], languages, vocabulary)
        if corrected:
            return corrected
    # What shares only its first letters with words of the index still says more than letters of another alphabet.
    by_root, _ = _best(latin, cyrillic, vocabulary)
    return by_root


def _read_by_keys(chunk: str, reading: str) -> bool:
    """Whether `reading` is what the keys of `chunk` give on another layout, and not in other letters."""
    return fold(reading) in {fold(_words(one)) for one in readings.of_layout(chunk)} - {""}


def _from_keys(chunk: str) -> str:
    """What the keys of `chunk` give on the layout that is the likelier, its signs at the end left out."""
    kazakh, *other = next(readings.guesses(chunk.rstrip(readings.EDGES) or chunk), ("",))
    word = kazakh if any(key in readings.DIGIT_KEYS for key in chunk) or not other else other[0]
    return _STOP_WORDS.get(fold(_words(word)), _words(word))


def _words(text: str) -> str:
    return " ".join(token.text for token in analysis.tokens(text))


def _by_layout(chunk: str, languages: Collection[str], vocabulary: Vocabulary) -> tuple[str, int]:
    """The reading of `chunk` on another layout that the index knows, of the first guess in which it knows any."""
    for guess in readings.guesses(chunk):
        found = _best(guess, languages, vocabulary)
        if found[0]:
            return found
    return "", 0


def _corrected(word: str, languages: Iterable[str], vocabulary: Vocabulary) -> str:
    """The nearest word of the index; or, where only its stem is near, that stem with the ending that was typed."""
    terms = [term for code in languages for term in analysis.terms(word, code)[:2]]
    terms = [term for term in terms if word.startswith(term[2:]) and len(term[2:]) >= SHORTEST_SLIP]
    found = [
        (near.slips, term[2:] != word, -near.documents, near.term[2:] + word[len(term[2:]) :])
        for term, near in vocabulary.nearest(terms).items()
    ]
    return min(found)[-1] if found else ""


def _best(candidates: Iterable[str], languages: Collection[str], vocabulary: Vocabulary) -> tuple[str, int]:
    """The candidate whose words the index knows best, and how near; ("", 0) when it knows none of them whole."""
    best, standing = "", (0, 0)
    candidates = list(dict.fromkeys(candidates))
    typed = [token.text for candidate in candidates for token in analysis.tokens(candidate)]
    vocabulary.frequency([term for word in typed for code in languages for term in analysis.indexed(word, code)])
    for candidate in candidates:
        words = [token.text for token in analysis.tokens(candidate)]
        telling = [word for word in words if len(word) > 1]
        if not telling:
            continue
        each = [_standing(word, languages, vocabulary) for word in telling]
        worst = (min(one.near for one in each), min(one.often for one in each))
        if worst > standing:
            best, standing = " ".join(words), worst
    return best, standing[0]


def _is_there(word: str, languages: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether the index has `word` in any form: where an exact one stands, its widest form stands, too."""
    return any(vocabulary.frequency(_widest([word], languages)).values())


def _standing(word: str, languages: Collection[str], vocabulary: Vocabulary) -> _Standing:
    forms = [analysis.indexed(word, code) for code in languages]
    counts = vocabulary.frequency(dict.fromkeys(term for terms in forms for term in terms))
    near = max((NEAR[term[1]] for terms in forms for term in terms if counts.get(term)), default=0)
    return _Standing(near, max((counts.get(term, 0) for terms in forms for term in terms), default=0))


def _spelt(folded: str, languages: Collection[str], vocabulary: Vocabulary) -> str:
    """The spelling of `folded` that the index knows best, so that the reader is shown a word and not a key."""
    code = "kk"
    possible: Callable[[str], Iterable[str]] = readings.spellings
    if "kk" not in languages or _is_there(folded, [c for c in languages if c != "kk"], vocabulary):
        code, possible = "ru", readings.russian_spellings
    forms = {text: analysis.terms(text, code)[:2] for text in possible(folded)}
    counts = vocabulary.frequency(dict.fromkeys(term for terms in forms.values() for term in terms))
    return max(forms, key=lambda text: [counts.get(term, 0) for term in forms[text]])
