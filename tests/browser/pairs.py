"""Every two values together, in few rows: what a test of all combinations would mostly find, at a tenth of the price.

Pure. Most faults lie in one condition or in two that meet (Kuhn and others, IEEE TSE 2004); so each kind of page is
seen in each language, at each width and in each scheme, and so is every pair of these, but not every three.
"""

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Any

Pair = tuple[int, Hashable, int, Hashable]


def pairs_of(row: Sequence[Hashable]) -> set[Pair]:
    """The pairs that one row shows: (column, value, column, value)."""
    return {(i, row[i], j, row[j]) for i, j in combinations(range(len(row)), 2)}


def pairwise(columns: Sequence[Sequence[Hashable]]) -> list[tuple[Any, ...]]:
    """Rows of one value from each column, in which every two values of two columns meet at least once.

    Greedy: each row begins with a pair that was not seen yet and takes the values that bring most new pairs. With
    one column much longer than the others it comes out at or near the least possible, the product of the two longest.
    """
    wanted: dict[Pair, None] = {
        (i, a, j, b): None for i, j in combinations(range(len(columns)), 2) for a in columns[i] for b in columns[j]
    }
    used: dict[tuple[int, Hashable], int] = {}
    rows = []
    while wanted:
        i, a, j, b = next(iter(wanted))
        chosen: dict[int, Hashable] = {i: a, j: b}
        for at in sorted(set(range(len(columns))) - {i, j}, key=lambda column: -len(columns[column])):

            def gain(value: Hashable, at: int = at, chosen: dict[int, Hashable] = chosen) -> tuple[int, int]:
                new = sum(_pair(at, value, other, taken) in wanted for other, taken in chosen.items())
                return new, -used.get((at, value), 0)

            chosen[at] = max(columns[at], key=gain)
        row = tuple(chosen[at] for at in range(len(columns)))
        for pair in pairs_of(row):
            wanted.pop(pair, None)
        for at, value in enumerate(row):
            used[at, value] = used.get((at, value), 0) + 1
        rows.append(row)
    return rows


def _pair(i: int, a: Hashable, j: int, b: Hashable) -> Pair:
    return (i, a, j, b) if i < j else (j, b, i, a)
