"""The feed of fact-checks, one per language: what an aggregator follows."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.feeds import LanguageFeed, told
from rebuttals import selectors
from rebuttals.pages import RebuttalPage

LENGTH = 50


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

    def items(self, language: str) -> list[RebuttalPage]:
        return selectors.latest(language, LENGTH)

    def item_title(self, item: RebuttalPage) -> str:
        return f"{item.ruling.label}: {item.claim}"

    def item_description(self, item: RebuttalPage) -> str:
        return told(item, item.conclusion)

    def item_link(self, item: RebuttalPage) -> str:
        return str(item.url)

    def item_guid(self, item: RebuttalPage) -> str:
        return str(item.full_url)

    def item_pubdate(self, item: RebuttalPage) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: RebuttalPage) -> datetime | None:
        return item.last_published_at
