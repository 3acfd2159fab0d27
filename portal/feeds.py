"""What the portal's feeds share: Atom, one per language, the same for every reader; summaries, whose whole is the page.

An entry keeps its id when its page is renamed or moved, and in every feed that holds it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import parse_http_date_safe, quote_etag
from django.utils.translation import gettext as _

from portal import languages
from portal.pages import BasePage
from portal.sitemaps import digest
from portal.tree import absolute, tree

SHARED_SECONDS: Final = 120  # how long a shared cache may hold a feed: readers' programs ask far less often
LENGTH: Final = 50
AI_TERM: Final = "ai-generated"  # the category that marks what was made with AI, for programs
_BEGINNING: Final = datetime(2020, 1, 1, tzinfo=UTC)


class SteadyAtom(Atom1Feed):
    """Atom whose bytes change only when its entries do: Django dates an empty feed by the present moment."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _BEGINNING


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, in words of the feed's language; `url` is a public path."""

    id: str
    title: str
    summary: str
    url: str
    published_at: datetime | None
    updated_at: datetime | None
    author: str = ""
    categories: tuple[str, ...] = ()


def entry_of(page: BasePage, *categories: str) -> Entry:
    """A page as an entry; the mark of what was made with AI stands in its summary and among its categories."""
    note = _("This text was made with AI.") if page.ai_made else ""
    return Entry(
        id=lasting_id(page.translation_key, tree().language_of(page.locale_id)),
        title=page.feed_title(),
        summary=" ".join(part for part in (page.feed_summary(), note) if part),
        url=page.url,
        published_at=page.published_at,
        updated_at=page.last_published_at or page.published_at,
        categories=(*categories, AI_TERM) if page.ai_made else categories,
    )


def lasting_id(key: UUID, language: str) -> str:
    """The id of a page in one language, whatever its address becomes."""
    return uuid5(key, language).urn


class LanguageFeed(Feed):
    """A feed in the language of its address; its methods get the language's code as their object, and `items` gives
    entries."""

    feed_type = SteadyAtom

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)
        response["ETag"] = etag = quote_etag(digest(response.content))
        modified = parse_http_date_safe(response.get("Last-Modified", ""))
        return get_conditional_response(request, etag, modified, response) or response

    def get_object(self, request: HttpRequest, **kwargs: Any) -> Any:
        return languages.current()

    def author_name(self, obj: Any) -> str:
        return _("Jauap")

    def items(self, obj: Any) -> Iterable[Entry]:
        raise NotImplementedError

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return escape(item.summary)  # Django calls it HTML

    def item_link(self, item: Entry) -> str:
        return absolute(item.url)

    def item_guid(self, item: Entry) -> str:
        return item.id

    def item_author_name(self, item: Entry) -> str | None:
        return item.author or None

    def item_categories(self, item: Entry) -> tuple[str, ...]:
        return item.categories

    def item_pubdate(self, item: Entry) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Entry) -> datetime | None:
        return item.updated_at
