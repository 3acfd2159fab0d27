"""The front pages, the languages and the menus, as they are now (`portal.memory` keeps them for a few seconds)."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Locale, Page, Site

from portal import languages
from portal.memory import brief


@dataclass(frozen=True, slots=True)
class Home:
    """The front page of one language; `url_path` is Wagtail's own path of it ("/home-ru/")."""

    language: str
    pk: int
    path: str
    url_path: str
    title: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The site with its front pages by language code, in the portal's order, and the locales by their key."""

    site: Site | None
    homes: dict[str, Home]
    locales: dict[int, Locale]

    def language_of(self, locale_id: int) -> str:
        return self.locales[locale_id].language_code


@brief
def tree() -> Tree:
    """The present tree; three queries when it is not in memory."""
    locales = {locale.pk: locale for locale in Locale.objects.all()}
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    homes: dict[str, Home] = {}
    if site is not None:
        rows = Page.objects.filter(translation_key=site.root_page.translation_key, live=True)
        found = {
            locales[row["locale_id"]].language_code: row
            for row in rows.values("pk", "locale_id", "path", "url_path", "title")
        }
        homes = {
            code: Home(code, found[code]["pk"], found[code]["path"], found[code]["url_path"], found[code]["title"])
            for code in languages.CODES
            if code in found
        }
    return Tree(site, homes, locales)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an address below a front page leads: `rest` is the path after the language ("guidance/flood/")."""

    language: str
    rest: str

    @property
    def path(self) -> str:
        """The public path, from the root of the site."""
        return f"/{self.language}/{self.rest}"


def spot_of(url_path: str) -> Spot | None:
    """The place of Wagtail's `url_path` among the front pages; None for one outside of them."""
    for home in tree().homes.values():
        if url_path.startswith(home.url_path):
            return Spot(home.language, url_path[len(home.url_path) :])
    return None


def public_path(url_path: str) -> str:
    """The public path of Wagtail's `url_path`; "" for a page outside the site."""
    spot = spot_of(url_path)
    return spot.path if spot else ""


def absolute(path: str) -> str:
    """The whole address of a public path."""
    return f"{settings.BASE_URL}{path}"


@brief
def menu_pages(language: str) -> tuple[tuple[str, str], ...]:
    """The pages of the main menu: (public path, title), in the order of the tree."""
    home = tree().homes.get(language)
    if home is None:
        return ()
    rows = Page.objects.filter(path__startswith=home.path, depth=3, live=True, show_in_menus=True).order_by("path")
    return tuple((public_path(url_path), title) for url_path, title in rows.values_list("url_path", "title"))
