"""Feeds over all kinds of pages: of a whole language, of one kind, of a section, of a topic. Answers are in the first
and the last."""

from datetime import UTC, datetime
from typing import Any, Final

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from content.pages import SectionPage
from directory import selectors as directory
from directory.models import PageTopic, Topic
from machines.open_data import kinds
from portal import languages
from portal.feeds import LENGTH, Entry, LanguageFeed, entry_of
from portal.tree import public_path, tree
from portal.visibility import open_to_all
from press.pages import PressSectionPage
from qa.feeds import entry_of_answer
from qa.models import PublishedQuestion
from search.registry import registry

KINDS: Final = ("news", "infographic", "video", "guidance", "document")  # those that have no feed of their own app
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
SECTIONS: Final = (PressSectionPage, SectionPage)


def pages(language: str) -> PageQuerySet:
    """The public pages in `language` of all kinds but sections, the newest first."""
    types = set(kinds.page_types()) - set(kinds.types_of("section"))
    home = tree().homes.get(language)
    rows = open_to_all(Page.objects.filter(path__startswith=home.path if home else "-", content_type__in=types))
    return rows.order_by("-first_published_at", "-pk")


def entries(rows: PageQuerySet) -> list[Entry]:
    """Rows of `pages` as entries, each with the name of its kind: a query for each type among them."""
    found = []
    for page in rows.specific()[:LENGTH]:
        page.locale = tree().locales[page.locale_id]
        found.append(entry_of(page, registry.sources[page.search_kind].label()))
    return found


def newest(*lists: list[Entry]) -> list[Entry]:
    """The newest of all `lists`."""
    found = [entry for entries_ in lists for entry in entries_]
    return sorted(found, key=lambda entry: entry.published_at or _NEVER, reverse=True)[:LENGTH]


def answers(language: str, **narrow: Any) -> list[Entry]:
    """The newest answers in `language`."""
    rows = PublishedQuestion.objects.public().answered().in_language(language).filter(**narrow)
    rows = rows.select_related("agency", "topic", "region").order_by("-answered_at", "-pk")[:LENGTH]
    return [entry_of_answer(row) for row in rows]


class EverythingFeed(LanguageFeed):
    """Everything that is published in one language: pages of all kinds, and answers."""

    def title(self, language: str) -> str:
        return f"{_('Jauap')}: {_('Everything new')}"

    def subtitle(self, language: str) -> str:
        return _("News, briefings, fact-checks, guidance, documents and answers to questions")

    def link(self, language: str) -> str:
        return f"/{language}/"

    def feed_url(self, language: str) -> str:
        return reverse("machines:everything")

    def items(self, language: str) -> list[Entry]:
        return newest(entries(pages(language)), answers(language))


class KindFeed(LanguageFeed):
    """The pages of one kind."""

    def get_object(self, request: HttpRequest, **kwargs: Any) -> str:
        if kwargs["kind"] not in KINDS:
            raise Http404
        return str(kwargs["kind"])

    def title(self, kind: str) -> str:
        return f"{_('Jauap')}: {registry.sources[kind].label()}"

    def link(self, kind: str) -> str:
        return f"/{languages.current()}/"

    def feed_url(self, kind: str) -> str:
        return reverse("machines:kind", kwargs={"kind": kind})

    def items(self, kind: str) -> list[Entry]:
        return entries(pages(languages.current()).filter(content_type__in=kinds.types_of(kind)))


class SectionFeed(LanguageFeed):
    """What is in one section, at any depth; its address holds the section's key, which no renaming changes."""

    def get_object(self, request: HttpRequest, **kwargs: Any) -> Page:
        home = tree().homes.get(languages.current())
        rows = open_to_all(Page.objects.filter(pk=kwargs["pk"], path__startswith=home.path if home else "-"))
        page = rows.exact_type(*SECTIONS).first()
        if page is None:
            raise Http404
        return page

    def title(self, section: Page) -> str:
        return f"{_('Jauap')}: {section.title}"

    def link(self, section: Page) -> str:
        return public_path(section.url_path)

    def feed_url(self, section: Page) -> str:
        return reverse("machines:section", kwargs={"pk": section.pk})

    def items(self, section: Page) -> list[Entry]:
        return entries(pages(languages.current()).descendant_of(section))


class TopicFeed(LanguageFeed):
    """Everything on one topic: pages of all kinds, and answers."""

    def get_object(self, request: HttpRequest, **kwargs: Any) -> Topic:
        row = directory.keyed(Topic, kwargs["key"])
        if row is None:
            raise Http404
        return row

    def title(self, topic: Topic) -> str:
        return f"{_('Jauap')}: {topic.name}"

    def subtitle(self, topic: Topic) -> str:
        return _("News, briefings, fact-checks, guidance, documents and answers to questions")

    def link(self, topic: Topic) -> str:
        return f"{reverse('search')}?topic={topic.key}"

    def feed_url(self, topic: Topic) -> str:
        return reverse("machines:topic", kwargs={"key": topic.key})

    def items(self, topic: Topic) -> list[Entry]:
        about = PageTopic.objects.filter(topic=topic).values("page")
        language = languages.current()
        return newest(entries(pages(language).filter(pk__in=about)), answers(language, topic=topic))
