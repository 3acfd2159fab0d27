"""The feeds of answers: one per language, and in it one per topic, region and agency. They say what pages say."""

from datetime import UTC, datetime
from typing import Any, Final

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from directory import selectors as directory
from directory.models import Agency, Named, Region, Topic
from portal import languages
from portal.serving import finish
from portal.tree import absolute
from qa.models import PublishedQuestion

NEWEST = 30
MODELS: Final[dict[str, type[Named]]] = {"topic": Topic, "region": Region, "agency": Agency}
_BEGINNING: Final = datetime(2020, 1, 1, tzinfo=UTC)


class SteadyAtom(Atom1Feed):
    """Atom whose bytes change only when its entries do: Django dates an empty feed by the present moment."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _BEGINNING


class AnswersFeed(Feed):
    """Atom: the newest answers in one language."""

    feed_type = SteadyAtom

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return finish(request, super().__call__(request, *args, **kwargs))  # type: ignore[return-value]

    def title(self, obj: Any) -> str:
        return _("Jauap: answers to citizens' questions")

    def subtitle(self, obj: Any) -> str:
        return _("Questions of citizens and the answers of state bodies.")

    def author_name(self, obj: Any) -> str:
        return _("Jauap")

    def link(self, obj: Any) -> str:
        return absolute(reverse("qa:list"))

    def feed_url(self, obj: Any) -> str:
        return absolute(reverse("qa:feed"))

    def items(self, obj: Any) -> list[PublishedQuestion]:
        rows = PublishedQuestion.objects.public().answered().in_language(languages.current())
        if obj is not None:
            rows = rows.filter(**{obj.kind: obj.row})
        return list(rows.select_related("agency", "topic", "region").order_by("-answered_at", "-pk")[:NEWEST])

    def item_title(self, item: PublishedQuestion) -> str:
        return item.title

    def item_description(self, item: PublishedQuestion) -> str:
        return Truncator(strip_tags(item.answer)).words(60)

    def item_link(self, item: PublishedQuestion) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: PublishedQuestion) -> str:
        return absolute(item.get_absolute_url())

    def item_author_name(self, item: PublishedQuestion) -> str:
        return item.agency.name if item.agency else _("Jauap")

    def item_categories(self, item: PublishedQuestion) -> list[str]:
        return [row.name for row in (item.topic, item.region) if row]

    def item_pubdate(self, item: PublishedQuestion) -> datetime | None:
        return item.answered_at

    def item_updateddate(self, item: PublishedQuestion) -> datetime | None:
        return max((at for at in (item.answered_at, item.corrected_at) if at), default=None)


class Shelf:
    """What a feed is limited to: `kind` is the field of the published row."""

    def __init__(self, kind: str, row: Named) -> None:
        self.kind, self.row = kind, row


class ShelfFeed(AnswersFeed):
    """Atom: the newest answers on one topic, in one region or of one agency."""

    def get_object(self, request: HttpRequest, kind: str, key: str) -> Shelf:
        row = directory.keyed(MODELS[kind], key)
        if row is None:
            raise Http404
        return Shelf(kind, row)

    def title(self, obj: Shelf) -> str:
        return f"{super().title(obj)}: {obj.row.name}"

    def link(self, obj: Shelf) -> str:
        return absolute(reverse(f"qa:{obj.kind}", kwargs={"key": obj.row.key}))

    def feed_url(self, obj: Shelf) -> str:
        return absolute(reverse(f"qa:{obj.kind}-feed", kwargs={"key": obj.row.key}))
