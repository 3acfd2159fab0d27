"""The feed of fact-checks, one per language: what an aggregator follows."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal import languages
from rebuttals import selectors
from rebuttals.pages import RebuttalPage

LENGTH = 50


class RebuttalFeed(Feed):
    """The newest rebuttals in the address's language; the title names the verdict, the summary stands alone."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> str:
        return languages.current()

    def title(self, language: str) -> str:
        return f"{_('Jauap')}: {_('True or false?')}"

    def link(self, language: str) -> str:
        return f"/{language}/"

    def items(self, language: str) -> list[RebuttalPage]:
        return list(selectors.latest(language, LENGTH))

    def item_title(self, item: RebuttalPage) -> str:
        return f"{item.ruling.label}: {item.title}"

    def item_description(self, item: RebuttalPage) -> str:
        return item.conclusion

    def item_link(self, item: RebuttalPage) -> str:
        return str(item.full_url)

    def item_pubdate(self, item: RebuttalPage) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: RebuttalPage) -> datetime | None:
        return item.last_published_at
