"""More like this: what a thing's page points to, in the reader's language first, then in the others."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from portal import languages, memory
from search import glossary
from search.documents import Hit, Query
from search.rules import concepts
from search.service import LIKE_ENOUGH, search, visible

SHOWN: Final = 4
SPARE: Final = 2  # kept beside those that are shown: some may be taken down meanwhile
SECONDS: Final = 60.0
MOST_KEPT: Final = 2_000
READ: Final = 300  # characters of a text that are compared
# Of the words: where the topic is the same, and where it is another.
ENOUGH_SAME: Final = LIKE_ENOUGH / 2
ENOUGH_OTHER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Thing:
    """What others are compared with: its title and lead, and the `group` of its language versions, to leave them out.

    `topics` are keys of the directory.
    """

    title: str
    language: str
    group: str
    lead: str = ""
    topics: tuple[str, ...] = ()


def more_like(
    thing: Thing, kinds: Collection[str] = (), limit: int = SHOWN, leave: Callable[[Hit], bool] | None = None
) -> list[Hit]:
    """What resembles `thing`, at most `limit`: first in its own language what shares its words, then in the others what
    shares its topics and says the same things (by the glossary), then in its own language the newest of its topics.

    Of `kinds` alone, where some are named; what `leave` holds for is left out. Which things resemble each other is
    remembered for a minute; whether everyone may see them is asked each time.
    """
    kept = [hit for hit in _like(thing, tuple(kinds), limit + SPARE) if leave is None or not leave(hit)]
    shown = visible(kept)
    return [hit for hit in kept if (hit.kind, hit.id) in shown][:limit]


@memory.kept_for(SECONDS, most=MOST_KEPT)
def _like(thing: Thing, kinds: tuple[str, ...], limit: int) -> tuple[Hit, ...]:
    found: dict[str, Hit] = {}
    for hit in _ways(thing, kinds, limit):
        if hit.group != thing.group:
            found.setdefault(hit.group, hit)
        if len(found) >= limit:
            break
    return tuple(found.values())


def _ways(thing: Thing, kinds: tuple[str, ...], limit: int) -> Iterator[Hit]:
    text = f"{thing.title} {thing.lead}"[:READ]
    ask = Query(
        text=text, language=thing.language, languages=(thing.language,), kinds=kinds, limit=limit + 1, others=0,
        snippets=False, repair=False,
    )  # fmt: skip
    yield from _nearest(search(ask).hits, thing)
    for language in languages.order_for(thing.language)[1:]:
        yield from _in_words_of(thing, text, replace(ask, language=language, languages=(language,), limit=limit))
    if thing.topics:
        yield from search(replace(ask, text="", topics=thing.topics, newest=True)).hits


def _nearest(hits: Iterable[Hit], thing: Thing) -> list[Hit]:
    """Those of `hits` that are near enough: of the same topics first, then others, which must share more words."""
    same = [hit for hit in hits if not set(hit.topics).isdisjoint(thing.topics)]
    other = [hit for hit in hits if hit not in same]
    enough = ENOUGH_OTHER if thing.topics else LIKE_ENOUGH
    near = [hit for hit in same if hit.coverage >= ENOUGH_SAME]
    return near + [hit for hit in other if hit.coverage >= enough]


def _in_words_of(thing: Thing, text: str, ask: Query) -> Iterable[Hit]:
    """What says in another language what the glossary knows of `text`, of the same topics, or all of it."""
    matches = glossary.matches(text, thing.language)
    said = concepts.terms(matches, ask.language)
    if not said:
        return []
    hits = search(replace(ask, text=said, topics=thing.topics)).hits
    return hits if thing.topics else [hit for hit in hits if hit.coverage == 1]
