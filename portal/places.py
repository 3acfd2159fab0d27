"""Where an address leads: the page, those above it, and its versions in the other languages, in two queries.

Wagtail's own descent asks for every level anew (10 queries at depth 4). The two are written by hand, since every page
of the portal makes them (`portal.sql`).
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal import languages, sql
from portal.tree import public_path, tree

_AT = """
SELECT id, title, url_path, locale_id, content_type_id, path, depth FROM wagtailcore_page
WHERE live AND url_path IN ({}) ORDER BY depth, id
"""
_VERSIONS = """
SELECT version.id, version.locale_id, version.url_path, version.title FROM wagtailcore_page page
JOIN wagtailcore_page version ON version.translation_key = page.translation_key
WHERE page.id = %s AND version.live
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A page as its address, its crumbs and its type need it."""

    pk: int
    title: str
    url_path: str
    locale_id: int
    content_type_id: int
    path: str
    depth: int

    @property
    def specific_class(self) -> Any:
        """The model of the page's own type; None for one that is gone."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()


@dataclass(frozen=True, slots=True)
class Version:
    """A live version of a page in one language."""

    code: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way down to a page."""

    url: str
    title: str


@dataclass(slots=True)
class Place:
    """What is at an address in `language`.

    `page` is the live page (a row) or None; `above` are the live pages over it or, when there is none, over the
    address, from the front page down; `versions` are the live versions by language.
    """

    language: str
    page: Row | None = None
    above: list[Row] = field(default_factory=list)
    versions: dict[str, Version] = field(default_factory=dict)

    def crumbs(self) -> list[Crumb]:
        """The way from the front page to what lies above the page; empty on the front page itself."""
        return [
            Crumb(public_path(row.url_path), _("Front page") if row.depth == 2 else row.title) for row in self.above
        ]


def find(language: str, rest: str) -> Place:
    """The place at `rest` ("guidance/flood/") below the front page of `language`."""
    homes = tree().homes
    place = Place(language)
    home = homes.get(language)
    if home is not None:
        own = [home.url_path + prefix for prefix in prefixes(rest)]
        rows = _at(own)
        if rows and rows[-1].url_path == own[-1]:
            place.page = rows.pop()
        place.above = rows
    if place.page is not None:
        place.versions = versions(place.page.pk)
    else:
        full = [other.url_path + rest for other in homes.values() if other.language != language]
        elsewhere = min(_at(full), key=lambda row: row.pk, default=None)
        if elsewhere is not None:
            place.versions = versions(elsewhere.pk, open_only=True)
    return place


def of(page: Page) -> Place:
    """The place of a page that was not reached by its address, as in a preview."""
    language = tree().language_of(page.locale_id)
    saved = bool(page.pk and page.path)
    above = [_row(found) for found in page.get_ancestors().filter(depth__gt=1, live=True)] if saved else []
    return Place(language, _row(page), above, versions(page.pk) if saved else {})


def _row(page: Page) -> Row:
    return Row(
        page.pk, page.title, page.url_path, page.locale_id, page.content_type_id or 0, page.path or "", page.depth or 0
    )


def _at(url_paths: list[str]) -> list[Row]:
    """The live pages at `url_paths`, from the top down."""
    return [Row(*found) for found in sql.rows(_AT.format(sql.marks(url_paths)), url_paths)] if url_paths else []


def versions(pk: int, *, open_only: bool = False) -> dict[str, Version]:
    """The live versions of the page `pk` by language, in the portal's order; one query, and two more with `open_only`,
    which leaves out what not everyone may see."""
    rows = sql.rows(_VERSIONS, (pk,))
    if open_only:
        shown = set(Page.objects.filter(pk__in=[row[0] for row in rows]).public().values_list("pk", flat=True))
        rows = [row for row in rows if row[0] in shown]
    found = {tree().language_of(locale_id): (url_path, title) for _pk, locale_id, url_path, title in rows}
    return {
        code: Version(code, public_path(found[code][0]), found[code][1]) for code in languages.CODES if code in found
    }


def prefixes(rest: str) -> list[str]:
    """ "a/b/" → ["", "a/", "a/b/"]."""
    parts = [part for part in rest.split("/") if part]
    return ["".join(f"{part}/" for part in parts[:length]) for length in range(len(parts) + 1)]
