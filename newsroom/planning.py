"""What the editorial calendar shows: what was published, what will be, what ends, briefings, and what is only planned.

The language versions of a page that come at the same minute are one entry with several languages.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision

from newsroom.models import PlannedPiece
from newsroom.rules.calendar import Kind
from newsroom.rules.plans import Stage
from portal import dates, languages
from portal.tree import tree
from press.models import BriefingPage
from press.words import briefing_state

SECTION_DEPTH: Final = 3  # below the front pages


@dataclass(frozen=True, slots=True)
class Version:
    """One language of an entry: its code, its short name, and where it is edited."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day. `at` is None for what has a day only; `move` is where its time is changed, or ""."""

    key: str
    kind: Kind
    day: date
    at: datetime | None
    title: str
    versions: tuple[Version, ...]
    section: str = ""
    author: str = ""
    note: str = ""
    move: str = ""
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: one language, one section (its translation key), one author (a key of an account), some kinds."""

    language: str = ""
    section: uuid.UUID | None = None
    author: int | None = None
    kinds: frozenset[Kind] = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class _Found:
    """A page on its way to an entry."""

    kind: Kind
    at: datetime
    page: Page
    note: str = ""
    move: str = ""


def entries(first: date, last: date, wanted: Wanted | None = None) -> list[Entry]:
    """The entries of the days from `first` to `last`, in order of time; a fixed number of queries."""
    wanted = wanted or Wanted()
    begins, ends = dates.begins(first), dates.begins(last + timedelta(days=1))
    sections = _Sections(wanted.section)
    found: list[_Found] = []
    for kind, read in _READERS.items():
        if kind in wanted.kinds:
            found += read(begins, ends, wanted, sections)
    made = list(_merged(found, sections))
    if Kind.PLANNED in wanted.kinds:
        made += _planned(first, last, wanted, sections)
    return sorted(
        made, key=lambda entry: (entry.day, entry.at is not None, entry.at or dates.begins(entry.day), entry.title)
    )


def authors() -> QuerySet[Any]:
    """Those who own a page or were given a piece."""
    pages = Page.objects.filter(owner=OuterRef("pk"))
    pieces = PlannedPiece.objects.filter(assignee=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(pages) | Exists(pieces)).order_by("last_name", "username")


def section_names(language: str) -> list[tuple[str, str]]:
    """The sections, once each, named in `language` or in the first language they have: (translation key, title)."""
    order = languages.order_for(language)
    rows = [row for row in _section_rows() if row[3] in order]
    rows.sort(key=lambda row: order.index(row[3]))
    named: dict[str, str] = {}
    for _path, key, title, _code in rows:
        named.setdefault(str(key), title)
    return sorted(named.items(), key=lambda pair: pair[1])


def _section_rows() -> list[tuple[str, uuid.UUID, str, str]]:
    pages = Page.objects.filter(depth=SECTION_DEPTH, numchild__gt=0)
    return list(pages.values_list("path", "translation_key", "title", "locale__language_code"))


class _Sections:
    """Below which section a page stands, by its path; read once."""

    def __init__(self, only: uuid.UUID | None) -> None:
        rows = _section_rows()
        self.titles = {path: title for path, _key, title, _code in rows}
        self.only = {path for path, key, _title, _code in rows if key == only} if only else None

    def title(self, page: Page) -> str:
        return self.titles.get(page.path[: Page.steplen * SECTION_DEPTH], "")

    def pages(self) -> Q:
        """The pages of the wanted section."""
        if self.only is None:
            return Q()
        inside = Q(pk__in=[])
        for path in self.only:
            inside |= Q(path__startswith=path)
        return inside


def _narrowed(pages: Any, wanted: Wanted, sections: _Sections) -> Any:
    pages = pages.filter(sections.pages(), depth__gt=1)
    if wanted.language:
        pages = pages.filter(locale__language_code=wanted.language)
    if wanted.author:
        pages = pages.filter(owner=wanted.author)
    return pages.select_related("owner")


def _published(begins: datetime, ends: datetime, wanted: Wanted, sections: _Sections) -> Iterator[_Found]:
    pages = Page.objects.filter(live=True, first_published_at__gte=begins, first_published_at__lt=ends, alias_of=None)
    for page in _narrowed(pages, wanted, sections):
        yield _Found(Kind.PUBLISHED, page.first_published_at, page)


def _scheduled(begins: datetime, ends: datetime, wanted: Wanted, sections: _Sections) -> Iterator[_Found]:
    rows = Revision.page_revisions.filter(approved_go_live_at__gte=begins, approved_go_live_at__lt=ends)
    times = {int(key): (pk, at) for pk, key, at in rows.values_list("pk", "object_id", "approved_go_live_at")}
    for page in _narrowed(Page.objects.filter(pk__in=times), wanted, sections):
        pk, at = times[page.pk]
        yield _Found(Kind.SCHEDULED, at, page, move=reverse("newsroom_staff:move", args=[pk]))


def _wanted(begins: datetime, ends: datetime, wanted: Wanted, sections: _Sections) -> Iterator[_Found]:
    # The time stands in the draft alone, as an ISO text in UTC; these compare like the moments they name.
    since, until = (moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") for moment in (begins, ends))
    pages = Page.objects.filter(has_unpublished_changes=True, latest_revision__approved_go_live_at=None)
    pages = pages.annotate(wanted_at=Cast(KeyTextTransform("go_live_at", "latest_revision__content"), TextField()))
    pages = pages.filter(wanted_at__gte=since, wanted_at__lt=until)
    for page in _narrowed(pages, wanted, sections):
        moment = parse_datetime(str(page.wanted_at))
        if moment is not None and moment > timezone.now():
            yield _Found(Kind.WANTED, moment, page)


def _ending(begins: datetime, ends: datetime, wanted: Wanted, sections: _Sections) -> Iterator[_Found]:
    pages = Page.objects.filter(live=True, expire_at__gte=begins, expire_at__lt=ends)
    for page in _narrowed(pages, wanted, sections):
        yield _Found(Kind.ENDS, page.expire_at, page)


def _briefings(begins: datetime, ends: datetime, wanted: Wanted, sections: _Sections) -> Iterator[_Found]:
    pages = BriefingPage.objects.filter(starts_at__gte=begins, starts_at__lt=ends).defer("body", "transcript")
    for page in _narrowed(pages, wanted, sections):
        yield _Found(Kind.BRIEFING, page.starts_at, page, note=briefing_state(page))


_READERS: Final = {
    Kind.PUBLISHED: _published,
    Kind.SCHEDULED: _scheduled,
    Kind.WANTED: _wanted,
    Kind.ENDS: _ending,
    Kind.BRIEFING: _briefings,
}


def _merged(found: Iterable[_Found], sections: _Sections) -> Iterator[Entry]:
    together: dict[Any, list[_Found]] = {}
    for each in found:
        minute = each.at.replace(second=0, microsecond=0)
        together.setdefault((each.kind, each.page.translation_key, minute), []).append(each)
    for (kind, key, minute), versions in together.items():
        versions.sort(key=lambda each: _order(each.page))
        first = versions[0]
        yield Entry(
            key=f"{kind}-{key}",
            kind=kind,
            day=timezone.localtime(minute).date(),
            at=minute,
            title=first.page.draft_title or first.page.title,
            versions=tuple(_version(each.page) for each in versions),
            section=sections.title(first.page),
            author=_name(first.page.owner),
            note=first.note,
            move=first.move,
        )


def _order(page: Page) -> int:
    """The reader's own language first."""
    return languages.order_for(languages.current()).index(tree().language_of(page.locale_id))


def _version(page: Page) -> Version:
    code = tree().language_of(page.locale_id)
    return Version(code, languages.SHORT[code], reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _planned(first: date, last: date, wanted: Wanted, sections: _Sections) -> Iterator[Entry]:
    pieces = PlannedPiece.objects.filter(day__gte=first, day__lte=last, page=None)
    pieces = pieces.select_related("assignee", "section")
    if wanted.language:
        pieces = pieces.filter(language=wanted.language)
    if wanted.author:
        pieces = pieces.filter(assignee=wanted.author)
    if wanted.section:
        pieces = pieces.filter(section__translation_key=wanted.section)
    for piece in pieces:
        yield Entry(
            key=f"piece-{piece.pk}",
            kind=Kind.PLANNED,
            day=piece.day,
            at=None,
            title=piece.title,
            versions=(
                Version(
                    piece.language,
                    languages.SHORT[piece.language],
                    reverse("planned_pieces:edit", args=[piece.pk]),
                ),
            ),
            section=piece.section.title if piece.section else "",
            author=_name(piece.assignee),
            stage=piece.stage,
            move=reverse("newsroom_staff:move_piece", args=[piece.pk]),
        )
