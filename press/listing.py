"""The list of a press section: what it shows, by topic and kind, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.utils.translation import gettext as _
from wagtail.models import Page

from directory.models import PageTopic, Topic
from directory.selectors import active
from portal import filters, sql
from press import selectors

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, with the filters as the component `filters` takes them."""

    page: PaginatorPage
    groups: list[dict[str, Any]]
    filtered: bool


def listing(section: Page, params: Mapping[str, Any]) -> Listing:
    """The list of `section` for the request's `params` (`topic`, `kind`, `page`); unknown values count as absent."""
    kinds = selectors.kind_names()
    topics = topic_names(section.locale.language_code)
    kind, topic = filters.known(params.get("kind"), kinds), filters.known(params.get("topic"), topics)
    rows = _listed(kind, by_topic=bool(topic))(section=section.path, topic=topic)
    page = rows.page(params.get("page"), PER_PAGE)
    page.object_list = selectors.as_specific(page.object_list)
    groups = [
        {"label": _("Kind"), "options": filters.options("kind", kind, kinds, {"topic": topic})},
        {"label": _("Topic"), "options": filters.options("topic", topic, topics, {"kind": kind})},
    ]
    return Listing(page, groups, bool(kind or topic))


@cache
def _listed(kind: str, *, by_topic: bool) -> sql.Prepared[Page]:
    """The dated pages below a section (it is none itself), of one kind and one topic where given."""
    rows = selectors.dated(kinds=(kind,) if kind else ()).filter(path__startswith=sql.slot("section"))
    if by_topic:
        # Not a join: a topic given twice must not list the page twice.
        rows = rows.filter(pk__in=PageTopic.objects.filter(topic__key=sql.slot("topic")).values("page_id"))
    return sql.Prepared(rows)


def topic_names(language: str) -> dict[str, str]:
    """The names of the topics in use, by key, in the order of the directory."""
    return {topic.key: topic.name_in(language) for topic in active(Topic)}
