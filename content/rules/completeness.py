"""What section 6 of the principles (6.2) asks a body's site to tell, and what of it is not there. Pure.

One row per requirement and language. What pages hold comes in as plain `Found`s, so that the rule knows no page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from content.rules.inspections import Standing, standing
from content.rules.periods import next_due


class Requirement(StrEnum):
    """In the order in which the section names them."""

    FULL_NAME = "full_name"
    LEADERSHIP = "leadership"
    STRUCTURE = "structure"
    CONTACTS = "contacts"
    RESULTS = "results"
    PROPERTY = "property"
    INSPECTIONS = "inspections"
    DOCUMENTS = "documents"  # of the order in force: as web text and as a file


class State(StrEnum):
    """The worst that is true of a row, the worst first."""

    MISSING = "missing"
    UNTRANSLATED = "untranslated"
    LATE = "late"
    INCOMPLETE = "incomplete"
    DONE = "done"


# What a page must hold for its requirement to be met.
PARTS: Final[dict[Requirement, tuple[str, ...]]] = {
    Requirement.FULL_NAME: ("full_name",),
    Requirement.LEADERSHIP: ("post", "picture", "biography", "reception", "oversees"),
    Requirement.STRUCTURE: ("structure",),
    Requirement.CONTACTS: ("address", "phone", "email", "hours", "map"),
    Requirement.RESULTS: ("text", "file"),
    Requirement.PROPERTY: ("text", "file"),
    Requirement.INSPECTIONS: (),
    Requirement.DOCUMENTS: ("text", "file"),
}
# Of these the newest alone counts; of the others every page.
PERIODIC: Final = frozenset({Requirement.RESULTS, Requirement.PROPERTY})
# A register may be empty: that nobody was inspected is an answer, that nobody says so is none.
HELD_BY_REGISTER: Final = Requirement.INSPECTIONS


@dataclass(frozen=True, slots=True)
class Found:
    """A live page in one language that tells something of a requirement.

    `key` is the same for all its translations; `has` are the `PARTS` it holds. `begins` and `ends` are the period of a
    report or an inspection; `has_outcome` says whether an inspection tells its outcome. A page that only holds others,
    such as the register of inspections, has no period.
    """

    requirement: Requirement
    language: str
    page: int
    key: str
    title: str
    has: frozenset[str] = frozenset()
    begins: date | None = None
    ends: date | None = None
    has_outcome: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be mended: on `page` (in the row's language, or the original that is not translated), or nowhere
    yet; `lacks` are parts; `since` is the day since which it is late."""

    state: State
    page: int | None = None
    title: str = ""
    lacks: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement in a language: its state, what is to be mended, and the pages that are there."""

    requirement: Requirement
    language: str
    state: State
    notes: tuple[Note, ...]
    pages: tuple[Found, ...]


def rows(found: Iterable[Found], languages: Sequence[str], today: date) -> list[Row]:
    """Every requirement in every language, in their order."""
    everything = list(found)
    return [_row(requirement, language, everything, today) for requirement in Requirement for language in languages]


def _row(requirement: Requirement, language: str, everything: list[Found], today: date) -> Row:
    ours = [each for each in everything if each.requirement is requirement]
    here = [each for each in ours if each.language == language]
    notes = [*_untranslated(ours, here)]
    if not ours:
        notes.append(Note(State.MISSING))
    for each in _weighed(requirement, here):
        notes += _of_page(each, today)
    if requirement in PERIODIC and here:
        notes += _outdated(here, today)
    order = list(State)
    notes.sort(key=lambda note: order.index(note.state))
    return Row(requirement, language, notes[0].state if notes else State.DONE, tuple(notes), tuple(here))


def _untranslated(ours: list[Found], here: list[Found]) -> list[Note]:
    """What other languages have and this one has not; each thing once."""
    known = {each.key for each in here}
    lacking: dict[str, Found] = {}
    for each in ours:
        if each.key not in known:
            lacking.setdefault(each.key, each)
    return [Note(State.UNTRANSLATED, each.page, each.title) for each in lacking.values()]


def _weighed(requirement: Requirement, here: list[Found]) -> list[Found]:
    if requirement in PERIODIC:
        return sorted(here, key=lambda each: each.ends or date.min)[-1:]
    return here


def _of_page(each: Found, today: date) -> list[Note]:
    notes = []
    lacks = tuple(part for part in PARTS[each.requirement] if part not in each.has)
    if lacks:
        notes.append(Note(State.INCOMPLETE, each.page, each.title, lacks))
    over = (
        each.requirement is HELD_BY_REGISTER
        and each.begins is not None
        and each.ends is not None
        and standing(each.begins, each.ends, today) is Standing.ENDED
    )
    if over and not each.has_outcome:
        notes.append(Note(State.LATE, each.page, each.title, ("outcome",), each.ends))
    return notes


def _outdated(here: list[Found], today: date) -> list[Note]:
    """The newest report, if the one after it should be there by now."""
    periods = [(each.ends, each.begins, each) for each in here if each.begins and each.ends]
    if not periods:
        return []
    ends, begins, newest = max(periods, key=lambda period: period[:2])
    due = next_due(begins, ends)
    return [Note(State.LATE, newest.page, newest.title, (), due)] if today > due else []
