"""What a reader who is still typing may mean; the same for every engine.

An engine brings two things that it alone can know: the documents whose titles may fit (`Look`), and which beginnings of
words its index has (`Begun`). Which of the titles fit, how well, and what else the text may have been meant to say is
decided here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from search import analysis
from search.analysis import readings
from search.analysis.fold import fold
from search.documents import Hit, Query, Results
from search.engines import plan, repair
from search.engines.plan import Word
from search.engines.repair import Vocabulary
from search.snippets import forms_of, marked_at

LONGEST: Final = 200  # characters looked at
MOST_WORDS: Final = 8  # words that a title must hold, beside the last
SHORTEST_READ: Final = 3  # characters a beginning needs before it is read in another way
SHORTEST_STEM: Final = 3
LONGEST_CUT: Final = 4
CANDIDATES: Final = 100  # titles of a language that are looked at, the newest


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an engine looks for in the titles of one language: of each of `words` one of its terms, and one of `terms`
    or a term that begins with one of `prefixes`. That brings some in which do not fit: `fit` has the last word.

    `typed` are the words as they were typed, `alike` the same without look-alike letters.
    """

    language: str
    words: tuple[Word, ...]
    terms: tuple[str, ...]
    prefixes: tuple[str, ...]
    typed: tuple[str, ...]
    alike: tuple[str, ...]


Look = Callable[[Sequence[Beginning]], Iterable[Hit]]
"""Documents that may fit one of some beginnings, in any order; their titles are still plain text, without marks."""

Begun = Callable[[Collection[str]], Collection[str]]
"""Those of some prefixes with which a term of the index begins."""


def beginning(text: str, language: str, languages: Collection[str]) -> Beginning | None:
    """What titles in `language` must hold for `text`, when `languages` are searched; None if it has no word."""
    text = analysis.clean(text[:LONGEST])
    tokens = list(analysis.tokens(text))
    if not tokens:
        return None
    last = tokens[-1]
    words = plan.words_of(text[: last.start], languages)[:MOST_WORDS]
    return Beginning(
        language,
        tuple(Word(tuple(term for term in word.terms if term[0] == language[0])) for word in words),
        (*analysis.terms(last.text, language), *_stems(last.text, language)),
        prefixes(last.text, language),
        tuple(token.text for token in tokens),
        tuple(_alike(token.text) for token in tokens),
    )


def prefixes(token: str, language: str) -> tuple[str, ...]:
    """How the terms of a word begin that itself begins with `token`: its exact spelling, then look-alike letters."""
    exact = f"{language[0]}w{token}"
    mark = {"kk": "kf", "ru": "rs"}.get(language)
    return (exact, f"{mark}{_alike(token)}") if mark else (exact,)


def _stems(token: str, language: str) -> list[str]:
    """What a Kazakh word that begins with `token` in look-alike letters may have been cut to: "онирл" → "онир"."""
    if language != "kk":
        return []
    alike = fold(token)
    return [f"kf{alike[:size]}" for size in range(max(SHORTEST_STEM, len(alike) - LONGEST_CUT), len(alike))]


def _alike(word: str) -> str:
    """The same for words that differ in look-alike letters alone."""
    return fold(word.replace("ё", "е"))


class Fit(NamedTuple):
    """How a title answers: 0 by exact spelling, 1 by a shared stem, 2 by look-alike letters; whether it begins as the
    text does (False comes first, as in sorting); where its words stand; where the one stands that was begun."""

    near: int
    inside: bool
    places: tuple[tuple[int, int], ...]
    begun: tuple[int, int]


class _Written(NamedTuple):
    """A word of a title: where it stands, as it is written, in its normal spelling, without look-alike letters."""

    span: tuple[int, int]
    written: str
    normal: str
    alike: str


@lru_cache(maxsize=8_192)
def _words_of(title: str) -> tuple[_Written, ...]:
    """Kept for the last titles: each letter that a reader types brings most of them back."""
    normals = ((match, analysis.normal(match[0])) for match in analysis.words(title))
    return tuple(_Written(match.span(), match[0], normal, _alike(normal)) for match, normal in normals if normal)


def fit(title: str, wanted: Beginning) -> Fit | None:
    """How `title` answers what is wanted; None if it does not."""
    words = _words_of(title)
    places: set[tuple[int, int]] = set()
    worst = 0
    for word in wanted.words:
        found = _sharing(words, word.terms, wanted.language)
        if not found:
            return None
        worst = max(worst, min(found)[0])
        places.update(span for _, span in found)
    last = _begun(words, wanted)
    # "жер жер" asks for two words: the one that is begun is another than those before it, if there is another.
    last = [pair for pair in last if pair[1] not in places] or last
    if not last:
        return None
    near, place = min(last)
    places.update(span for _, span in last)
    return Fit(max(worst, near), not _starts(words, wanted.alike), tuple(sorted(places)), place)


def _sharing(words: Iterable[_Written], terms: Sequence[str], language: str) -> list[tuple[int, tuple[int, int]]]:
    """The words that share a form with one of the query, each with the nearest kind of it (0, 1, 2 as in `Fit`).

    Words of one stem begin with the same letters: the others need not be brought to their stems, which takes long.
    """
    first = _alike(terms[0][2:])[:2]
    found = []
    for word in words:
        if word.alike.startswith(first):
            kinds = ["wsf".index(form[1]) for form in forms_of(word.written, language) if form in terms]
            if kinds:
                found.append((min(kinds), word.span))
    return found


