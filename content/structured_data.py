"""Schema.org data of the undated pages, the body's own among them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import strip_tags

from portal.structured_data import agency, publisher, work
from portal.tree import absolute, public_path

if TYPE_CHECKING:
    from content.body_pages import ContactsPage, OrganizationPage, PersonPage, ReportPage
    from content.pages import DocumentPage, GuidancePage, SectionPage
    from portal.places import Place

KIND = "GovernmentOrganization"


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


def told(data: dict[str, Any]) -> dict[str, Any]:
    """`data` without what is empty."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def organization(page: "OrganizationPage", leaders: Iterable["PersonPage"]) -> dict[str, Any]:
    return told(
        {
            "@type": KIND,
            "@id": f"{settings.BASE_URL}/#body",
            "name": page.full_name,
            "alternateName": page.short_name,
            "description": page.lead,
            "url": page.full_url,
            "employee": [
                {"@type": "Person", "name": leader.title, "jobTitle": leader.post, "url": leader.full_url}
                for leader in leaders
            ],
            "department": [unit(block.value) for block in page.structure],
        }
    )


def unit(value: Any) -> dict[str, Any]:
    """A unit with those below it."""
    below = [unit(each) for each in value.get("units", [])]
    return told({"@type": "Organization", "name": value["name"], "telephone": value["phone"], "department": below})


def person(page: "PersonPage", place: "Place") -> dict[str, Any]:
    above = place.above[-1] if place.above else None
    return told(
        {
            "@type": "Person",
            "name": page.title,
            "jobTitle": page.post,
            "description": page.lead or strip_tags(page.biography)[:300],
            "url": page.full_url,
            "image": page.share_picture(),
            "worksFor": told(
                {
                    "@type": KIND,
                    "@id": f"{settings.BASE_URL}/#body",
                    "name": above.title if above else "",
                    "url": absolute(public_path(above.url_path)) if above else "",
                }
            ),
        }
    )


def contacts(page: "ContactsPage", name: str) -> dict[str, Any]:
    """The body with its address, its place and a ContactPoint for each line; `name` is its full name, or ""."""
    point = page.point
    return told(
        {
            **publisher(),
            "@id": f"{settings.BASE_URL}/#body",
            "name": name or publisher()["name"],
            "address": {"@type": "PostalAddress", "streetAddress": page.address, "addressCountry": "KZ"},
            "location": {
                "@type": "Place",
                "address": page.address,
                "geo": {
                    "@type": "GeoCoordinates",
                    "latitude": point["latitude"],
                    "longitude": point["longitude"],
                },
            }
            if point
            else None,
            "contactPoint": [
                told(
                    {
                        "@type": "ContactPoint",
                        "contactType": block.value["label"],
                        "telephone": block.value.get("number"),
                        "email": block.value.get("email"),
                    }
                )
                for block in page.lines
            ],
        }
    )


def report(page: "ReportPage") -> dict[str, Any]:
    return work(
        page,
        "Report",
        about={"@type": "Thing", "name": page.get_kind_display()},
        temporalCoverage=f"{page.begins.isoformat()}/{page.ends.isoformat()}",
    )
