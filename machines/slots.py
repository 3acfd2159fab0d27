"""What this app puts into every page: the feeds that a page belongs to, in its head; the page of subscriptions, in the
footer; and what that page lists."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page

from directory import selectors as directory
from directory.models import Topic
from machines.feeds import KINDS, SECTIONS
from portal import languages
from portal.sitemaps import Entry, everywhere
from portal.subscriptions import Offer
from portal.tree import tree
from portal.visibility import open_to_all
from search.registry import registry


def head_links(context: dict[str, Any]) -> str:
    """The feeds of the page's section, kind and topics, where feed readers look for them."""
    page = context.get("page")
    found: list[tuple[str, str]] = []
    if isinstance(page, SECTIONS) and page.pk:
        found.append((page.title, reverse("machines:section", kwargs={"pk": page.pk})))
    kind = getattr(page, "search_kind", None)
    if kind in KINDS:
        found.append((registry.sources[kind].label(), reverse("machines:kind", kwargs={"kind": kind})))
    if page is not None:
        topics = context.get("topics") or ()
        found += [(topic.name, reverse("machines:topic", kwargs={"key": topic.key})) for topic in topics]
    return format_html_join("", '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">', found)


def subscribe_link(context: dict[str, Any]) -> str:
    """The first of the ways to subscribe."""
    return format_html(
        '<li><a href="{}">{}</a></li>', reverse("machines:subscribe"), _("All feeds, calendars and data")
    )


def feeds() -> Iterator[Offer]:
    """The feeds of the whole language and of each kind."""
    yield Offer("feeds", _("Everything new"), reverse("machines:everything"), "Atom")
    for kind in KINDS:
        yield Offer("feeds", registry.sources[kind].label(), reverse("machines:kind", kwargs={"kind": kind}), "Atom")


def data() -> Iterator[Offer]:
    """Pages as data."""
    yield Offer("data", _("All pages: a table (CSV)"), reverse("page_data:csv"), "CSV")


def sections() -> Iterator[Offer]:
    """The feed of each section, in the order of the tree; one query."""
    home = tree().homes.get(languages.current())
    if home is None:
        return
    rows = open_to_all(Page.objects.filter(path__startswith=home.path)).exact_type(*SECTIONS).order_by("path")
    for pk, title in rows.values_list("pk", "title"):
        yield Offer("sections", title, reverse("machines:section", kwargs={"pk": pk}), "Atom")


def topics() -> Iterator[Offer]:
    """The feed of each topic in use, in the order of the alphabet."""
    for topic in directory.alphabetical(Topic, languages.current()):
        yield Offer("topics", topic.name, reverse("machines:topic", kwargs={"key": topic.key}), "Atom")


def services(language: str) -> Iterator[Entry]:
    """The page of subscriptions in the sitemap."""
    yield everywhere(language, reverse("machines:subscribe"))
