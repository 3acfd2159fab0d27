"""Schema.org data of the undated pages."""

from typing import TYPE_CHECKING, Any

from portal.structured_data import agency, work
from portal.tree import absolute

if TYPE_CHECKING:
    from content.pages import DocumentPage, GuidancePage, SectionPage


def section(page: "SectionPage") -> dict[str, Any]:
    return work(page, "CollectionPage")


def guidance(page: "GuidancePage") -> dict[str, Any]:
    """What to do; `author` is the state body that speaks."""
    return work(page, "Article", author=agency(page.agency))


def document(page: "DocumentPage") -> dict[str, Any]:
    """An official document: its number, its own date, who signed it, and its file."""
    file = page.file
    encoding = {"@type": "MediaObject", "contentUrl": absolute(file.url), "name": file.title} if file else None
    return work(
        page,
        "DigitalDocument",
        identifier=page.number,
        dateCreated=page.date.isoformat(),
        creator=agency(page.agency),
        contributor={"@type": "Person", "name": page.signatory},
        encoding=encoding,
    )
