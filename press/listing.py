"""The list of a press section: what it shows, by topic and kind, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from wagtail.models import Page

from directory.models import Topic
from press import selectors

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its key ("" for all), its name and whether it is the present one."""

    key: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list with the filters that led to it; `query` is the filters as the start of a query string."""

    page: PaginatorPage
    topics: list[Choice]
    kinds: list[Choice]
    query: str


def listing(section: Page, params: Mapping[str, Any]) -> Listing:
    """The list of `section` for the request's `params` (`topic`, `kind`, `page`); unknown values count as absent."""
    kind = str(params.get("kind", ""))
    kind = kind if kind in selectors.KINDS else ""
    names = {topic.key: topic.name for topic in Topic.objects.filter(active=True)}
    topic = str(params.get("topic", ""))
    topic = topic if topic in names else ""
    rows = selectors.dated(kinds=(kind,) if kind else ()).descendant_of(section)
    if topic:
        rows = rows.filter(page_topics__topic__key=topic)
    paginator = Paginator(rows, PER_PAGE)
    page = paginator.get_page(params.get("page"))
    page.object_list = selectors.as_specific(page.object_list)
    query = "".join(f"{key}={value}&" for key, value in (("topic", topic), ("kind", kind)) if value)
    return Listing(
        page=page,
        topics=[Choice(key, name, key == topic) for key, name in names.items()],
        kinds=[Choice(key, str(name), key == kind) for key, name in selectors.kind_names().items()],
        query=query,
    )
