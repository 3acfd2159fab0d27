"""How an engine keeps up with the list of changes, and how it is built anew.

The list is read in the order of its numbers, but on PostgreSQL numbers are not handed out in the order of commits: a
transaction may take 7, another take and commit 8, and 7 appear after 8 has been read. So each engine remembers the
numbers that it did not see below the highest one it did (`Position.gaps`), and looks for exactly those again. Most
belong to transactions that were rolled back; after `GAP_LIFE` they are forgotten.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Final, TypeVar

from django.db import Error as DatabaseError
from django.db.models import Max, Min
from django.utils import timezone

from search.documents import Document
from search.engines.base import Engine, EngineUnavailable, Follower, Key, Position
from search.models import SearchChange
from search.registry import Registry, registry

logger = logging.getLogger(__name__)
Item = TypeVar("Item")

BATCH: Final = 200
GAP_LIFE: Final = 24 * 3600.0  # seconds: longer than any transaction lives
MOST_GAPS: Final = 2_000
LOOK_BACK: Final = 1_000  # numbers below a new index's position that open transactions may still hold
KEPT: Final = timedelta(days=7)  # a host that was away for longer builds its index anew


def follow(engine: Engine, sources: Registry = registry) -> int:
    """Applies to `engine` what has changed since it last followed; rebuilds it if it has no usable index.

    Says how many changes were applied. May run in several processes at once: each waits for the other. Raises
    EngineUnavailable; what was not applied then stays in the list.
    """
    if needs_rebuild(engine.position()):
        rebuild(engine, sources)
    return catch_up(engine, sources)


def catch_up(follower: Follower, sources: Registry = registry) -> int:
    """Applies to `follower` what has changed since its position, if it has one; says how many changes. Raises
    EngineUnavailable."""
    applied = 0
    with follower.following():
        position = follower.position()
        while position is not None:
            rows = changes_after(position)
            if not rows:
                break
            position = moved(position, [sequence for sequence, _, _ in rows], time.time())
            keys = list(dict.fromkeys((kind, id_) for _, kind, id_ in rows))
            follower.apply(documents_of(keys, sources), keys, position)
            applied += len(rows)
    return applied


def rebuild(engine: Engine, sources: Registry = registry, progress: Callable[[int], None] | None = None) -> int:
    """Builds the index of `engine` anew from all sources; says how many documents it holds.

    Raises EngineUnavailable, also if another rebuild is under way. What changes meanwhile comes after the position
    taken here, and is followed next.
    """
    return engine.rebuild(everything(sources), present_position(), progress)


def prune(engines: Iterable[Engine]) -> int:
    """Removes changes older than `KEPT` that all `engines` have behind them; says how many. The newest always stays.

    An engine that has no index, or cannot be asked, does not count: after so long it is built anew.
    """
    highs = [position.high for position in map(_position, engines) if position is not None]
    if not highs:
        return 0
    old = SearchChange.objects.filter(at__lt=timezone.now() - KEPT, sequence__lt=min(highs))
    return old.delete()[0]


def _position(engine: Engine) -> Position | None:
    try:
        return engine.position()
    except EngineUnavailable:
        return None


def needs_rebuild(position: Position | None) -> bool:
    """True without a usable index, or if the list cannot lead from `position` to the present.

    That is so when the list was pruned while this host was away, or when it ends before `position`: then the index was
    made for another database.
    """
    if position is None:
        return True
    ends = SearchChange.objects.aggregate(low=Min("sequence"), high=Max("sequence"))
    if ends["high"] is None:
        return position.high > 0
    return ends["high"] < position.high or (position.high > 0 and ends["low"] > position.high)


def present_position() -> Position:
    """The position of an index whose documents are read from now on."""
    numbers = list(SearchChange.objects.order_by("-sequence").values_list("sequence", flat=True)[:LOOK_BACK])
    if not numbers:
        return Position()
    return moved(Position(high=max(min(numbers), max(numbers) - LOOK_BACK) - 1), numbers, time.time())


def changes_after(position: Position) -> list[tuple[int, str, str]]:
    """The next changes that `position` lacks: (sequence, kind, id), those that came late first."""
    fields = ("sequence", "kind", "object_id")
    late = [number for number, _ in position.gaps]
    rows: list[tuple[int, str, str]] = []
    for part in parts(late, 500):
        rows += SearchChange.objects.filter(sequence__in=part).order_by("sequence").values_list(*fields)
    rows += SearchChange.objects.filter(sequence__gt=position.high).order_by("sequence").values_list(*fields)[:BATCH]
    return rows


def moved(position: Position, seen: Collection[int], now: float) -> Position:
    """`position` after the changes numbered `seen`, with the gaps that are still or newly open."""
    present = set(seen)
    high = max(position.high, *present)
    open_gaps = [(number, since) for number, since in position.gaps if number not in present and now - since < GAP_LIFE]
    new = range(max(position.high + 1, high - MOST_GAPS), high)
    open_gaps += [(number, now) for number in new if number not in present]
    return Position(high, tuple(open_gaps[-MOST_GAPS:]))


def everything(sources: Registry) -> Iterator[Document]:
    """Every document that the public may see."""
    for kind, source in sources.sources.items():
        for ids in parts(source.all_ids(), BATCH):
            yield from documents_of([(kind, id_) for id_ in ids], sources)


def documents_of(keys: Iterable[Key], sources: Registry) -> Iterator[Document]:
    """The documents of those `keys` that the public may see.

    One that its source cannot make is left out and logged, so that it does not hold up all the others; if the database
    itself fails, that is raised, and everything is tried again later.
    """
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, id_ in keys:
        by_kind[kind].append(id_)
    for kind, ids in by_kind.items():
        source = sources.sources.get(kind)
        if source is None:
            logger.warning("no search source for the kind %s", kind)
            continue
        try:
            yield from list(source.documents(ids))
        except DatabaseError:
            raise
        except Exception:
            if len(ids) == 1:
                logger.exception("search cannot make a document of %s %s", kind, ids[0])
                continue
            for id_ in ids:
                yield from documents_of([(kind, id_)], sources)


def parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """`items` in lists of at most `size`."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
