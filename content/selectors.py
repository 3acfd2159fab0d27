"""Reads for the undated pages."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from wagtail.models import Page

from content.rules.inspections import Standing
from portal import sql
from portal.images import prepare
from portal.memory import brief
from portal.tree import tree
from portal.visibility import open_to_all

if TYPE_CHECKING:
    from content.body_pages import InspectionPage, InspectionsPage, OrganizationPage, PersonPage

# The types that a section lists with more than their titles, as `Page` knows them.
LISTED: Final = (
    "sectionpage",
    "guidancepage",
    "documentpage",
    "documentregisterpage",
    "organizationpage",
    "contactspage",
    "reportpage",
    "inspectionspage",
)


def children(section: Page) -> list[Page]:
    """The live children of `section` in menu order, specific, with what a list shows; one query."""
    return [specific(row) for row in _children()(section=section.path, depth=section.depth + 1)]


@cache
def _children() -> sql.Prepared[Page]:
    below = Page.objects.filter(path__startswith=sql.slot("section"), depth=sql.slot("depth"))
    long = ("organizationpage__structure", "contactspage__lines")
    return sql.Prepared(
        open_to_all(below).select_related(*LISTED).defer(*(f"{name}__body" for name in LISTED), *long).order_by("path")
    )


def specific(row: Page) -> Page:
    """The page of its own type among those that were joined to `row`; `row` itself for another type."""
    for name in LISTED:
        found: Page | None = getattr(row, name, None)
        if found is not None:
            return found
    return row


def leaders(body: "OrganizationPage") -> list["PersonPage"]:
    """The live pages of the body's leaders in their order, with their pictures ready; two queries."""
    model = apps.get_model("content", "PersonPage")
    below = model.objects.child_of(body) if body.path else model.objects.none()
    rows: list[PersonPage] = list(
        open_to_all(below).select_related("picture").defer("body", "oversees").order_by("path")
    )
    prepare([row.picture for row in rows if row.picture])
    for row in rows:
        row.locale = tree().locales[row.locale_id]
    return rows


def inspections(register: "InspectionsPage") -> list[tuple[Standing, list["InspectionPage"]]]:
    """The live inspections of a register by where they stand: planned ones first, the nearest on top; then those under
    way; then those that are over, the newest on top. What there is none of is left out. One query."""
    model = apps.get_model("content", "InspectionPage")
    rows: list[InspectionPage] = list(
        open_to_all(model.objects.child_of(register)).defer("body", "measures").order_by("begins", "path")
        if register.path
        else ()
    )
    parts: list[tuple[Standing, list[Any]]] = [
        (standing, [row for row in rows if row.standing is standing]) for standing in Standing
    ]
    parts[-1][1].reverse()
    return [(standing, found) for standing, found in parts if found]


@brief
def full_name(locale: int) -> str:
    """The body's full name in a language (the key of its locale); "" before its page is there."""
    model = apps.get_model("content", "OrganizationPage")
    row = open_to_all(model.objects.filter(locale_id=locale)).order_by("path").values_list("full_name", flat=True)
    return row.first() or ""
