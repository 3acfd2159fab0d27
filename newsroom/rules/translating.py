"""How a translation stands, what is translated first, when a story can be published in all languages at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from statistics import median
from typing import Final

PERIODS: Final = (30, 90)  # days over which the board counts how long translations took


class State(StrEnum):
    """How one language of a story stands, as readers see it."""

    MISSING = "missing"
    DRAFT = "draft"
    STALE = "stale"
    PUBLISHED = "published"


WAITING: Final = (State.MISSING, State.DRAFT, State.STALE)  # what a translator can do something about


class Obstacle(StrEnum):
    """Why a story cannot be published in all languages at once."""

    NOTHING_TO_DO = "nothing_to_do"
    MISSING = "missing"
    UNFINISHED = "unfinished"
    MACHINE = "machine"
    ORIGINAL_CHANGED = "original_changed"


@dataclass(frozen=True, slots=True)
class Version:
    """What has to be known of one language of a story. `lacking` counts pieces of text without a translation."""

    language: str
    state: State
    original: bool = False
    changed: bool = False  # there is a draft that readers do not see yet
    lacking: int = 0
    machine: bool = False  # machine-made text that no person has confirmed


def state_of(*, exists: bool, live: bool, stale: bool) -> State:
    """How a translation stands."""
    if not exists:
        return State.MISSING
    if not live:
        return State.DRAFT
    return State.STALE if stale else State.PUBLISHED


def order(*, urgent: bool, since: datetime, pk: int) -> tuple[int, float, int]:
    """The key by which translators' work is sorted: what is urgent, then what became necessary last."""
    return (0 if urgent else 1, -since.timestamp(), -pk)


def mends(*, lacking: int, made_at: datetime | None, stale_since: datetime | None) -> bool:
    """Whether a translation that goes public says what its original says: nothing lacks, and it was not made before
    the original changed (an older draft whose hour had been set)."""
    if lacking:
        return False
    return stale_since is None or made_at is None or made_at >= stale_since


def needs_publishing(version: Version) -> bool:
    return version.changed or version.state is not State.PUBLISHED


def obstacles(versions: Sequence[Version]) -> list[tuple[Obstacle, str]]:
    """What keeps the story from being published in all its languages at once: (why, language); nothing: it can be."""
    found: list[tuple[Obstacle, str]] = []
    for version in versions:
        if version.original and version.state is State.PUBLISHED and version.changed:
            # Its translators have never seen this text: with it, both translations would be stale at once.
            found.append((Obstacle.ORIGINAL_CHANGED, version.language))
        elif version.state is State.MISSING:
            found.append((Obstacle.MISSING, version.language))
        elif version.lacking:
            found.append((Obstacle.UNFINISHED, version.language))
        elif version.machine:
            found.append((Obstacle.MACHINE, version.language))
    if not found and not any(needs_publishing(version) for version in versions):
        return [(Obstacle.NOTHING_TO_DO, "")]
    return found


def hours_between(original: datetime, translation: datetime) -> float:
    """How long readers waited; 0 for a translation that was there first."""
    return max(timedelta(), translation - original) / timedelta(hours=1)


def typical(hours: Iterable[float]) -> float | None:
    """The median, to a tenth of an hour; None without any."""
    values = list(hours)
    return round(median(values), 1) if values else None


@dataclass(frozen=True, slots=True)
class Changed:
    """A piece of text that was changed, added (`old` is "") or taken away (`new` is "")."""

    place: str
    old: str
    new: str


def changed(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[Changed]:
    """The pieces of text, (place, text) in reading order, that differ; pieces of one place are matched in order."""
    places = list(dict.fromkeys([*(place for place, _ in new), *(place for place, _ in old)]))
    found: list[Changed] = []
    for place in places:
        before, after = [[text for at, text in texts if at == place] for texts in (old, new)]
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            gone, come = before[a:b], after[c:d]
            for number in range(max(len(gone), len(come))):
                one = gone[number] if number < len(gone) else ""
                other = come[number] if number < len(come) else ""
                found.append(Changed(place, one, other))
    return found
