"""What a program asks for. What is not understood is said, never ignored."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from portal import languages
from rebuttals.open_data.records import rows
from rebuttals.rules.verdicts import VERDICTS

MOST: Final = 200
USUAL: Final = 50
PARAMETERS: Final = ("language", "verdict", "updated_since", "cursor", "limit")


class NotUnderstood(Exception):  # noqa: N818 an answer to the one who asked
    """A parameter that cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page of records, which go by their last change: whoever pages misses none."""

    narrow: Q
    limit: int

    def rows(self) -> list[Any]:
        """One row more than was asked for, to know whether there is another page."""
        return list(rows().filter(self.narrow)[: self.limit + 1])


def cursor_after(page: Any) -> str:
    """What asks for the records after that of `page`."""
    text = json.dumps([page.changed_at.astimezone(UTC).isoformat(), page.pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(query: QueryDict) -> Asked:
    """The request in `query`. Raises NotUnderstood."""
    unknown = sorted(set(query) - set(PARAMETERS))
    if unknown:
        raise NotUnderstood(f"Unknown parameter: {unknown[0][:40]}. Known are: {', '.join(PARAMETERS)}.")
    given = {name: str(query[name]) for name in query if query[name] != ""}
    narrow = Q()
    if "language" in given:
        narrow &= Q(locale__language_code=_one_of("language", given, languages.CODES))
    if "verdict" in given:
        narrow &= Q(verdict=_one_of("verdict", given, tuple(VERDICTS)))
    if "updated_since" in given:
        narrow &= Q(changed_at__gte=_moment(given["updated_since"]))
    if "cursor" in given:
        narrow &= _after(given["cursor"])
    return Asked(narrow, _limit(given.get("limit", str(USUAL))))


def _one_of(name: str, given: Mapping[str, str], values: tuple[str, ...]) -> str:
    if given[name] not in values:
        raise NotUnderstood(f"{name} must be one of: {', '.join(values)}.")
    return given[name]


def _moment(value: str) -> datetime:
    """A moment, or the beginning of a day in Kazakhstan."""
    try:
        at = parse_datetime(value)
        day = parse_date(value) if at is None else None
    except ValueError:
        at = day = None
    if day is not None:
        at = datetime.combine(day, time.min)
    if at is None:
        raise NotUnderstood("updated_since must be a moment such as 2026-11-24T09:00:00Z, or a date.")
    return at if timezone.is_aware(at) else timezone.make_aware(at)


def _after(cursor: str) -> Q:
    try:
        at, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moment = datetime.fromisoformat(at)
        if type(pk) is not int or timezone.is_naive(moment) or not 0 <= pk < 2**63:
            raise ValueError
    except (ValueError, TypeError, binascii.Error) as error:
        raise NotUnderstood("cursor must be next_cursor of a former answer.") from error
    return Q(changed_at__gt=moment) | Q(changed_at=moment, pk__gt=pk)


def _limit(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 6 and 1 <= int(value) <= MOST):
        raise NotUnderstood(f"limit must be a number from 1 to {MOST}.")
    return int(value)
