"""One page in one language as a record, the same in JSON, JSON lines and CSV."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from directory import selectors as directory
from directory.models import Agency, PageRegion, PageTopic
from intake.open_data_asking import written
from machines.models import PageRecord
from machines.open_data.kinds import page_types
from portal.pages import BasePage
from portal.tree import absolute, tree
from portal.visibility import open_to_all
from search.pages import PageSource, text_of
from search.registry import registry

# The fields in their order, which is the order of the columns in CSV. A new field is added at the end.
FIELDS: Final = (
    "id", "kind", "language", "withheld", "updated_at", "url", "title", "lead", "text", "published_at",
    "data_received", "ai_made", "agency", "topics", "regions", "picture", "picture_text", "facts",
)  # fmt: skip


def records(rows: Iterable[PageRecord]) -> list[dict[str, Any]]:
    """The records of `rows`, in their order: a query for each type among them, and two for topics and regions."""
    rows, types = list(rows), page_types()
    by_type: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        by_type[row.content_type_id].append(row.page)
    pages = {page.pk: page for kind, keys in by_type.items() for page in _pages(types[kind], keys)}
    topics, regions = _keys(PageTopic, "topic__key", list(pages)), _keys(PageRegion, "region__key", list(pages))
    return [
        _record(row, types[row.content_type_id], pages.get(row.page), topics[row.page], regions[row.page])
        for row in rows
    ]


def _pages(model: type[BasePage], keys: list[int]) -> Iterable[BasePage]:
    pages = open_to_all(model._default_manager.filter(pk__in=keys)).select_related(*model.serve_related)
    for page in pages:
        page.locale = tree().locales[page.locale_id]
        yield page


def _keys(model: Any, name: str, pages: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for page, key in model.objects.filter(page__in=pages).order_by("sort_order", "pk").values_list("page_id", name):
        found[page].append(key)
    return found


def _record(
    row: PageRecord, model: type[BasePage], page: BasePage | None, topics: list[str], regions: list[str]
) -> dict[str, Any]:
    """The record of a page that anyone may read; of another only that copies of it must be deleted."""
    head = {
        "id": str(row.key),
        "kind": model.search_kind,
        "language": row.language,
        "withheld": page is None,
        "updated_at": written(row.changed_at),
    }
    if page is None:
        return head
    agency = directory.one(Agency, getattr(page, "agency_id", None))
    source = registry.sources[str(model.search_kind)]
    assert isinstance(source, PageSource)
    return head | {
        "url": page.full_url,
        "title": page.title,
        "lead": page.lead,
        "text": text_of(page, source.models[model]),
        "published_at": written(page.published_at),
        "data_received": page.data_received.isoformat() if page.data_received else None,
        "ai_made": page.ai_made,
        "agency": agency.key if agency else None,
        "topics": topics,
        "regions": regions,
        "picture": absolute(page.picture.file.url) if page.picture else None,
        "picture_text": page.picture_alt if page.picture else "",
        "facts": page.open_facts(),
    }


def cells(record: dict[str, Any]) -> list[Any]:
    """A record as a line of CSV: what comes in numbers stands in one cell, a line each; facts are JSON."""
    return [_cell(record.get(name)) for name in FIELDS]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
