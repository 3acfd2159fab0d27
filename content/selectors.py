"""Reads for the undated pages."""

from wagtail.models import Page

from portal.visibility import open_to_all


def children(section: Page) -> list[Page]:
    """The live children of `section` in menu order, specific, with what a list shows; one query."""
    rows = (
        open_to_all(Page.objects.child_of(section))
        .select_related("sectionpage", "guidancepage", "documentpage")
        .defer("sectionpage__body", "guidancepage__body", "documentpage__body")
        .order_by("path")
    )
    return [specific(row) for row in rows]


def specific(row: Page) -> Page:
    """The page of its own type among those that were joined to `row`; `row` itself for another type."""
    for name in ("sectionpage", "guidancepage", "documentpage"):
        found: Page | None = getattr(row, name, None)
        if found is not None:
            return found
    return row
