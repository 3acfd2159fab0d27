"""What search finds of the undated pages."""

from django.utils.translation import pgettext

from content.pages import DocumentPage, GuidancePage, SectionPage
from search import pages


def register() -> None:
    """Makes every undated page type searchable."""
    pages.register(SectionPage, lambda: pgettext("kind of page", "Sections"))
    pages.register(GuidancePage, lambda: pgettext("kind of page", "Guidance"))
    pages.register(DocumentPage, lambda: pgettext("kind of page", "Documents"), texts=("number", "signatory"))
