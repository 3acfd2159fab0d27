"""From what a reader typed to what the index is asked: few words, the rarest first, so that no query is slow."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from search import analysis
from search.analysis import readings

MOST_CHARACTERS: Final = 2_000
MOST_TYPED: Final = 64  # words looked at
MOST_WORDS: Final = 16  # words used
BUDGET: Final = 6_000  # documents that any-word matching may bring in; commoner words only help to rank
RARE: Final = 20  # a word that stands in at most so many documents is also looked for by its root,
MOST_BY_ROOT: Final = 60  # if that stands in at most so many: a root of thousands is no hint
MOST_SPELLINGS: Final = 64  # of a stem in Russian letters that are looked up


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query, in its forms for every language that is searched; `broad` are the widest of each.

    `roots` are wider still; in a plan, only those that are asked for.
    """

    terms: tuple[str, ...]
    broad: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`words` are all that count for marking and coverage; `any_of` bring candidates in; `all_of` rank them first."""

    words: tuple[Word, ...] = ()
    any_of: tuple[Word, ...] = ()
    all_of: tuple[Word, ...] = ()

    @property
    def any_match(self) -> str:
        """An FTS5 expression for documents with any of the words."""
        return " OR ".join(map(_either, self.any_of))

    @property
    def all_match(self) -> str:
        """An FTS5 expression for documents with all of the words."""
        return " AND ".join(f"({_either(word)})" for word in self.all_of)


def _either(word: Word) -> str:
    return " OR ".join(f'"{term}"' for term in (*word.terms, *word.roots))


def words_of(text: str, languages: Collection[str]) -> list[Word]:
    """The distinct words of `text` that tell texts apart; if it has none but stop words, those."""
    typed = [token.text for token in analysis.tokens(analysis.clean(text[:MOST_CHARACTERS]), MOST_TYPED)]
    telling = [t for t in typed if len(t) > 1 and not any(analysis.is_stop_word(t, code) for code in languages)]
    found: dict[tuple[str, ...], Word] = {}
    for token in telling or typed:
        forms = [analysis.terms(token, code) for code in languages]
        broad = tuple(terms[-1] for terms in forms)
        roots = tuple(filter(None, (analysis.root(token, code) for code in languages)))
        found.setdefault(broad, Word(tuple(term for terms in forms for term in terms), broad, roots))
    return list(found.values())


def make(text: str, languages: Collection[str], frequency: Callable[[Iterable[str]], dict[str, int]]) -> Plan:
    """A plan for `text` in `languages`; `frequency` says in how many documents each of some terms stands."""
    words = words_of(text, languages)
    counts = frequency(dict.fromkeys(term for word in words for term in (*word.broad, *word.roots)))
    words = [replace(word, roots=_helpful(word, counts), terms=_spelt(word, frequency)) for word in words]
    known = [(max(counts.get(term, 0) for term in (*word.broad, *word.roots)), word) for word in words]
    known = sorted((pair for pair in known if pair[0]), key=lambda pair: pair[0])[:MOST_WORDS]
    any_of: list[Word] = []
    spent = 0
    for count, word in known:
        if any_of and spent + count > BUDGET:
            break
        any_of.append(word)
        spent += count
    all_of = tuple(word for _, word in known) if len(known) > 1 else ()
    return Plan(tuple(words[:MOST_TYPED]), tuple(any_of), all_of)


def _helpful(word: Word, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The roots of `word` that are worth asking for: it is rare by itself, and they are not too common."""
    if max(counts.get(term, 0) for term in word.broad) > RARE:
        return ()
    return tuple(root for root in word.roots if 0 < counts.get(root, 0) <= MOST_BY_ROOT)


def _spelt(word: Word, frequency: Callable[[Iterable[str]], dict[str, int]]) -> tuple[str, ...]:
    """The terms of `word`; where it is known only as Kazakh in Russian letters, also the stem that it is known to mean.

    Otherwise all it finds would weigh like a look-alike, below what the other words of the query find.
    """
    fold = next((term for term in word.terms if term.startswith("kf")), "")
    if not fold:
        return word.terms
    mine = [term for term in word.terms if term.startswith(("kw", "ks"))]
    counts = frequency([*mine, fold])
    if any(counts.get(term) for term in mine) or not counts.get(fold):
        return word.terms
    stems = [f"ks{stem}" for stem in islice(readings.spellings(fold[2:]), MOST_SPELLINGS)]
    counts = frequency(stems)
    best = max(stems, key=lambda stem: counts.get(stem, 0))
    return (*word.terms, best) if counts.get(best) else word.terms
