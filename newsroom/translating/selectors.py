"""Which stories lack a translation, which translations lag, by how much: reads, of few queries whatever the size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import BooleanField, Case, Count, DateTimeField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from newsroom.models import Piece, Standing
from newsroom.rules.translating import PERIODS, WAITING, State, hours_between, typical
from portal import languages, memory

HOME_DEPTH: Final = 2
SECTION: Final = Page.steplen * 3  # how much of a page's path names its section, the page below a front page
FRONT: Final = "front"  # the section of the front pages themselves


def locales() -> dict[str, Locale]:
    """The languages of the portal, in its order."""
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    return {code: found[code] for code in languages.CODES if code in found}


def originals() -> Any:
    """The pages that are no translation of another: of versions that nobody submitted, the oldest."""
    made = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
    )
    # Most pages have no alias: asked for plainly, SQLite would look all of them up for each page (208 s at 10,000).
    older = (
        Page.objects.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
        .annotate(mirrors=Coalesce("alias_of", Value(0)))
        .filter(~Exists(made), mirrors=0)
    )
    rows = Page.objects.filter(depth__gte=HOME_DEPTH, alias_of__isnull=True)
    return rows.filter(~Exists(made), ~Exists(older.order_by()))


def pieces(locale: Locale, at: datetime | None = None) -> Any:
    """Stories in another language that are public, or were given to translators: what there is to put into `locale`.

    Each with `target` (key of the page in that language), `state`, `since` (since when it waits), `urgent`, `holder`.
    """
    at = at or timezone.now()
    twins = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale=locale, alias_of__isnull=True
    ).order_by()
    standing = Standing.objects.filter(page__translation_key=OuterRef("translation_key"), page__locale=locale)
    work = Piece.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    submitted = Translation.objects.filter(source__object_id=OuterRef("translation_key"), target_locale=locale)
    rows = originals().exclude(locale=locale).filter(Q(live=True) | Exists(submitted))
    rows = rows.annotate(
        target=Subquery(twins.values("pk")[:1]),
        target_live=Subquery(twins.values("live")[:1]),
        stale_since=Subquery(standing.values("stale_since")[:1], output_field=DateTimeField()),
        urgent=Coalesce(Subquery(work.values("urgent")[:1], output_field=BooleanField()), Value(False)),
        holder=Subquery(work.in_hand(at).values("holder")[:1]),
    )
    began = Coalesce("first_published_at", "latest_revision_created_at", Value(at, DateTimeField()))
    return rows.annotate(
        state=Case(
            When(target__isnull=True, then=Value(State.MISSING.value)),
            When(target_live=False, then=Value(State.DRAFT.value)),
            When(stale_since__isnull=False, then=Value(State.STALE.value)),
            default=Value(State.PUBLISHED.value),
        ),
        since=Coalesce("stale_since", began),
    )


def in_order(rows: Any) -> Any:
    """As `newsroom.rules.translating.order` sorts them."""
    return rows.order_by("-urgent", "-since", "-pk")


@dataclass(frozen=True, slots=True)
class Section:
    """A page below the front page, in whichever languages it is."""

    key: str
    title: str
    paths: tuple[str, ...]


@dataclass(slots=True)
class Sections:
    """The sections of the tree, by their key and by the path of any page in them."""

    of_key: dict[str, Section] = field(default_factory=dict)
    of_path: dict[str, str] = field(default_factory=dict)

    def key(self, path: str) -> str:
        """The key of the section in which a page with this path is."""
        return self.of_path.get(path[:SECTION], FRONT)

    def only(self, rows: Any, key: str, page: str = "") -> Any:
        """`rows` of the section `key`; none for one that is not there. `page`: the look-up that leads to their page."""
        if key == FRONT:
            return rows.filter(**{f"{page}depth": HOME_DEPTH})
        if key not in self.of_key:
            return rows.none()
        wanted = Q()
        for path in self.of_key[key].paths:
            wanted |= Q(**{f"{page}path__startswith": path})
        return rows.filter(wanted)


def sections(language: str) -> Sections:
    """The sections, named in `language` where they have it; one query."""
    found = Sections()
    rows = Page.objects.filter(depth=HOME_DEPTH + 1).order_by("path")
    by_key: dict[UUID, dict[str, tuple[str, str]]] = defaultdict(dict)
    for key, code, title, path in rows.values_list("translation_key", "locale__language_code", "title", "path"):
        by_key[key][code] = (title, path)
    for key, versions in by_key.items():
        title = next(versions[code][0] for code in languages.order_for(language) if code in versions)
        paths = tuple(path for _title, path in versions.values())
        found.of_key[str(key)] = Section(str(key), title, paths)
        found.of_path |= dict.fromkeys(paths, str(key))
    return found


@dataclass(slots=True)
class Line:
    """One line of the board: how many stories stand how, and the median hours of each period."""

    section: str
    title: str
    counts: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    hours: dict[int, list[float]] = field(default_factory=lambda: {days: [] for days in PERIODS})

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def medians(self) -> list[tuple[int, float | None, int]]:
        """(days, median hours, of how many translations)."""
        return [(days, typical(hours), len(hours)) for days, hours in self.hours.items()]


@dataclass(slots=True)
class Board:
    """One language: a line for all, then a line for each section that has stories."""

    code: str
    lines: list[Line]


def waiting(at: datetime | None = None) -> dict[str, dict[State, int]]:
    """How many stories wait for each language and how they stand, as the board counts them; a query a language."""
    found = {}
    for code, locale in locales().items():
        rows = pieces(locale, at).filter(state__in=WAITING).order_by()
        counted = rows.values_list("state").annotate(number=Count("pk"))
        found[code] = {State(state): number for state, number in counted}
    return found


def measured(locale: Locale, days: int, at: datetime | None = None) -> Any:
    """Translations into `locale` that went public in the last `days`, newest first."""
    at = at or timezone.now()
    rows = Standing.objects.filter(
        translation__target_locale=locale, public_at__gte=at - timedelta(days=days), source_public_at__isnull=False
    )
    return rows.order_by("-public_at", "-pk")


def boards(language: str, at: datetime | None = None) -> list[Board]:
    """The board of each language, titles in `language`. Two queries a language, and one for the sections."""
    at = at or timezone.now()
    known = sections(language)
    return [_board(locale, known, at) for locale in locales().values()]


def _board(locale: Locale, known: Sections, at: datetime) -> Board:
    lines = {key: Line(key, section.title) for key, section in known.of_key.items()}
    lines[FRONT] = Line(FRONT, "")
    whole = Line("", "")
    counted = pieces(locale, at).annotate(section=Substr("path", 1, SECTION)).order_by()
    for path, state, number in counted.values_list("section", "state").annotate(number=Count("pk")):
        for line in (whole, lines[known.key(path)]):
            line.counts[State(state)] += number
    longest = max(PERIODS)
    took = measured(locale, longest, at).values_list("page__path", "source_public_at", "public_at")
    for path, source_at, public_at in took:
        hours = hours_between(source_at, public_at)
        for days in PERIODS:
            if public_at >= at - timedelta(days=days):
                for line in (whole, lines[known.key(path)]):
                    line.hours[days].append(hours)
    kept = [line for line in lines.values() if line.total or line.hours[longest]]
    return Board(locale.language_code, [whole, *kept])


@dataclass(frozen=True, slots=True)
class Gap:
    """A story that has waited long for one language."""

    code: str
    page: Any


def oldest(limit: int = 10, at: datetime | None = None) -> list[Gap]:
    """The public stories that have waited longest for a language; a query a language."""
    found: list[Gap] = []
    for code, locale in locales().items():
        rows = pieces(locale, at).filter(live=True, state__in=WAITING).order_by("since", "pk")
        found += [Gap(code, page) for page in rows.select_related("locale", "content_type")[:limit]]
    return sorted(found, key=lambda gap: (gap.page.since, gap.page.pk))[:limit]


@memory.brief
def stale_pages() -> dict[int, str]:
    """The public pages that no longer say what their original says: key → language of the original."""
    rows = Standing.objects.filter(stale_since__isnull=False, page__live=True)
    return dict(rows.values_list("page_id", "translation__source__locale__language_code"))


def progress(rows: Iterable[Any], locale: Locale) -> dict[UUID, tuple[int, int]]:
    """For stories that were given to translators: (pieces of text, of them translated); one query."""
    from wagtail_localize.models import StringSegment, StringTranslation

    keys = [row.translation_key for row in rows]
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale=locale, has_error=False
    )
    found = (
        StringSegment.objects.filter(source__object_id__in=keys, source__translations__target_locale=locale)
        .annotate(done=Exists(done))
        .order_by()
        .values("source__object_id")
        .annotate(number=Count("pk"), ready=Count("pk", filter=Q(done=True)))
    )
    return {row["source__object_id"]: (row["number"], row["ready"]) for row in found}


def without_original() -> Any:
    """Public translations whose original is not public: nobody keeps them up to date."""
    source = Page.objects.filter(
        translation_key=OuterRef("page__translation_key"), locale=OuterRef("translation__source__locale"), live=True
    )
    return Standing.objects.filter(~Exists(source.order_by()), page__live=True).annotate(title=F("page__title"))
