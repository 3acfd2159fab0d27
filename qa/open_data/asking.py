"""What a program asks for: filters and the place in the list. What is not understood is said, never ignored."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from directory import selectors as directory
from directory.models import Agency, Named, Region, Topic
from portal import languages
from portal.tree import tree
from qa.models import PublishedQuestion
from qa.open_data.records import COLUMNS

MOST: Final = 200
USUAL: Final = 50
STATUSES: Final = ("answered", "waiting", "overdue")
KEYED: Final[dict[str, type[Named]]] = {"topic": Topic, "region": Region, "agency": Agency}
MOMENTS: Final = {
    "answered_since": "answered_at__gte",
    "answered_until": "answered_at__lt",
    "updated_since": "changed_at__gte",
}
PARAMETERS: Final = ("language", *KEYED, "status", *MOMENTS, "cursor", "limit")


class NotUnderstood(Exception):  # noqa: N818 an answer to the one who asked
    """A parameter that cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """After which row the list goes on: its `changed_at` and its key. New and changed rows come after all others, so
    whoever pages misses none and gets none twice unless it changed meanwhile."""

    changed_at: datetime
    pk: int

    def encoded(self) -> str:
        text = json.dumps([self.changed_at.astimezone(UTC).isoformat(), self.pk])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a list. `narrow` holds for rows that anyone may read; tombstones are told whatever the topic."""

    language: str = ""
    updated: Q = field(default_factory=Q)
    narrow: Q = field(default_factory=Q)
    tombstones: bool = True
    after: Place | None = None
    limit: int = USUAL

    def rows(self) -> "QuerySet[PublishedQuestion]":
        """One row more than was asked for, to know whether there is another page; oldest change first."""
        objects = PublishedQuestion.objects
        ids = objects.public().filter(self.narrow)
        found = ids | objects.gone() if self.tombstones else ids
        found = found.filter(self.updated)
        if self.language:
            found = found.filter(
                locale=next(pk for pk, row in tree().locales.items() if row.language_code == self.language)
            )
        if self.after:
            at, pk = self.after.changed_at, self.after.pk
            found = found.filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=pk))
        return found.only(*COLUMNS).order_by("changed_at", "pk")[: self.limit + 1]


def read(query: QueryDict) -> Asked:
    """The request in `query`. Raises NotUnderstood."""
    unknown = sorted(set(query) - set(PARAMETERS))
    if unknown:
        raise NotUnderstood(f"Unknown parameter: {unknown[0][:40]}. Known are: {', '.join(PARAMETERS)}.")
    given = {name: str(query[name]) for name in query if query[name] != ""}
    narrow, updated = Q(), Q()
    for name in KEYED.keys() & given.keys():
        narrow &= Q(**{name: _row(name, given[name])})
    if "status" in given:
        narrow &= _status(given["status"])
    for name in ("answered_since", "answered_until"):
        if name in given:
            narrow &= Q(**{MOMENTS[name]: _moment(name, given[name])})
    if "updated_since" in given:
        updated = Q(changed_at__gte=_moment("updated_since", given["updated_since"]))
    return Asked(
        language=_one_of("language", given, languages.CODES),
        updated=updated,
        narrow=narrow,
        tombstones=not narrow or bool(updated),
        after=_place(given["cursor"]) if "cursor" in given else None,
        limit=_limit(given.get("limit", str(USUAL))),
    )


def _one_of(name: str, given: Mapping[str, str], values: tuple[str, ...]) -> str:
    value = given.get(name, "")
    if value and value not in values:
        raise NotUnderstood(f"{name} must be one of: {', '.join(values)}.")
    return value


def _row(name: str, key: str) -> Any:
    row = directory.keyed(KEYED[name], key)
    if row is None:
        raise NotUnderstood(f"There is no {name} with this key. All keys: /api/v1/{PLURALS[name]}.")
    return row


PLURALS: Final = {"topic": "topics", "region": "regions", "agency": "agencies"}


def _status(value: str) -> Q:
    _one_of("status", {"status": value}, STATUSES)
    if value == "overdue":
        return Q(due_on__lt=timezone.localdate(), paused_since__isnull=True)
    return Q(answered_at__isnull=value != "answered")


def _moment(name: str, value: str) -> datetime:
    """A moment, or the beginning of a day in Kazakhstan."""
    try:
        at = parse_datetime(value)
        day = parse_date(value) if at is None else None
    except ValueError:
        at = day = None
    if isinstance(day, date):
        at = datetime.combine(day, time.min)
    if at is None or not 1970 <= at.year <= 9998:  # what the time zones and the databases can reckon with
        raise NotUnderstood(f"{name} must be a date or a moment: 2026-11-22 or 2026-11-22T10:00:00Z.")
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def _limit(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 5 and 1 <= int(value) <= MOST):
        raise NotUnderstood(f"limit must be a number from 1 to {MOST}.")
    return int(value)


def _place(text: str) -> Place:
    try:
        if len(text) > 200:
            raise ValueError
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        at, pk = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        moment = datetime.fromisoformat(at)
        if (
            not isinstance(pk, int)
            or not 0 <= pk < 2**63
            or timezone.is_naive(moment)
            or not 1970 <= moment.year <= 9998
        ):
            raise ValueError
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise NotUnderstood("cursor must be the one that a former answer gave.") from error
    return Place(moment, pk)
