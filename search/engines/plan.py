"""From what a reader typed to what the index is asked: few words, the rarest first, so that no query is slow."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import Final

from search import analysis
from search.analysis import readings

MOST_CHARACTERS: Final = 2_000
MOST_TYPED: Final = 64  # words looked at
MOST_WORDS: Final = 16  # words used
MOST_VARIANTS: Final = 6  # other wordings used
BUDGET: Final = 2_000  # documents that any-word matching may bring in; of commoner words
PAIRED: Final = 5  # the rarest are looked for in pairs,
PAIRS_BUDGET: Final = 300  # as long as these bring in so few; beyond that they only help to rank,
RANK_BUDGET: Final = 15_000  # as long as they stand in so few documents: to weigh a word, all it stands in are counted
RARE: Final = 20  # a word that stands in at most so many documents is also looked for by its root,
MOST_BY_ROOT: Final = 60  # if that stands in at most so many: a root of thousands is no hint
WHOLE_BUDGET: Final = 50_000  # the same for the words of documents that hold all of them
MOST_SPELLINGS: Final = 64  # of a stem in Russian letters that are looked up


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query, in its forms for every language that is searched; `broad` are the widest of each.

    `roots` are wider still; in a plan, only those that are asked for.
    """

    terms: tuple[str, ...]
    broad: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All under which a document's word may match."""
        return (*self.terms, *self.roots)


@dataclass(frozen=True, slots=True)
class Plan:
    """`words` are all that are marked; `any_of` bring candidates in, and so do the words of each of `together`, all at
    once; `common` are too common for that and only help to rank; what holds all of one of `all_of` goes first.

    `heavy` says that the words of `all_of` are too common to be weighed, `plain` that the one of `any_of` is.
    `wordings` are the words of the text and of each other wording of it, for coverage.
    """

    words: tuple[Word, ...] = ()
    any_of: tuple[Word, ...] = ()
    common: tuple[Word, ...] = ()
    together: tuple[tuple[Word, ...], ...] = ()
    all_of: tuple[tuple[Word, ...], ...] = ()
    heavy: bool = False
    plain: bool = False
    wordings: tuple[tuple[Word, ...], ...] = ()


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


def make(
    text: str,
    languages: Collection[str],
    frequency: Callable[[Iterable[str]], dict[str, int]],
    variants: Iterable[str] = (),
    documents: int = 0,
) -> Plan:
    """A plan for `text` in `languages`; `frequency` says in how many documents of all `documents` some terms stand.

    `variants` are other wordings of the text. What is new in one of them brings documents in, but only all of it: of a
    "nursery school" not every school. What holds all words of a variant goes first, too.
    """
    words = words_of(text, languages)
    others = [words_of(variant, languages)[:MOST_WORDS] for variant in islice(variants, MOST_VARIANTS)]
    asked = {word.broad: word for wording in (words, *others) for word in wording}
    counts = frequency(dict.fromkeys(term for word in asked.values() for term in word.forms))
    spelt = _spelt(asked.values(), counts, frequency)
    every = {
        broad: replace(word, roots=_helpful(word, counts), terms=(*word.terms, *spelt.get(broad, ())))
        for broad, word in asked.items()
    }
    often = {broad: max(counts.get(term, 0) for term in (*broad, *word.roots)) for broad, word in every.items()}

    def known(wording: Iterable[Word]) -> list[Word]:
        there = [every[word.broad] for word in wording if often[word.broad]]
        return sorted(there, key=lambda word: often[word.broad])[:MOST_WORDS]

    mine = known(words)
    own = {word.broad for word in words}
    whole = [known(wording) for wording in others if wording and all(often[word.broad] for word in wording)]
    new = [tuple(word for word in wording if word.broad not in own) for wording in whole]
    ways = [mine] if len(mine) > 1 or (whole and mine and len(mine) == len(words)) else []
    affordable = _affordable(mine, often, BUDGET, least=1)
    rest = mine[len(affordable) :]
    pairs = _pairs(rest, often, documents / len(languages))
    return Plan(
        words=tuple(every.values())[:MOST_TYPED],
        any_of=affordable,
        common=_affordable(rest, often, RANK_BUDGET, least=0),
        together=(*pairs, *(part for part in new if part)),
        all_of=tuple(map(tuple, [*ways, *whole])),
        heavy=sum(often[word.broad] for way in (*ways, *whole) for word in way) > WHOLE_BUDGET,
        plain=sum(often[word.broad] for word in affordable) > RANK_BUDGET,
        wordings=tuple(tuple(every[word.broad] for word in wording) for wording in (words, *others) if wording),
    )


def _affordable(
    words: Iterable[Word], often: Mapping[tuple[str, ...], int], budget: int, least: int
) -> tuple[Word, ...]:
    """The rarest of `words`, as many as the budget of documents allows, and at least so many."""
    chosen: list[Word] = []
    spent = 0
    for word in words:
        spent += often[word.broad]
        if len(chosen) >= least and spent > budget:
            break
        chosen.append(word)
    return tuple(chosen)


def _pairs(
    words: Sequence[Word], often: Mapping[tuple[str, ...], int], documents: float
) -> tuple[tuple[Word, Word], ...]:
    """Pairs of the rarest of `words`, by how few documents may hold both, as many as their budget allows.

    A document with all but one of a query's words may hold none of the rarest. How many hold both is reckoned as if
    words stood beside each other by chance.
    """
    chosen: list[tuple[Word, Word]] = []
    spent = 0.0
    pairs = combinations(words[:PAIRED], 2)
    for one, other in sorted(pairs, key=lambda pair: often[pair[0].broad] * often[pair[1].broad]):
        spent += often[one.broad] * often[other.broad] / max(documents, 1)
        if spent > PAIRS_BUDGET:
            break
        chosen.append((one, other))
    return tuple(chosen)


def _helpful(word: Word, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The roots of `word` that are worth asking for: it is rare by itself, and they are not too common."""
    if max(counts.get(term, 0) for term in word.broad) > RARE:
        return ()
    return tuple(root for root in word.roots if 0 < counts.get(root, 0) <= MOST_BY_ROOT)


def _spelt(
    words: Iterable[Word], counts: Mapping[str, int], frequency: Callable[[Iterable[str]], dict[str, int]]
) -> dict[tuple[str, ...], tuple[str]]:
    """Of the words that are known only as Kazakh in Russian letters, by `Word.broad`, the stem they are known to mean.

    Otherwise all they find would weigh like a look-alike, below what the other words of the query find.
    """
    possible = {word.broad: stems for word in words if (stems := _spellings(word, counts))}
    often = frequency([stem for stems in possible.values() for stem in stems]) if possible else {}
    best = {broad: max(stems, key=lambda stem: often.get(stem, 0)) for broad, stems in possible.items()}
    return {broad: (stem,) for broad, stem in best.items() if often.get(stem)}


def _spellings(word: Word, counts: Mapping[str, int]) -> list[str]:
    """The Kazakh stems that `word` may mean, if it is known by its fold alone."""
    fold = next((term for term in word.terms if term.startswith("kf")), "")
    nearer = [term for term in word.terms if term.startswith(("kw", "ks"))]
    if not counts.get(fold) or any(counts.get(term) for term in nearer):
        return []
    return [f"ks{stem}" for stem in islice(readings.spellings(fold[2:]), MOST_SPELLINGS)]
