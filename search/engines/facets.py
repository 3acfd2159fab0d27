"""Which of the documents that match pass the filters, and how many each other choice would give."""

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, TypeAlias

from search.documents import Query

FACETS: Final = ("topic", "region", "agency")

# What ranking and counting need of a document: its number in the index, kind, language, group, topics (keys between
# blanks), region, agency, day.
Candidate: TypeAlias = tuple[int, str, str, str, str, str, str, str]
LANGUAGE, GROUP = itemgetter(2), itemgetter(3)
_COLUMN: Final = {"kind": 1, "topic": 4, "region": 5, "agency": 6}


def filters(query: Query) -> dict[str, frozenset[str]]:
    """The choices of `query` by facet, those that are made."""
    chosen = {"kind": query.kinds, "topic": query.topics, "region": query.regions, "agency": query.agencies}
    return {facet: frozenset(keys) for facet, keys in chosen.items() if keys}


def browses(query: Query) -> bool:
    """True if filters alone are asked for: then everything they let through is found, the newest first."""
    return not query.text.strip() and bool(filters(query) or query.since or query.until)


def passing(rows: Sequence[Candidate], chosen: dict[str, frozenset[str]], but: str = "") -> Sequence[Candidate]:
    """The rows that pass all filters, or all but one."""
    for facet, keys in chosen.items():
        if facet != but:
            column = _COLUMN[facet]
            given = {str(row[column]) for row in rows}  # few different ones among thousands
            allowed = {value for value in given if not keys.isdisjoint(_keys(facet, value))}
            rows = [row for row in rows if row[column] in allowed]
    return rows


def counts(rows: Sequence[Candidate], chosen: dict[str, frozenset[str]], facet: str) -> dict[str, int]:
    """How many rows each key of `facet` would leave, the other filters as they are; rows without a key are left out."""
    found: Counter[str] = Counter()
    for value, count in Counter(map(itemgetter(_COLUMN[facet]), passing(rows, chosen, but=facet))).items():
        for key in _keys(facet, str(value)):
            found[key] += count
    return dict(found)


def _keys(facet: str, value: str) -> list[str]:
    return value.split() if facet == "topic" else [value] if value else []
