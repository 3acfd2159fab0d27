"""What the portal's feeds share: Atom, one per language, the same for every reader."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal import languages

AI_GENERATED = "ai-generated"
SHARED_SECONDS = 120  # how long a shared cache may hold a feed: readers' programs ask far less often


def told(item: Any, text: str) -> str:
    """The summary of an entry, with a sentence for people where its text was made with AI."""
    return f"{text} {_('This text was made with AI.')}".strip() if getattr(item, "ai_made", False) else text


class LanguageFeed(Feed):
    """A feed in the language of its address; its methods get the language's code as their object."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)
        return response

    def item_categories(self, item: Any) -> list[str]:
        """Programs are told which texts were made with AI, by the word that the pages' own heads use."""
        return [AI_GENERATED] if getattr(item, "ai_made", False) else []

    def get_object(self, request: HttpRequest) -> str:
        return languages.current()
