"""What a program asks of pages."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.http import QueryDict
from wagtail.models import Page

from directory import selectors as directory
from directory.models import PageTopic, Topic
from intake import open_data_asking as asking
from intake.open_data_asking import USUAL, NotUnderstood
from machines.models import PageRecord
from machines.open_data import kinds
from portal import languages
from portal.visibility import open_to_all

PARAMETERS: Final = ("kind", "language", "topic", "updated_since", "cursor", "limit")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page of records. `narrow` holds for pages that anyone may read; tombstones are told whatever the
    topic."""

    wanted: Q
    topic: int | None
    tombstones: bool
    limit: int

    def rows(self) -> "QuerySet[PageRecord]":
        """One row more than was asked for, to know whether there is another page; oldest change first."""
        found = PageRecord.objects.filter(self.wanted, content_type__in=kinds.page_types())
        public = open_to_all(Page.objects.all())
        if self.topic is not None:
            about = PageTopic.objects.filter(topic=self.topic).values("page")
            narrowed = Q(page__in=about)
            if self.tombstones:
                narrowed |= ~Q(page__in=public.values("pk"))
            else:
                narrowed &= Q(page__in=public.values("pk"))
            found = found.filter(narrowed)
        return found.order_by("changed_at", "pk")[: self.limit + 1]


def read(query: QueryDict) -> Asked:
    """The request in `query`. Raises NotUnderstood."""
    given = asking.given(query, PARAMETERS)
    wanted, topic = Q(), None
    if "kind" in given:
        wanted &= Q(content_type__in=kinds.types_of(asking.one_of("kind", given["kind"], kinds.names())))
    if "language" in given:
        wanted &= Q(language=asking.one_of("language", given["language"], languages.CODES))
    if "topic" in given:
        row = directory.keyed(Topic, given["topic"])
        if row is None:
            raise NotUnderstood("There is no topic with this key. All keys: /api/v1/topics.")
        topic = row.pk
    if "updated_since" in given:
        wanted &= Q(changed_at__gte=asking.moment("updated_since", given["updated_since"]))
    if "cursor" in given:
        wanted &= asking.place(given["cursor"]).after
    limit = asking.limit(given.get("limit", str(USUAL)))
    return Asked(wanted, topic, topic is None or "updated_since" in given, limit)
