"""The sitemaps of Wagtail's pages, a map for each kind that an app names; what none names is in "pages"."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q
from wagtail.models import Page, PageLogEntry

from portal import languages, sitemaps
from portal.memory import brief
from portal.sitemaps import Entry, Extra, State
from portal.tree import public_path, tree
from portal.visibility import open_to_all

Extras = Callable[[Collection[int]], dict[int, tuple[Extra, ...]]]
REST: Final = "pages"


@dataclass(frozen=True, slots=True)
class PageMap:
    """The public pages of the types `models`; none: of all types that no other map names. `extras` gives pages' keys
    what extensions say of them."""

    kind: str
    models: tuple[type[Page], ...] = ()
    extras: Extras | None = None

    def states(self) -> dict[str, State]:
        types, found = self._types(), defaultdict(list)
        held, touched_at = _held()
        for (content_type, language), one in held.items():
            if (content_type in types) is not (self.kind == REST):
                found[language].append(one)
        return {
            code: State(sum(count for count, _at in rows), max((at for _n, at in rows if at), default=None), touched_at)
            for code, rows in found.items()
        }

    def entries(self, language: str, start: int, stop: int) -> Iterator[Entry]:
        rows, last, left = self._rows(language), 0, stop - start
        while left > 0:
            portion = list(
                rows.filter(pk__gt=last).values_list("pk", "translation_key", "url_path", "last_published_at")[
                    start : start + min(left, sitemaps.PORTION)
                ]
            )
            if not portion:
                return
            last, left, start = portion[-1][0], left - len(portion), 0
            yield from self._entries(language, portion)

    def _entries(self, language: str, portion: list[Any]) -> Iterator[Entry]:
        paths = versions([row[1] for row in portion])
        extras = self.extras([row[0] for row in portion]) if self.extras else {}
        for pk, key, url_path, changed_at in portion:
            found = paths.get(key, {})
            alternates = tuple((code, found[code]) for code in languages.CODES if code in found)
            yield Entry(public_path(url_path), changed_at, alternates, extras.get(pk, ()))

    def newest(self, language: str, start: int, stop: int) -> datetime | None:
        rows = self._rows(language)[start:stop]
        found: datetime | None = rows.aggregate(at=Max("last_published_at"))["at"]
        return found

    def _types(self) -> set[int]:
        """The keys of its types; for the rest, of all types that others name."""
        models = self.models or tuple(model for one in _named for model in one.models)
        return {content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()}

    def _rows(self, language: str) -> Any:
        types, home = self._types(), tree().homes[language]
        rows = open_to_all(Page.objects.filter(path__startswith=home.path)).order_by("pk")
        return rows.exclude(content_type__in=types) if self.kind == REST else rows.filter(content_type__in=types)


_named: list[PageMap] = []
sitemaps.register(PageMap(REST))


def register(kind: str, *models: type[Page], extras: Extras | None = None) -> None:
    """Gives the pages of `models` a map of their own."""
    one = PageMap(kind, models, extras)
    _named[:] = [*(other for other in _named if other.kind != kind), one]
    sitemaps.register(one)


@brief
def _held() -> tuple[dict[tuple[int, str], tuple[int, datetime | None]], datetime | None]:
    """How many pages of each type there are in each language, with the last publication; and when anything was last
    done to any page (published, moved, unpublished, deleted, restricted): two queries for all maps."""
    homes = tree().homes.values()
    if not homes:
        return {}, None
    below = reduce(or_, (Q(path__startswith=home.path) for home in homes))
    rows = open_to_all(Page.objects.filter(below)).order_by().values_list("content_type", "locale")
    found = {
        (content_type, tree().language_of(locale)): (count, at)
        for content_type, locale, count, at in rows.annotate(count=Count("pk"), at=Max("last_published_at"))
    }
    return found, PageLogEntry.objects.aggregate(at=Max("timestamp"))["at"]


def versions(keys: Collection[Any]) -> dict[Any, dict[str, str]]:
    """The public paths of all public versions of the pages with the translation keys `keys`, by language; one query."""
    found: dict[Any, dict[str, str]] = defaultdict(dict)
    rows = open_to_all(Page.objects.filter(translation_key__in=keys))
    for key, locale, url_path in rows.values_list("translation_key", "locale", "url_path"):
        if path := public_path(url_path):
            found[key][tree().language_of(locale)] = path
    return found
