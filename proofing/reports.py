"""What the reports read: links that lead nowhere, and pages that expire or that nobody has read for long."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from portal.links import page_paths
from proofing.leading import broken_paths
from proofing.models import OutsideLink

SOON: Final = timedelta(days=30)
LONG: Final = timedelta(days=365)
MOST: Final = 1_000  # links or pages in one report


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that leads nowhere: its kind ("outside", "page", "document", "path"), the pages that it stands on, why
    and since when, where that is known."""

    kind: str
    address: str
    pages: list[Page] = field(default_factory=list)
    fault: str = ""
    since: datetime | None = None
    checked: datetime | None = None


def own(user: Any) -> QuerySet[Page]:
    """The live pages that `user` looks after."""
    mine = page_permission_policy.instances_user_has_any_permission_for(user, ["change", "publish"])
    found: QuerySet[Page] = mine.filter(live=True, depth__gt=1, alias_of=None)
    return found


def may_read(user: Any) -> bool:
    """Whether `user` looks after pages at all."""
    return bool(page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"]))


def broken(user: Any, *, language: str = "", kind: str = "") -> list[Broken]:
    """Links that lead nowhere on the pages of `user`, those that have been dead the longest first."""
    pages = own(user).select_related("locale")
    if language:
        pages = pages.filter(locale__language_code=language)
    found: list[Broken] = []
    if kind in {"", "outside"}:
        found += _outside(pages)
    if kind in {"", "path"}:
        found += _typed(pages)
    if kind in {"", "page"}:
        found += _referred(pages, "page", get_default_page_content_type())
    if kind in {"", "document"}:
        found += _referred(pages, "document", ContentType.objects.get_for_model(get_document_model()))
    far = timezone.now()
    return sorted(found, key=lambda each: (each.since or far, each.address))[:MOST]


def _outside(pages: QuerySet[Page]) -> list[Broken]:
    rows = OutsideLink.objects.dead().filter(address__startswith="http", pages__in=pages).distinct()[:MOST]
    standing = _standing(rows, pages)
    return [
        Broken("outside", row.address, standing[row.pk], row.get_fault_display(), row.failing_since, row.checked_at)
        for row in rows
    ]


def _typed(pages: QuerySet[Page]) -> list[Broken]:
    rows = list(OutsideLink.objects.filter(address__startswith="/", pages__in=pages).distinct())
    gone = broken_paths({row.address for row in rows})
    kept = [row for row in rows if row.address in gone][:MOST]
    standing = _standing(kept, pages)
    return [Broken("path", row.address, standing[row.pk]) for row in kept]


def _standing(rows: Iterable[OutsideLink], pages: QuerySet[Page]) -> dict[int, list[Page]]:
    through = OutsideLink.pages.through.objects.filter(outsidelink_id__in=[row.pk for row in rows])
    pairs = list(through.filter(page__in=pages).values_list("outsidelink_id", "page_id"))
    known = pages.in_bulk({page for _row, page in pairs})
    found: dict[int, list[Page]] = defaultdict(list)
    for row, page in pairs:
        found[row].append(known[page])
    return found


def _referred(pages: QuerySet[Page], kind: str, target: ContentType) -> list[Broken]:
    """What Wagtail's index of references knows to be gone, or to be live in no language."""
    model = Page if kind == "page" else get_document_model()
    there = model.objects.filter(live=True) if kind == "page" else model.objects.all()
    rows = ReferenceIndex.objects.filter(base_content_type=get_default_page_content_type(), to_content_type=target)
    # The index keeps keys as text, of any kind: ours are made text, not all of its made numbers.
    rows = rows.filter(object_id__in=_as_text(pages)).exclude(to_object_id__in=_as_text(there))
    found = rows.values_list("to_object_id", "object_id")[: MOST * 10]
    pairs = sorted({(int(leads), int(base)) for leads, base in found})
    if kind == "page":
        elsewhere = page_paths({str(leads) for leads, _base in pairs}, "kk")  # live in another language: offered there
        pairs = [pair for pair in pairs if str(pair[0]) not in elsewhere and pair[0] != pair[1]]
    known = pages.in_bulk({base for _leads, base in pairs})
    titles = dict(Page.objects.filter(pk__in={leads for leads, _base in pairs}).values_list("pk", "title"))
    grouped: dict[int, list[Page]] = defaultdict(list)
    for leads, base in pairs:
        grouped[leads].append(known[base])
    named = titles if kind == "page" else {}
    return [Broken(kind, named.get(leads, f"№ {leads}"), bases) for leads, bases in grouped.items()]


def _as_text(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().annotate(key=Cast("pk", CharField())).values("key")


def unasked() -> int:
    """How many addresses outside were never asked yet."""
    return OutsideLink.objects.filter(address__startswith="http", checked_at=None).exclude(pages=None).count()


def last_asked() -> datetime | None:
    """When an address outside was asked last."""
    return (
        OutsideLink.objects.exclude(checked_at=None)
        .order_by("-checked_at")
        .values_list("checked_at", flat=True)
        .first()
    )


def aging(user: Any, *, language: str = "", what: str = "", at: datetime | None = None) -> list[Page]:
    """The pages of `user` that expire within a month (`what` "expiring") or that nobody has published or read for a
    year ("unread"), the most urgent first. Each says `read_at`, when somebody last did."""
    at = at or timezone.now()
    rows = own(user).annotate(
        read_at=Greatest(Coalesce("review__at", "last_published_at"), Coalesce("last_published_at", "review__at"))
    )
    if language:
        rows = rows.filter(locale__language_code=language)
    expiring, unread = Q(expire_at__lte=at + SOON), Q(read_at__lte=at - LONG)
    wanted = expiring if what == "expiring" else unread if what == "unread" else expiring | unread
    ordered = rows.filter(wanted).select_related("locale", "content_type", "review__by")
    return list(ordered.order_by(Coalesce("expire_at", at + LONG), "read_at", "pk")[:MOST])
