"""Where an address leads: the page, those above it, and its versions in the other languages, in two queries.

Wagtail's own descent asks for every level anew (10 queries at depth 4).
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.models import Page

from portal import languages
from portal.tree import public_path, tree

FIELDS = ("id", "title", "url_path", "live", "translation_key", "locale_id", "content_type_id", "path", "depth")


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

    `page` is the live page (a plain row) or None; `above` are the live pages over it or, when there is none, over the
    address, from the front page down; `versions` are the live versions by language.
    """

    language: str
    page: Page | None = None
    above: list[Page] = field(default_factory=list)
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
        rows = list(Page.objects.filter(url_path__in=own, live=True).only(*FIELDS).order_by("depth"))
        if rows and rows[-1].url_path == own[-1]:
            place.page = rows.pop()
        place.above = rows
    if place.page is not None:
        place.versions = versions(place.page)
    else:
        full = [other.url_path + rest for other in homes.values() if other.language != language]
        elsewhere = Page.objects.filter(url_path__in=full, live=True).only(*FIELDS).order_by("pk").first()
        if elsewhere is not None:
            place.versions = versions(elsewhere, open_only=True)
    return place


def of(page: Page) -> Place:
    """The place of a page that was not reached by its address, as in a preview."""
    language = tree().language_of(page.locale_id)
    above = list(page.get_ancestors().filter(depth__gt=1, live=True).only(*FIELDS)) if page.pk and page.path else []
    return Place(language, page, above, versions(page))


def versions(page: Page, *, open_only: bool = False) -> dict[str, Version]:
    """The live versions of `page` by language, in the portal's order; one query, and one more with `open_only`, which
    leaves out what not everyone may see."""
    rows = Page.objects.filter(translation_key=page.translation_key, live=True)
    if open_only:
        rows = rows.public()
    found = {
        tree().language_of(locale_id): (url_path, title)
        for locale_id, url_path, title in rows.values_list("locale_id", "url_path", "title")
    }
    return {
        code: Version(code, public_path(found[code][0]), found[code][1]) for code in languages.CODES if code in found
    }


def prefixes(rest: str) -> list[str]:
    """ "a/b/" → ["", "a/", "a/b/"]."""
    parts = [part for part in rest.split("/") if part]
    return ["".join(f"{part}/" for part in parts[:length]) for length in range(len(parts) + 1)]
