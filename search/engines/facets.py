"""Which filters a reader has set, and how many documents each other choice would give."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from search.documents import Query

FACETS: Final = ("topic", "region", "agency")


class Candidate(NamedTuple):
    """What ranking and counting need of a document: its number, how well it matches, and its facts as numbers."""

    number: int
    score: float
    kind: int
    language: int
    thing: int
    topics: int
    region: int
    agency: int
    day: int


_COLUMN: Final = {facet: Candidate._fields.index(facet) for facet in ("kind", "region", "agency")}
_COLUMN["topic"] = Candidate._fields.index("topics")


def filters(query: Query) -> dict[str, frozenset[str]]:
    """The choices of `query` by facet, those that are made."""
    chosen = {"kind": query.kinds, "topic": query.topics, "region": query.regions, "agency": query.agencies}
    return {facet: frozenset(keys) for facet, keys in chosen.items() if keys}


def browses(query: Query) -> bool:
    """True if filters alone are asked for: then everything they let through is found, the newest first."""
    return not query.text.strip() and bool(filters(query) or query.since or query.until)


def tally(rows: Iterable[Sequence[float]], facet: str) -> Counter[int]:
    """How many of the rows (`Candidate`, as plain tuples) have each number of `facet`."""
    return Counter(map(itemgetter(_COLUMN[facet]), rows))


def by_key(facet: str, tallied: Mapping[int, int], names: Mapping[int, str]) -> dict[str, int]:
    """The same by key; rows without a key are left out, and of a set of topics each counts."""
    found: Counter[str] = Counter()
    for number, count in tallied.items():
        for key in names[number].split() if facet == "topic" else [names[number]]:
            if key:
                found[key] += count
    return dict(found)
