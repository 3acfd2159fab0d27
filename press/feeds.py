"""The feeds of the press service, one per language: everything, and briefings alone."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.feeds import LENGTH, Entry, LanguageFeed, entry_of
from press import selectors


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

    def items(self, language: str) -> list[Entry]:
        return [entry_of(page) for page in selectors.as_specific(selectors.dated(language)[:LENGTH])]


class BriefingsFeed(NewsFeed):
    """The briefings in the language of the address, announced ones among them: a reminder for feed readers."""

    def title(self, language: str) -> str:
        return f"{_('Jauap')}: {_('Briefings')}"

    def subtitle(self, language: str) -> str:
        return _("Announced, live and recorded briefings of state bodies")

    def feed_url(self, language: str) -> str:
        return reverse("press:briefings_feed")

    def items(self, language: str) -> list[Entry]:
        return [entry_of(page) for page in selectors.as_specific(selectors.dated(language, ("briefing",))[:LENGTH])]
