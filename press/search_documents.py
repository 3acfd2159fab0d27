"""What search finds of the press service."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from press.pages import BriefingPage, InfographicPage, NewsPage, PressSectionPage, VideoPage
from search import pages


def register() -> None:
    """Makes every press page type searchable."""
    pages.register(NewsPage, lambda: _("News"))
    pages.register(InfographicPage, lambda: _("Infographics"), texts=("alt", "source"))
    pages.register(VideoPage, lambda: _("Video"))
    pages.register(BriefingPage, lambda: _("Briefings"), texts=("place",))
    pages.register(PressSectionPage, lambda: pgettext("kind of page", "Sections"))
