"""What search finds of the undated pages."""

from django.utils.translation import pgettext

from content.body_pages import (
    ContactsPage,
    InspectionPage,
    InspectionsPage,
    OrganizationPage,
    PersonPage,
    ReportPage,
)
from content.pages import DocumentPage, DocumentRegisterPage, GuidancePage, SectionPage
from search import pages


def register() -> None:
    """Makes every undated page type searchable."""
    pages.register(SectionPage, _sections)
    pages.register(DocumentRegisterPage, _sections)
    pages.register(InspectionsPage, _sections)
    pages.register(GuidancePage, lambda: pgettext("kind of page", "Guidance"))
    pages.register(DocumentPage, lambda: pgettext("kind of page", "Documents"), texts=("number", "signatory"))
    pages.register(OrganizationPage, _body, texts=("full_name", "short_name"))
    pages.register(PersonPage, _body, texts=("post", "reception"))
    pages.register(ContactsPage, _body, texts=("address", "hours", "way"))
    pages.register(ReportPage, _reports)
    pages.register(InspectionPage, _reports, texts=("inspector", "subject"))


def _sections() -> str:
    return pgettext("kind of page", "Sections")


def _body() -> str:
    return pgettext("kind of page", "About the body")


def _reports() -> str:
    return pgettext("kind of page", "Reports and inspections")
