"""Medians, buckets and shares, against the standard library and by hand."""

from collections import Counter
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.rules import distribution

VALUES = st.lists(st.integers(min_value=0, max_value=60), max_size=40)


@given(VALUES)
def test_the_median_is_that_of_the_library(values: list[int]) -> None:
    assert distribution.median(Counter(values)) == (median(values) if values else None)


@given(VALUES)
def test_every_value_is_in_one_bucket(values: list[int]) -> None:
    found = distribution.buckets(Counter(values))
    assert sum(count for _, _, count in found) == len(values)
    for start, end, count in found:
        assert count == sum(1 for value in values if start <= value and (end is None or value <= end))


@pytest.mark.parametrize(
    ("in_time", "answered", "open_overdue", "share"),
    [(8, 10, 0, 0.8), (8, 10, 10, 0.4), (0, 0, 5, 0.0), (0, 0, 0, None), (3, 3, 0, 1.0)],
)
def test_what_is_open_and_overdue_was_due_too(
    in_time: int, answered: int, open_overdue: int, share: float | None
) -> None:
    assert distribution.kept_share(in_time, answered, open_overdue) == share


def test_what_rises_has_a_least_size_and_the_steepest_comes_first() -> None:
    weeks = [(1, 4, 0), (2, 5, 5), (3, 6, 5), (4, 10, 2), (5, 20, 0), (6, 3, 9)]
    assert distribution.rising(weeks) == [(5, 20, 0), (4, 10, 2), (3, 6, 5)]
