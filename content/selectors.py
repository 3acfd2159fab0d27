"""Reads for the undated pages."""

from functools import cache

from wagtail.models import Page

from portal import sql
from portal.visibility import open_to_all


def children(section: Page) -> list[Page]:
    """The live children of `section` in menu order, specific, with what a list shows; one query."""
    return [specific(row) for row in _children()(section=section.path, depth=section.depth + 1)]


@cache
def _children() -> sql.Prepared[Page]:
    below = Page.objects.filter(path__startswith=sql.slot("section"), depth=sql.slot("depth"))
    return sql.Prepared(
        open_to_all(below)
        .select_related("sectionpage", "guidancepage", "documentpage")
        .defer("sectionpage__body", "guidancepage__body", "documentpage__body")
        .order_by("path")
    )


def specific(row: Page) -> Page:
    """The page of its own type among those that were joined to `row`; `row` itself for another type."""
    for name in ("sectionpage", "guidancepage", "documentpage"):
        found: Page | None = getattr(row, name, None)
        if found is not None:
            return found
    return row
