"""Which of the documents that match pass the filters, and how many each other choice would give."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from search.documents import Query


class Candidate(NamedTuple):
    """What ranking and counting need of a document that matches; `topics` are keys between blanks."""

    rowid: int
    score: float
    kind: str
    language: str
    group: str
    topics: str
    region: str
    agency: str
    day: str


_VALUES: Final[dict[str, Callable[[Candidate], Iterable[str]]]] = {
    "kind": lambda row: (row.kind,),
    "topic": lambda row: row.topics.split(),
    "region": lambda row: (row.region,),
    "agency": lambda row: (row.agency,),
}


def filters(query: Query) -> dict[str, frozenset[str]]:
    """The choices of `query` by facet, those that are made."""
    chosen = {"kind": query.kinds, "topic": query.topics, "region": query.regions, "agency": query.agencies}
    return {facet: frozenset(keys) for facet, keys in chosen.items() if keys}


def browses(query: Query) -> bool:
    """True if filters alone are asked for: then everything they let through is found, the newest first."""
    return not query.text.strip() and bool(filters(query) or query.since or query.until)


def passing(rows: Sequence[Candidate], chosen: dict[str, frozenset[str]], but: str = "") -> list[Candidate]:
    """The rows that pass all filters, or all but one."""
    for facet, keys in chosen.items():
        if facet != but:
            values = _VALUES[facet]
            rows = [row for row in rows if not keys.isdisjoint(values(row))]
    return list(rows)


def counts(rows: Sequence[Candidate], chosen: dict[str, frozenset[str]], facet: str) -> dict[str, int]:
    """How many rows each key of `facet` would leave, the other filters as they are; rows without a key are left out."""
    left = passing(rows, chosen, but=facet)
    if facet != "topic":
        found = Counter(getattr(row, facet) for row in left)
        return {key: count for key, count in found.items() if key}
    found = Counter()
    for keys, count in Counter(row.topics for row in left).items():  # few different ones among thousands
        for key in keys.split():
            found[key] += count
    return dict(found)
