"""The door to search for the rest of the portal: views and apps call this, never an engine."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from portal import languages
from search import glossary
from search.documents import Hit, Query, Results
from search.engines import reader
from search.engines.base import EngineUnavailable
from search.registry import registry
from search.rules import concepts, words
from search.suggestions import Suggestion, of_hits, of_topics, of_words

logger = logging.getLogger(__name__)

LIKE_ENOUGH: Final = 0.34  # the share of the words that a similar thing must hold


def search(query: Query) -> Results:
    """What `query` finds: hits in the reader's language, and `others` in the other languages.

    Other wordings of the text are searched as well, by the editors' glossary. Never raises on account of the text or of
    the engine: an engine that fails gives `degraded` results, those of the reserve where there is one, else none.
    Whatever the index says, a hit is shown only if its source says that it is visible now.
    """
    try:
        found = _found(query)
    except EngineUnavailable as reason:
        logger.warning("search is degraded: %s", reason)
        return Results(degraded=True)
    shown = visible((*found.hits, *found.others))
    hits, others = _only(found.hits, shown), _only(found.others, shown)
    hidden = [hit for hit in found.hits if hit not in hits]
    kinds = dict(found.kinds)
    for hit in hidden:
        kinds[hit.kind] = kinds.get(hit.kind, 1) - 1
    return replace(
        found,
        hits=hits,
        total=found.total - len(hidden),
        kinds={kind: count for kind, count in kinds.items() if count > 0},
        others=others,
        others_total=found.others_total - (len(found.others) - len(others)),
    )


def _found(query: Query) -> Results:
    """What the engine finds for the text and its other wordings.

    What is repaired is looked up in the glossary again: "balabaqsha" is a "балабақша", and that a "детский сад". But a
    word of the glossary is no mistake, even if the index has never seen it: a repair that takes one away is refused.
    """
    if not query.text or query.variants:
        return reader().find(query)
    query = replace(query, variants=glossary.variants(query.text, query.language, query.languages))
    found = reader().find(query)
    if not found.repaired:
        return found
    known = len(glossary.matches(query.text, query.language)) if query.variants else 0
    if known > len(glossary.matches(found.repaired, query.language)):
        return reader().find(replace(query, repair=False))
    variants = glossary.variants(found.repaired, query.language, query.languages)
    if variants == query.variants:
        return found
    again = reader().find(replace(query, text=found.repaired, variants=variants, repair=False))
    return replace(again, repaired=found.repaired)


def similar(text: str, language: str, kinds: Collection[str] = (), limit: int = 5) -> list[Hit]:
    """Published things that resemble `text`, best first, the reader's `language` before the others.

    Meant for "similar questions" beside a form: only hits that hold a good part of the words or, in other languages,
    say all that the glossary knows of it; empty when there are none or when the engine fails.
    """
    wide = limit * 3
    found = search(Query(text=text, language=language, kinds=tuple(kinds), limit=wide, others=wide, snippets=False))
    near = {hit.group: hit for hit in (*found.hits, *found.others) if hit.coverage >= LIKE_ENOUGH}
    if len(near) < limit:
        for hit in _translated(text, language, tuple(kinds), limit):
            near.setdefault(hit.group, hit)
    return list(near.values())[:limit]


def _translated(text: str, language: str, kinds: tuple[str, ...], limit: int) -> Iterator[Hit]:
    """What says in other languages than `language` all that the glossary knows of `text`, if that is a good part of it.

    Whole questions need it: of their many words another language has only those that the glossary knows.
    """
    matches = glossary.matches(text, language)
    if not matches or sum(match.size for match in matches) < LIKE_ENOUGH * len(words.telling(text, language)):
        return
    for other in languages.order_for(language)[1:]:
        said = concepts.terms(matches, other)
        ask = Query(said, other, languages=(other,), kinds=kinds, limit=limit, others=0, snippets=False, repair=False)
        yield from (hit for hit in search(ask).hits if hit.coverage == 1) if said else ()


def suggest(text: str, language: str, limit: int = 7) -> list[Suggestion]:
    """What a reader who is still typing `text` may mean, at most `limit`: corrected words, topics, then things.

    Whatever the index says, a thing is suggested only if its source says that it is visible now. Empty when the engine
    fails: suggestions are a convenience, and the results will say what is the matter.
    """
    try:
        found = reader().suggest(Query(text=text, language=language, limit=limit * 2))
    except EngineUnavailable as reason:
        logger.warning("there are no suggestions: %s", reason)
        return []
    shown = visible(found.hits)
    words = [of_words(found.repaired, language)] if found.repaired else []
    topics = of_topics(found.repaired or text, language)
    return [*words, *topics, *of_hits(_only(found.hits, shown))][:limit]


def visible(hits: Iterable[Hit]) -> set[tuple[str, str]]:
    """The (kind, id) of those `hits` that the public may see now.

    Sources that give the same `batch` answer for each other's ids, so that they are asked once.
    """
    asked: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        source = registry.sources.get(hit.kind)
        if source is not None:
            asked[getattr(source, "batch", "") or hit.kind].append(hit)
    shown = set()
    for batch in asked.values():
        ids = registry.sources[batch[0].kind].visible({hit.id for hit in batch})
        shown |= {(hit.kind, hit.id) for hit in batch if hit.id in ids}
    return shown


def _only(hits: tuple[Hit, ...], shown: set[tuple[str, str]]) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if (hit.kind, hit.id) in shown)
