"""How a request for open data is read: what is not understood is said, never ignored.

Lists go by their last change, the oldest first, and go on after a place in that order.
"""

import base64
import binascii
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

MOST: Final = 200
USUAL: Final = 50


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

    @property
    def after(self) -> Q:
        """The rows that come after it."""
        return Q(changed_at__gt=self.changed_at) | Q(changed_at=self.changed_at, pk__gt=self.pk)


def given(query: QueryDict, known: Collection[str]) -> dict[str, str]:
    """The parameters that hold something. Raises NotUnderstood for one that is not `known`."""
    unknown = sorted(set(query) - set(known))
    if unknown:
        raise NotUnderstood(f"Unknown parameter: {unknown[0][:40]}. Known are: {', '.join(known)}.")
    return {name: str(query[name]) for name in query if query[name] != ""}


def one_of(name: str, value: str, values: Collection[str]) -> str:
    """`value`, which must be one of `values`. Raises NotUnderstood."""
    if value not in values:
        raise NotUnderstood(f"{name} must be one of: {', '.join(values)}.")
    return value


def moment(name: str, value: str) -> datetime:
    """A moment, or the beginning of a day in Kazakhstan. Raises NotUnderstood."""
    try:
        at = parse_datetime(value)
        day = parse_date(value) if at is None else None
    except ValueError:
        at = day = None
    if day is not None:
        at = datetime.combine(day, time.min)
    if at is None or not 1970 <= at.year <= 9998:  # what the time zones and the databases can reckon with
        raise NotUnderstood(f"{name} must be a date or a moment: 2026-11-22 or 2026-11-22T10:00:00Z.")
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def limit(value: str) -> int:
    """How many records a page has. Raises NotUnderstood."""
    if not (value.isascii() and value.isdecimal() and len(value) < 5 and 1 <= int(value) <= MOST):
        raise NotUnderstood(f"limit must be a number from 1 to {MOST}.")
    return int(value)


def place(text: str) -> Place:
    """The place that a former answer gave as its cursor. Raises NotUnderstood."""
    try:
        if len(text) > 200:
            raise ValueError
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        at, pk = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        found = datetime.fromisoformat(at)
        known = type(pk) is int and 0 <= pk < 2**63 and timezone.is_aware(found) and 1970 <= found.year <= 9998
        if not known:
            raise ValueError
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise NotUnderstood("cursor must be the one that a former answer gave.") from error
    return Place(found, pk)


def next_page(request: HttpRequest, cursor: str) -> str:
    """The address of the page after this one."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{settings.BASE_URL}{request.path}?{query.urlencode()}"


def written(at: datetime | None) -> str | None:
    """A moment in UTC, as RFC 3339 writes it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
