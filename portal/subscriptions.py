"""What readers may subscribe to or take away: each app registers its own, and one page lists all."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

GROUPS: Final = ("feeds", "sections", "topics", "calendars", "data")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing in `group`, in words of the present language; `what` names the format: "Atom", "iCal", "CSV"."""

    group: str
    title: str
    url: str
    what: str


Source = Callable[[], Iterable[Offer]]
_sources: list[tuple[int, Source]] = []


def register(source: Source, order: int = 100) -> None:
    """Adds what `source` offers now, in the present language. A second call changes nothing."""
    if all(known is not source for _order, known in _sources):
        _sources.append((order, source))
        _sources.sort(key=lambda pair: pair[0])


def offers() -> dict[str, list[Offer]]:
    """All offers by group; each group is there."""
    found: dict[str, list[Offer]] = defaultdict(list)
    for _order, source in _sources:
        for offer in source():
            found[offer.group].append(offer)
    return {group: found[group] for group in GROUPS}
