"""How fresh the sections are: news come out daily, all else within three working days after the data came in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

from portal.workdays import Calendar

TERM: Final = 3  # working days, rules-kz.md
WINDOW: Final = timedelta(days=365)  # what figures count


class Norm(StrEnum):
    DAILY = "daily"
    WITHIN_TERM = "within_term"


@dataclass(frozen=True, slots=True)
class Publication:
    """When the data of a page came in, and when the page came out; None while it has not."""

    received: date
    published: date | None


@dataclass(frozen=True, slots=True)
class Freshness:
    """What is told of a section.

    `median` and `counted` are of the pages that came out within `WINDOW` and say when their data came; `late` counts
    those of them that took longer than the term, `waiting` what is not out although the term is over. `silent` says
    that a daily section had a working day without anything new.
    """

    norm: Norm
    updated: date | None
    median: float | None
    counted: int
    late: int
    waiting: int
    silent: bool

    @property
    def behind(self) -> bool:
        """Whether something is to be done now; what once was late no longer can be mended."""
        return self.silent or self.waiting > 0


def due(received: date, calendar: Calendar) -> date:
    """The last day on which a page may come out in time."""
    return calendar.add(received, TERM)


def took(publication: Publication, calendar: Calendar) -> int | None:
    """Working days from the data to the page: 0 on the same day, and where the page was there first; None for a page
    that is not out."""
    if publication.published is None:
        return None
    return calendar.count(publication.received, publication.published)


def is_late(publication: Publication, today: date, calendar: Calendar) -> bool:
    """Whether it came out after its term or, not being out, has passed it."""
    return (publication.published or today) > due(publication.received, calendar)


def silent(newest: date | None, today: date, calendar: Calendar) -> bool:
    """Whether a daily section let a whole working day pass. Today is not over, and days off are not counted."""
    return newest is None or calendar.count(newest, today - timedelta(days=1)) > 0


def freshness(
    publications: Iterable[Publication], *, updated: date | None, newest: date | None, norm: Norm, today: date,
    calendar: Calendar,
) -> Freshness:  # fmt: skip
    """The figures of a section: `updated` is when anything in it was published last, `newest` its newest news."""
    rows = list(publications)
    recent = [row for row in rows if row.published is not None and today - row.published <= WINDOW]
    days = [found for row in recent if (found := took(row, calendar)) is not None]
    return Freshness(
        norm=norm,
        updated=updated,
        median=float(median(days)) if days else None,
        counted=len(recent),
        late=sum(is_late(row, today, calendar) for row in recent),
        waiting=sum(row.published is None and is_late(row, today, calendar) for row in rows),
        silent=norm is Norm.DAILY and silent(newest, today, calendar),
    )
