"""The feed of answers, one per language: what the public pages say, and nothing else."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal import languages
from portal.serving import finish
from portal.tree import absolute
from qa.models import PublishedQuestion

NEWEST = 30


class AnswersFeed(Feed):
    """Atom: the newest answers in one language."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return finish(request, super().__call__(request, *args, **kwargs))  # type: ignore[return-value]

    def title(self) -> str:
        return _("Jauap: answers to citizens' questions")

    def subtitle(self) -> str:
        return _("Questions of citizens and the answers of state bodies.")

    def link(self) -> str:
        return absolute(reverse("qa:list"))

    def feed_url(self) -> str:
        return absolute(reverse("qa:feed"))

    def items(self) -> list[PublishedQuestion]:
        rows = PublishedQuestion.objects.public().answered().in_language(languages.current())
        return list(rows.select_related("agency", "topic").order_by("-answered_at", "-pk")[:NEWEST])

    def item_title(self, item: PublishedQuestion) -> str:
        return item.title

    def item_description(self, item: PublishedQuestion) -> str:
        return Truncator(strip_tags(item.answer)).words(60)

    def item_link(self, item: PublishedQuestion) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: PublishedQuestion) -> str:
        return absolute(item.get_absolute_url())

    def item_author_name(self, item: PublishedQuestion) -> str:
        return item.agency.name if item.agency else ""

    def item_categories(self, item: PublishedQuestion) -> list[str]:
        return [item.topic.name] if item.topic else []

    def item_pubdate(self, item: PublishedQuestion) -> datetime | None:
        return item.answered_at

    def item_updateddate(self, item: PublishedQuestion) -> datetime | None:
        return item.corrected_at or item.answered_at
