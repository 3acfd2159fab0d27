"""What search finds of the fact-checks."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rebuttals.pages import RebuttalIndexPage, RebuttalMethodPage, RebuttalPage
from search import pages


def register() -> None:
    """Makes rebuttals and their section searchable; blocks (spread, evidence, corrections) are found by themselves."""
    texts = ("claim", "claim_by", "conclusion", "interested_party")
    pages.register(RebuttalPage, lambda: _("Fact-checks"), texts=texts)
    pages.register(RebuttalIndexPage, lambda: pgettext("kind of page", "Sections"))
    pages.register(RebuttalMethodPage, lambda: pgettext("kind of page", "Guidance"))
