"""How long answers took, told by medians and buckets: a mean would hide the slow ones behind the quick ones."""

from collections.abc import Iterable, Mapping
from typing import Final

# Upper ends of the buckets, in working days; the last one has none.
EDGES: Final = (5, 10, 15, 20)


def median(counts: Mapping[int, int]) -> float | None:
    """The median of values given as value → how often; None of nothing."""
    total = sum(counts.values())
    if not total:
        return None
    lower, upper = (total + 1) // 2, total // 2 + 1
    found: list[int] = []
    seen = 0
    for value in sorted(counts):
        for place in (lower, upper):
            if seen < place <= seen + counts[value]:
                found.append(value)
        seen += counts[value]
    return sum(found) / 2


def buckets(counts: Mapping[int, int]) -> list[tuple[int, int | None, int]]:
    """The same values in buckets: from, to (None: no end), how many. Every bucket is there, empty ones too."""
    ends: list[int | None] = [*EDGES, None]
    starts = [0, *(edge + 1 for edge in EDGES)]
    return [
        (start, end, sum(n for value, n in counts.items() if value >= start and (end is None or value <= end)))
        for start, end in zip(starts, ends, strict=True)
    ]


def kept_share(in_time: int, answered: int, open_overdue: int) -> float | None:
    """What part of all that was due was answered in time. A question still open past its date was due as well."""
    due = answered + open_overdue
    return in_time / due if due else None


def rising(weeks: Iterable[tuple[int, int, int]], least: int = 5) -> list[tuple[int, int, int]]:
    """Of (key, this week, the week before) those that rise, the steepest first; fewer than `least` say nothing."""
    grown = [(key, now, before) for key, now, before in weeks if now >= least and now > before]
    return sorted(grown, key=lambda row: (-row[1] / max(row[2], 1), -row[1], row[0]))
