"""What of section 6 the portal holds: reads its pages for the rule."""

from collections.abc import Iterator
from typing import Any, Final

from django.utils import timezone

from content.models import (
    ContactsPage,
    DocumentPage,
    DocumentRegisterPage,
    InspectionPage,
    InspectionsPage,
    OrganizationPage,
    PersonPage,
    ReportPage,
)
from content.rules.completeness import Found, Requirement, Row, rows
from portal import languages
from portal.tree import tree

# The type of page that tells of a requirement: what an editor adds where it is missing.
TELLS: Final[dict[Requirement, Any]] = {
    Requirement.FULL_NAME: OrganizationPage,
    Requirement.LEADERSHIP: PersonPage,
    Requirement.STRUCTURE: OrganizationPage,
    Requirement.CONTACTS: ContactsPage,
    Requirement.RESULTS: ReportPage,
    Requirement.PROPERTY: ReportPage,
    Requirement.INSPECTIONS: InspectionsPage,
    Requirement.DOCUMENTS: DocumentRegisterPage,
}


def checked() -> list[Row]:
    """Every requirement in every language as it stands today; eight small queries."""
    return rows(found(), languages.CODES, timezone.localdate())


def found() -> Iterator[Found]:
    """All live pages that tell something of section 6."""
    for body in _live(OrganizationPage, "full_name", "structure"):
        yield _found(body, Requirement.FULL_NAME, full_name=body.full_name.strip())
        yield _found(body, Requirement.STRUCTURE, structure=body.structure)
    for person in _live(PersonPage, "post", "reception", "oversees", "biography", "picture"):
        has = {name: getattr(person, name) for name in ("post", "reception", "oversees", "biography")}
        yield _found(person, Requirement.LEADERSHIP, picture=person.picture_id, **has)
    for page in _live(ContactsPage, "address", "lines", "hours", "latitude", "longitude"):
        kinds = {block.block_type for block in page.lines}
        yield _found(
            page, Requirement.CONTACTS, address=page.address, phone="phone" in kinds, email="email" in kinds,
            hours=page.hours, map=page.point,
        )  # fmt: skip
    for report in _live(ReportPage, "kind", "begins", "ends", "file", "body"):
        yield _found(
            report, Requirement(report.kind), begins=report.begins, ends=report.ends, text=report.body,
            file=report.file_id,
        )  # fmt: skip
    for register in _live(InspectionsPage):
        yield _found(register, Requirement.INSPECTIONS)
    for inspection in _live(InspectionPage, "begins", "ends", "outcome"):
        yield _found(
            inspection, Requirement.INSPECTIONS, begins=inspection.begins, ends=inspection.ends,
            has_outcome=bool(inspection.outcome),
        )  # fmt: skip
    for document in _live(DocumentPage, "body", "file"):
        yield _found(document, Requirement.DOCUMENTS, text=document.body, file=document.file_id)


def _live(model: Any, *fields: str) -> list[Any]:
    rows = model.objects.live().only("title", "translation_key", "locale", *fields).order_by("path")
    return list(rows)


def _found(
    page: Any, requirement: Requirement, *, begins: Any = None, ends: Any = None, has_outcome: bool = False,
    **parts: Any,
) -> Found:  # fmt: skip
    """`parts` are truthy where the page holds them."""
    return Found(
        requirement,
        tree().language_of(page.locale_id),
        page.pk,
        str(page.translation_key),
        page.title,
        frozenset(name for name, value in parts.items() if value),
        begins,
        ends,
        has_outcome,
    )
