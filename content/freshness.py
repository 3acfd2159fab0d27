"""How fresh the portal is: of every section below a front page, whatever types of pages it holds."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db.models import Max, Q
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Page

from content.rules.freshness import Freshness, Norm, Publication, due, freshness, is_late
from portal import dates
from portal.calendar import production_calendar
from portal.memory import kept_for
from portal.pages import BasePage
from portal.tree import public_path, tree
from portal.visibility import open_to_all

MINUTES: Final = 5  # the public figures are counted anew so often
DEPTH: Final = 3  # of a section: the root, a front page, a section
_SECTION: Final = DEPTH * Page.steplen


@dataclass(frozen=True, slots=True)
class Section:
    """A section in one language with its figures."""

    path: str
    title: str
    url: str
    language: str
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class Late:
    """A page whose term is over: `published` is None while it is not out. Versions with the same dates are one thing,
    named in the first of their `languages`."""

    pk: int
    title: str
    languages: tuple[str, ...]
    section: str
    received: date
    due: date
    published: date | None


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    key: UUID  # the same in all its languages
    path: str
    locale: int
    title: str
    received: date
    published: date | None

    @property
    def section(self) -> str:
        return self.path[:_SECTION]

    @property
    def publication(self) -> Publication:
        return Publication(self.received, self.published)


def told(language: str) -> tuple[list[Section], datetime]:
    """The sections for readers in `language`, and when their figures were counted. Figures may be old for minutes;
    whether a section is public is asked anew."""
    found, counted_at = _counted(language)
    paths = Page.objects.filter(path__in=[section.path for section in found])
    public = set(open_to_all(paths).values_list("path", flat=True))
    return [section for section in found if section.path in public], counted_at


@kept_for(MINUTES * 60)
def _counted(language: str) -> tuple[list[Section], datetime]:
    return sections(language), timezone.now()


def sections(language: str) -> list[Section]:
    """The public sections in `language`, in the order of the tree; three queries."""
    home = tree().homes.get(language)
    if home is None:
        return []
    today, calendar = timezone.localdate(), production_calendar()
    below = open_to_all(Page.objects.filter(path__startswith=home.path, depth__gte=DEPTH))
    news = Q(content_type__app_label__in=[app for app, _ in _news()], content_type__model__in=[m for _, m in _news()])
    changed = {
        row["section"]: row
        for row in below.order_by()
        .annotate(section=Substr("path", 1, _SECTION))
        .values("section")
        .annotate(updated=Max("last_published_at"), newest=Max("first_published_at", filter=news))
    }
    publications: dict[str, list[Publication]] = defaultdict(list)
    for row in rows(home.path, today):
        publications[row.section].append(row.publication)
    found = []
    for path, title, url_path in below.filter(depth=DEPTH).order_by("path").values_list("path", "title", "url_path"):
        newest = _day(changed[path]["newest"])
        figures = freshness(
            publications[path],
            updated=_day(changed[path]["updated"]),
            newest=newest,
            norm=Norm.DAILY if newest else Norm.WITHIN_TERM,
            today=today,
            calendar=calendar,
        )
        found.append(Section(path, title, public_path(url_path), language, figures))
    return found


def late(languages: Sequence[str], only: Container[int] | None = None, *, out: bool = True) -> list[Late]:
    """What is late in `languages`, of the pages `only` where given: first what is not out, the longest waiting on top;
    then, unless `out` is False, what came out late within the year, the newest on top. For staff alone: drafts are
    among them."""
    today, calendar = timezone.localdate(), production_calendar()
    found: dict[Any, Late] = {}
    titles = dict(Page.objects.filter(depth=DEPTH).values_list("path", "title"))
    for language in languages:
        home = tree().homes.get(language)
        if home is None:
            continue
        for row in rows(home.path, today, out=out):
            if not is_late(row.publication, today, calendar) or (only is not None and row.pk not in only):
                continue
            same = (row.key, row.received, row.published)
            if same in found:
                found[same] = replace(found[same], languages=(*found[same].languages, language))
                continue
            term = due(row.received, calendar)
            section = titles.get(row.section, "")
            found[same] = Late(row.pk, row.title, (language,), section, row.received, term, row.published)
    waiting = sorted((row for row in found.values() if row.published is None), key=lambda row: (row.due, row.pk))
    published = sorted(
        (row for row in found.values() if row.published), key=lambda row: (row.published, row.pk), reverse=True
    )
    return [*waiting, *published]


def rows(home_path: str, today: date, *, out: bool = True) -> Iterator[_Row]:
    """The pages below a front page that say when their data came: those that never came out and, unless `out` is
    False, those that did within a year. One query over all types of pages."""
    since = dates.begins(today - timedelta(days=366))
    wanted = Q(live=False, first_published_at__isnull=True)
    if out:
        wanted |= Q(live=True, first_published_at__gte=since)
    parts = [
        model.objects.filter(wanted, path__startswith=home_path, data_received__isnull=False)
        .order_by()
        .values_list("pk", "translation_key", "path", "locale_id", "title", "data_received", "first_published_at")
        for model in _types()
    ]
    for pk, key, path, locale, title, received, published in parts[0].union(*parts[1:], all=True):
        yield _Row(pk, key, path, locale, title, received, _day(published))


def _day(moment: datetime | None) -> date | None:
    return dates.local(moment) if moment else None


@cache
def _types() -> list[Any]:
    """Every type of page of the portal but the front page."""
    return [
        model for model in apps.get_models() if issubclass(model, BasePage) and model._meta.label != "home.HomePage"
    ]


@cache
def _news() -> list[tuple[str, str]]:
    """The types that are news, as content types name them."""
    return [(model._meta.app_label, model._meta.model_name) for model in _types() if model.search_kind == "news"]
