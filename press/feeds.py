"""The feeds of the press service, one per language: everything, and briefings alone."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.feeds import LanguageFeed, told
from portal.pages import BasePage
from press import selectors
from press.words import briefing_state, briefing_time

LENGTH = 50


class NewsFeed(LanguageFeed):
    """The newest news, infographics, videos and briefings in the language of the address, as Atom."""

    def title(self, language: str) -> str:
        return f"{_('Jauap')}: {_('News')}"

    def subtitle(self, language: str) -> str:
        return _("News, infographics, video and briefings of state bodies")

    def link(self, language: str) -> str:
        return f"/{language}/"

    def feed_url(self, language: str) -> str:
        return f"/{language}/feed/"

    def items(self, language: str) -> list[BasePage]:
        return selectors.as_specific(selectors.dated(language)[:LENGTH])

    def item_title(self, item: BasePage) -> str:
        return item.title

    def item_description(self, item: BasePage) -> str:
        return told(item, item.lead)

    def item_link(self, item: BasePage) -> str:
        return item.url

    def item_guid(self, item: BasePage) -> str:
        return item.full_url

    def item_pubdate(self, item: BasePage) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: BasePage) -> datetime | None:
        return item.last_published_at


class BriefingsFeed(NewsFeed):
    """The briefings in the language of the address, announced ones among them: a reminder for feed readers."""

    def title(self, language: str) -> str:
        return f"{_('Jauap')}: {_('Briefings')}"

    def subtitle(self, language: str) -> str:
        return _("Announced, live and recorded briefings of state bodies")

    def feed_url(self, language: str) -> str:
        return reverse("press:briefings_feed")

    def items(self, language: str) -> list[BasePage]:
        return selectors.as_specific(selectors.dated(language, ("briefing",))[:LENGTH])

    def item_description(self, item: BasePage) -> str:
        return f"{briefing_state(item)}: {briefing_time(item)}. {told(item, item.lead)}".strip()
