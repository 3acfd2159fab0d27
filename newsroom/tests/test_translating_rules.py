"""The rules of translations, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.rules.translating import (
    Changed,
    Obstacle,
    State,
    Version,
    changed,
    hours_between,
    mends,
    obstacles,
    order,
    state_of,
    typical,
)

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("exists", "live", "stale", "state"),
    [
        (False, False, False, State.MISSING),
        (True, False, False, State.DRAFT),
        (True, False, True, State.DRAFT),  # nobody reads it: it misleads nobody
        (True, True, True, State.STALE),
        (True, True, False, State.PUBLISHED),
    ],
)
def test_state(exists, live, stale, state):
    assert state_of(exists=exists, live=live, stale=stale) is state


def test_urgent_first_then_the_newest():
    old, new = NOON - timedelta(days=9), NOON
    waiting = [(False, old, 1), (False, new, 2), (True, old, 3), (False, new, 4)]
    assert sorted(waiting, key=lambda row: order(urgent=row[0], since=row[1], pk=row[2])) == [
        (True, old, 3), (False, new, 4), (False, new, 2), (False, old, 1),
    ]  # fmt: skip


def test_an_older_draft_or_half_a_text_mends_nothing():
    before, after = NOON - timedelta(hours=1), NOON + timedelta(hours=1)
    assert mends(lacking=0, made_at=after, stale_since=NOON)
    assert not mends(lacking=0, made_at=before, stale_since=NOON)
    assert not mends(lacking=1, made_at=after, stale_since=NOON)
    assert not mends(lacking=1, made_at=after, stale_since=None)
    assert mends(lacking=0, made_at=None, stale_since=None)


class TestObstacles:
    KK = Version("kk", State.DRAFT, original=True)
    READY = Version("ru", State.DRAFT)

    def test_ready(self):
        assert obstacles([self.KK, self.READY, Version("en", State.PUBLISHED)]) == []
        assert obstacles([Version("kk", State.PUBLISHED, original=True), Version("en", State.STALE)]) == []

    def test_each_language_says_what_it_lacks(self):
        found = obstacles([
            self.KK, Version("ru", State.MISSING), Version("en", State.DRAFT, lacking=2),
        ])  # fmt: skip
        assert found == [(Obstacle.MISSING, "ru"), (Obstacle.UNFINISHED, "en")]

    def test_a_machine_publishes_nothing(self):
        assert obstacles([self.KK, Version("ru", State.DRAFT, machine=True)]) == [(Obstacle.MACHINE, "ru")]

    def test_a_changed_original_comes_first(self):
        changed_original = Version("kk", State.PUBLISHED, original=True, changed=True)
        assert obstacles([changed_original, self.READY]) == [(Obstacle.ORIGINAL_CHANGED, "kk")]

    def test_nothing_to_do(self):
        assert obstacles([Version("kk", State.PUBLISHED, original=True), Version("ru", State.PUBLISHED)]) == [
            (Obstacle.NOTHING_TO_DO, "")
        ]


def test_hours():
    assert hours_between(NOON, NOON + timedelta(minutes=90)) == 1.5
    assert hours_between(NOON, NOON - timedelta(days=1)) == 0
    assert typical([1, 2, 10]) == 2
    assert typical([1, 2.26]) == 1.6
    assert typical([]) is None


def test_what_changed_in_each_place():
    old = [("title", "A"), ("body", "one"), ("body", "two"), ("body", "three"), ("gone", "x")]
    new = [("title", "B"), ("body", "one"), ("body", "three"), ("body", "four")]
    assert changed(old, new) == [
        Changed("title", "A", "B"), Changed("body", "two", ""), Changed("body", "", "four"), Changed("gone", "x", ""),
    ]  # fmt: skip
    assert changed(new, new) == []