def _begun(words: Sequence[_Written], wanted: Beginning) -> list[tuple[int, tuple[int, int]]]:
    """The words that begin as the last one typed, or share a form with it, each with how near it is."""
    typed, alike = wanted.typed[-1], wanted.alike[-1]
    nearest = {word.span: 0 for word in words if word.normal.startswith(typed)}
    others = [word for word in words if word.span not in nearest]
    shared = _sharing(others, analysis.terms(typed, wanted.language), wanted.language)
    nearest.update((span, near) for near, span in shared)
    for word in others:
        if word.alike.startswith(alike):
            nearest.setdefault(word.span, 2)
    return [(near, span) for span, near in nearest.items()]


def _starts(words: Sequence[_Written], typed: Sequence[str]) -> bool:
    """Whether a title begins as the text that was typed, look-alike letters counting as equal."""
    first = [word.alike for word in words[: len(typed)]]
    return len(first) == len(typed) and first[:-1] == list(typed[:-1]) and first[-1].startswith(typed[-1])


def suggested(query: Query, look: Look, vocabulary: Vocabulary, begun: Begun) -> Results:
    """What `Engine.suggest` promises, by what an engine can tell."""
    languages = query.languages or analysis.LANGUAGES
    found = _titles(query.text, query, languages, look)
    if found or not query.repair:
        return Results(hits=tuple(hit for hit, _ in found), total=len(found))
    for text, open_ended in _meant(query.text, languages, vocabulary, begun):
        found = _titles(text, query, languages, look)
        if found:
            repaired = _completed(text, found[0][1]) if open_ended else text
            return Results(hits=tuple(hit for hit, _ in found), total=len(found), repaired=repaired)
    return Results()


def _titles(text: str, query: Query, languages: Collection[str], look: Look) -> list[tuple[Hit, str]]:
    """Hits for `text` with marked titles, each with the word of its title that was begun; the reader's language first,
    a thing only once."""
    own = [code for code in languages if code == query.language]
    rest = [code for code in languages if code != query.language]
    found: dict[str, tuple[Hit, Fit]] = {}
    for codes in (own, rest):
        wanted = {code: asked for code in codes if (asked := beginning(text, code, languages))}
        if wanted and len(found) < query.limit:
            for hit, answer in _ranked(look(list(wanted.values())), wanted):
                found.setdefault(hit.group or f"{hit.kind}:{hit.id}", (hit, answer))
    return [
        (
            replace(hit, title=marked_at(hit.title, answer.places), coverage=1.0),
            analysis.normal(hit.title[slice(*answer.begun)]),
        )
        for hit, answer in list(found.values())[: query.limit]
    ]


def _ranked(hits: Iterable[Hit], wanted: dict[str, Beginning]) -> list[tuple[Hit, Fit]]:
    answers = [(hit, fit(hit.title, wanted[hit.language])) for hit in hits if hit.language in wanted]
    fitting = [(hit, answer) for hit, answer in answers if answer]
    return sorted(fitting, key=lambda pair: (pair[1].near, pair[1].inside, -_moment(pair[0].date), len(pair[0].title)))


def _moment(date: datetime | None) -> float:
    return date.timestamp() if date else 0.0


def _meant(text: str, languages: Collection[str], vocabulary: Vocabulary, begun: Begun) -> Iterator[tuple[str, bool]]:
    """Other readings of `text`, the likelier first, each with whether its last word is only a beginning."""
    text = analysis.clean(text[:LONGEST])
    head, _, last = text.strip().rpartition(" ")
    if _stands(last, languages, begun):
        better = repair.repaired(head, languages, vocabulary)
        if better:
            yield f"{better} {last}", True
        return
    careful = Vocabulary(vocabulary.frequency, lambda terms: {})  # slips come last
    whole = repair.repaired(text, languages, careful)
    read = _last_read(last, languages, begun)
    begun_text = f"{repair.repaired(head, languages, careful) or head} {read}".strip()
    found = [(whole, False)] if whole else []
    if read:
        # ",fkf," is more likely the beginning "балаб" than a comma, "ала" and another one.
        found.insert(0 if len(read) >= len(whole.rpartition(" ")[2]) else 1, (begun_text, True))
    yield from found
    slips = repair.repaired(text, languages, vocabulary)
    if slips and slips != whole:
        yield slips, False


def _stands(chunk: str, languages: Collection[str], begun: Begun) -> bool:
    """Whether some word of the index begins with `chunk` as it is: then it is not read in another way."""
    return analysis.normal(chunk) == chunk.casefold() and bool(begun(_prefixes_of(chunk, languages)))


def _last_read(chunk: str, languages: Collection[str], begun: Begun) -> str:
    """`chunk` as the beginning of a word that the index knows: typed on another layout, or in Latin letters."""
    if len(chunk) < SHORTEST_READ:
        return ""
    others = [*readings.of_layout(chunk), *readings.of_latin(chunk.strip(readings.EDGES))]
    asked = {other: _prefixes_of(other, languages) for other in dict.fromkeys(others)}
    known = set(begun({prefix for each in asked.values() for prefix in each}))
    fitting = [other for other, each in asked.items() if not known.isdisjoint(each)]
    exact = [other for other in fitting if any(prefix in known for prefix in asked[other] if prefix[1] == "w")]
    return (exact or fitting or [""])[0]


def _prefixes_of(text: str, languages: Collection[str]) -> list[str]:
    tokens = [token.text for token in analysis.tokens(text)]
    if len(tokens) != 1 or len(tokens[0]) < SHORTEST_READ:
        return []
    return [prefix for code in languages for prefix in prefixes(tokens[0], code)]


def _completed(text: str, word: str) -> str:
    """`text` with its last word, which was only begun, as the best title has it: what is told can then be searched."""
    head, _, _ = text.rpartition(" ")
    return f"{head} {word}".strip()
