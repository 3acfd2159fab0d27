"""The door to search for the rest of the portal: views and apps call this, never an engine."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from search.documents import Hit, Query, Results
from search.engines import engine
from search.engines.base import EngineUnavailable
from search.registry import registry
from search.suggestions import Suggestion, of_hits, of_topics, of_words

logger = logging.getLogger(__name__)

LIKE_ENOUGH: Final = 0.34  # the share of the words that a similar thing must hold


def search(query: Query) -> Results:
    """What `query` finds: hits in the reader's language, and `others` in the other languages.

    Never raises on account of the text or of the engine: an engine that fails gives empty, `degraded` results. Whatever
    the index says, a hit is shown only if its source says that it is visible now.
    """
    try:
        found = engine().find(query)
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


def similar(text: str, language: str, kinds: Collection[str] = (), limit: int = 5) -> list[Hit]:
    """Published things that resemble `text`, best first, the reader's `language` before the others.

    Meant for "similar questions" beside a form: only hits that hold a good part of the words; empty when there are none
    or when the engine fails.
    """
    wide = limit * 3
    found = search(Query(text=text, language=language, kinds=tuple(kinds), limit=wide, others=wide, snippets=False))
    near = [hit for hit in (*found.hits, *found.others) if hit.coverage >= LIKE_ENOUGH]
    return near[:limit]


def suggest(text: str, language: str, limit: int = 7) -> list[Suggestion]:
    """What a reader who is still typing `text` may mean, at most `limit`: corrected words, topics, then things.

    Whatever the index says, a thing is suggested only if its source says that it is visible now. Empty when the engine
    fails: suggestions are a convenience, and the results will say what is the matter.
    """
    try:
        found = engine().suggest(Query(text=text, language=language, limit=limit * 2))
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
