"""What a program asks for: filters and the place in the list. What is not understood is said, never ignored."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from directory import selectors as directory
from directory.models import Agency, Named, Region, Topic
from intake import open_data_asking as asking
from intake.open_data_asking import USUAL, NotUnderstood, Place
from portal import languages
from portal.tree import tree
from qa.models import PublishedQuestion
from qa.open_data.records import COLUMNS

STATUSES: Final = ("answered", "waiting", "overdue")
KEYED: Final[dict[str, type[Named]]] = {"topic": Topic, "region": Region, "agency": Agency}
MOMENTS: Final = {
    "answered_since": "answered_at__gte",
    "answered_until": "answered_at__lt",
    "updated_since": "changed_at__gte",
}
PARAMETERS: Final = ("language", *KEYED, "status", *MOMENTS, "cursor", "limit")


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
            found = found.filter(self.after.after)
        return found.only(*COLUMNS).order_by("changed_at", "pk")[: self.limit + 1]


def read(query: QueryDict) -> Asked:
    """The request in `query`. Raises NotUnderstood."""
    given = asking.given(query, PARAMETERS)
    narrow, updated = Q(), Q()
    for name in KEYED.keys() & given.keys():
        narrow &= Q(**{name: _row(name, given[name])})
    if "status" in given:
        narrow &= _status(given["status"])
    for name in ("answered_since", "answered_until"):
        if name in given:
            narrow &= Q(**{MOMENTS[name]: asking.moment(name, given[name])})
    if "updated_since" in given:
        updated = Q(changed_at__gte=asking.moment("updated_since", given["updated_since"]))
    return Asked(
        language=asking.one_of("language", given["language"], languages.CODES) if "language" in given else "",
        updated=updated,
        narrow=narrow,
        tombstones=not narrow or bool(updated),
        after=asking.place(given["cursor"]) if "cursor" in given else None,
        limit=asking.limit(given.get("limit", str(USUAL))),
    )


def _row(name: str, key: str) -> Any:
    row = directory.keyed(KEYED[name], key)
    if row is None:
        raise NotUnderstood(f"There is no {name} with this key. All keys: /api/v1/{PLURALS[name]}.")
    return row


PLURALS: Final = {"topic": "topics", "region": "regions", "agency": "agencies"}


def _status(value: str) -> Q:
    asking.one_of("status", value, STATUSES)
    if value == "overdue":
        return Q(due_on__lt=timezone.localdate(), paused_since__isnull=True)
    return Q(answered_at__isnull=value != "answered")
