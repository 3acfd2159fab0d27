"""The feed of fact-checks, one per language: what an aggregator follows."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.feeds import LENGTH, Entry, LanguageFeed, entry_of
from rebuttals import selectors


class RebuttalFeed(LanguageFeed):
    """The newest rebuttals in the address's language; the title names verdict and claim, the summary stands alone."""

    def title(self, language: str) -> str:
        return f"{_('Jauap')}: {_('True or false?')}"

    def subtitle(self, language: str) -> str:
        return _("Claims that spread, the verdict on each, and the evidence")

    def link(self, language: str) -> str:
        section = selectors.section(language)
        return section["url"] if section else f"/{language}/"

    def feed_url(self, language: str) -> str:
        return reverse("rebuttals:feed")

    def items(self, language: str) -> list[Entry]:
        return [entry_of(page) for page in selectors.latest(language, LENGTH)]
