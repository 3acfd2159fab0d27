"""Links in rich text: all of a page's in two queries, each to the reader's own language.

Wagtail keeps a link to a page as its id and, shown the plain way, looks it up one by one (40 queries for 20 links).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from portal import languages, sql
from portal.html import clean
from portal.tree import Spot, public_path, spot_of, tree

# The linked pages, each with its live versions.
_LINKED = """
SELECT linked.id, linked.url_path, version.locale_id, version.url_path FROM wagtailcore_page linked
JOIN wagtailcore_page version ON version.translation_key = linked.translation_key
WHERE linked.id IN ({}) AND version.live
"""


def page_paths(ids: Iterable[str], language: str) -> dict[str, str]:
    """Public paths of the pages `ids` in `language`, by id, in one query.

    A page that is live in other languages only keeps its path in `language`, where it is offered in those it has.
    What is live nowhere is not among them.
    """
    wanted = [int(id_) for id_ in {*ids} if id_.isdecimal()]
    if not wanted:
        return {}
    own: dict[int, str] = {}
    live: dict[int, dict[str, str]] = defaultdict(dict)
    for linked, url_path, locale_id, version_path in sql.rows(_LINKED.format(sql.marks(wanted)), wanted):
        own[linked] = url_path
        live[linked][tree().language_of(locale_id)] = version_path
    paths: dict[str, str] = {}
    for linked, found in live.items():
        if language in found:
            path = public_path(found[language])
        else:
            spot = spot_of(own[linked])
            path = Spot(language, spot.rest).path if spot else ""
        if path:
            paths[str(linked)] = path
    return paths


class LocalPageLinkHandler(PageLinkHandler):
    """Wagtail's handler of links to pages, with the look-ups of one text in one query."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        paths = page_paths((attrs.get("id", "") for attrs in attrs_list), languages.current())
        return [anchor(paths.get(attrs.get("id", ""))) for attrs in attrs_list]


def anchor(path: str | None) -> str:
    """The opening tag of a link to `path`; without a path, one that leads nowhere."""
    return f'<a href="{escape(path)}">' if path else "<a>"


def sources_of(page: Page) -> Iterator[str]:
    """Every rich text of `page`, as stored."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _strings(getattr(page, field.name).raw_data)
        elif isinstance(field, RichTextField):
            yield getattr(page, field.name) or ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if "<a " in value:
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif hasattr(value, "__iter__"):
        for item in value:
            yield from _strings(item)


class Links:
    """The targets of all links in some rich texts; looked up at the first need, then known."""

    def __init__(self, sources: Iterable[str], language: str) -> None:
        self._sources = sources
        self._language = language

    @cached_property
    def _wanted(self) -> dict[str, set[str]]:
        wanted: dict[str, set[str]] = {"page": set(), "document": set()}
        for source in self._sources:
            for attributes in FIND_A_TAG.findall(source):
                attrs = extract_attrs(attributes)
                if attrs.get("linktype") in wanted:
                    wanted[attrs["linktype"]].add(attrs.get("id", ""))
        return wanted

    @cached_property
    def _paths(self) -> dict[str, dict[str, str]]:
        files = {id_ for id_ in self._wanted["document"] if id_.isdecimal()}
        return {
            "page": page_paths(self._wanted["page"], self._language),
            "document": {str(doc.pk): doc.url for doc in get_document_model().objects.filter(pk__in=files)}
            if files
            else {},
        }

    def expand(self, source: str) -> str:
        """`source` as stored, with its links as readers need them."""
        if "linktype" not in source:
            return source
        return FIND_A_TAG.sub(self._replace, source)

    def _replace(self, match: re.Match[str]) -> str:
        attrs = extract_attrs(match.group(1))
        kind = attrs.get("linktype")
        return anchor(self._paths.get(kind, {}).get(attrs.get("id", ""))) if kind else match.group(0)


def rich(value: RichText | str | None, links: Links | None = None) -> SafeString:
    """Rich text from staff, safe to show: its links from `links` (else looked up for this text alone), then cleaned."""
    source = value.source if isinstance(value, RichText) else (value or "")
    return clean(links.expand(source) if links else expand_db_html(source))
