"""The feeds of answers: one per language, and in it one per topic, region and agency. They say what pages say."""

from typing import Any, Final

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from directory import selectors as directory
from directory.models import Agency, Named, Region, Topic
from portal import languages
from portal.feeds import Entry, LanguageFeed
from portal.tree import absolute
from qa.models import PublishedQuestion

NEWEST = 30
WORDS = 60  # of an answer that a feed shows
MODELS: Final[dict[str, type[Named]]] = {"topic": Topic, "region": Region, "agency": Agency}


def entry_of_answer(row: PublishedQuestion) -> Entry:
    """An answer as an entry of a feed that holds other things too; its address never changes."""
    return Entry(
        id=absolute(row.get_absolute_url()),
        title=row.title,
        summary=Truncator(strip_tags(row.answer)).words(WORDS),
        url=row.get_absolute_url(),
        published_at=row.answered_at,
        updated_at=max((at for at in (row.answered_at, row.corrected_at) if at), default=None),
        author=row.agency.name if row.agency else "",
        categories=(_("Questions and answers"), *(named.name for named in (row.topic, row.region) if named)),
    )


class AnswersFeed(LanguageFeed):
    """Atom: the newest answers in one language."""

    def get_object(self, request: HttpRequest, **kwargs: Any) -> Any:
        return None

    def title(self, obj: Any) -> str:
        return _("Jauap: answers to citizens' questions")

    def subtitle(self, obj: Any) -> str:
        return _("Questions of citizens and the answers of state bodies.")

    def link(self, obj: Any) -> str:
        return absolute(reverse("qa:list"))

    def feed_url(self, obj: Any) -> str:
        return absolute(reverse("qa:feed"))

    def items(self, obj: Any) -> list[Entry]:
        rows = PublishedQuestion.objects.public().answered().in_language(languages.current())
        if obj is not None:
            rows = rows.filter(**{obj.kind: obj.row})
        rows = rows.select_related("agency", "topic", "region").order_by("-answered_at", "-pk")[:NEWEST]
        return [entry_of_answer(row) for row in rows]


class Shelf:
    """What a feed is limited to: `kind` is the field of the published row."""

    def __init__(self, kind: str, row: Named) -> None:
        self.kind, self.row = kind, row


class ShelfFeed(AnswersFeed):
    """Atom: the newest answers on one topic, in one region or of one agency."""

    def get_object(self, request: HttpRequest, **kwargs: Any) -> Shelf:
        kind = kwargs["kind"]
        row = directory.keyed(MODELS[kind], kwargs["key"])
        if row is None:
            raise Http404
        return Shelf(kind, row)

    def title(self, obj: Shelf) -> str:
        return f"{super().title(obj)}: {obj.row.name}"

    def link(self, obj: Shelf) -> str:
        return absolute(reverse(f"qa:{obj.kind}", kwargs={"key": obj.row.key}))

    def feed_url(self, obj: Shelf) -> str:
        return absolute(reverse(f"qa:{obj.kind}-feed", kwargs={"key": obj.row.key}))
