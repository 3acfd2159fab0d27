"""Every model of the app, gathered where Django looks for them."""

from content.body_pages import (
    ContactsPage,
    InspectionPage,
    InspectionsPage,
    OrganizationPage,
    PersonPage,
    ReportPage,
)
from content.pages import DocumentPage, DocumentRegisterPage, GuidancePage, SectionPage

__all__ = [
    "ContactsPage",
    "DocumentPage",
    "DocumentRegisterPage",
    "GuidancePage",
    "InspectionPage",
    "InspectionsPage",
    "OrganizationPage",
    "PersonPage",
    "ReportPage",
    "SectionPage",
]
