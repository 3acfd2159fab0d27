"""What needs doing today, for whoever works on pages: each a count, a sentence and where to do it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.apps import apps
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page, Revision, TaskState
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from newsroom import scheduled, urgent
from newsroom.rules.banner import standing
from newsroom.rules.desk import late_before
from newsroom.services.banner import may_put_up
from portal import dates, languages
from portal.calendar import production_calendar
from portal.pages import BasePage
from press.models import BriefingPage
from press.rules.briefings import State
from press.words import briefing_state
from rebuttals.cases import ClaimCase
from rebuttals.permissions import may_look

# An original and its translations are published one after the other: so much later is no change.
TOGETHER: Final = timedelta(minutes=1)
OVERNIGHT: Final = timedelta(hours=12)  # how long before midnight a briefing that still runs may have begun


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits: how many, what, where to do it, and what else there is to say. `pressing` comes first."""

    count: int
    label: str
    url: str
    note: str = ""
    pressing: bool = False


def rows(user: Any) -> list[Row]:
    """What waits for `user`, the pressing first; nothing that waits for nobody."""
    found = [
        _failed(user), _approvals(user), *_briefings(user), _cases(user), _late(user), _today(user), _drafts(user),
        *_translations(),
    ]  # fmt: skip
    return sorted((row for row in found if row.count), key=lambda row: not row.pressing)


def banner_line(user: Any) -> tuple[str, str]:
    """Whether an urgent banner is up, in a sentence, and where it is put up ("" for who may not)."""
    up = standing(urgent.banners(), timezone.now())
    url = reverse("newsroom_staff:urgent") if may_put_up(user) else ""
    if up is None:
        return _("Urgent banner: none is up."), url
    ends = f"{dates.short(dates.local(up.ends_at), languages.current())}, {dates.clock(up.ends_at)}"
    told = _("An urgent banner is over every page until")
    return f"{told}: {ends}.", url


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """The beginning and the end of the day in Kazakhstan in which `moment` lies."""
    begins = timezone.make_aware(datetime.combine(timezone.localtime(moment).date(), time.min))
    return begins, begins + timedelta(days=1)


# -- The pages behind the counts ----------------------------------------------------------------------------------


def theirs(user: Any) -> QuerySet[Page]:
    """The pages that `user` may change or publish."""
    found: QuerySet[Page] = page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    return found.filter(depth__gt=1)


def approvals(user: Any) -> QuerySet[TaskState]:
    """What waits for the approval of `user`."""
    found: QuerySet[TaskState] = TaskState.objects.reviewable_by(user)
    return found


def waiting_for_approval(user: Any) -> QuerySet[Page]:
    ids = [int(pk) for pk in approvals(user).values_list("revision__object_id", flat=True) if pk and pk.isdecimal()]
    return Page.objects.filter(pk__in=ids).order_by("latest_revision_created_at")


def drafts(user: Any) -> QuerySet[Page]:
    """The pages whose newest text is by `user` and is neither published nor planned."""
    pages = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user)
    return pages.filter(latest_revision__approved_go_live_at=None).order_by("-latest_revision_created_at")


def failed(user: Any) -> QuerySet[Page]:
    """The pages whose time has passed, and which were neither published nor taken down."""
    ids = [int(pk) for pk in scheduled.overdue().values_list("object_id", flat=True) if pk.isdecimal()]
    left = Q(live=True, expire_at__lt=timezone.now() - scheduled.PATIENCE)
    return theirs(user).filter(Q(pk__in=ids) | left).order_by("pk")


def late(user: Any) -> QuerySet[Page]:
    """The pages never published, whose facts came in more than three working days ago."""
    before = late_before(production_calendar(), timezone.localdate())
    kinds = [model for model in apps.get_models() if issubclass(model, BasePage)]
    received = Q()
    for model in kinds:
        name = model._meta.model_name
        received |= Q(**{f"{name}__data_received__lt": before})
    pages = theirs(user).filter(live=False, expired=False, first_published_at=None)
    return pages.filter(received).order_by("pk")


def untranslated() -> QuerySet[Any]:
    """The keys of published pages that are not there in all languages."""
    keys = Page.objects.filter(live=True, depth__gt=1, alias_of=None).order_by().values("translation_key")
    return keys.annotate(versions=Count("pk")).filter(versions__lt=len(languages.CODES))


def missing(user: Any) -> QuerySet[Page]:
    """One version of each page that is not there in all languages."""
    keys = untranslated().values("translation_key")
    first = Page.objects.filter(live=True, translation_key=OuterRef("translation_key")).order_by("pk").values("pk")[:1]
    return theirs(user).filter(live=True, translation_key__in=keys, pk=Subquery(first)).order_by("-last_published_at")


def outdated() -> QuerySet[Translation]:
    """The translations whose original was published again since."""

    def published(locale: str) -> Subquery:
        pages = Page.objects.filter(
            live=True, translation_key=OuterRef("source__object_id"), locale_id=OuterRef(locale)
        )
        return Subquery(pages.values("last_published_at")[:1])

    made = Translation.objects.filter(enabled=True).annotate(
        original_at=published("source__locale_id"), translation_at=published("target_locale_id")
    )
    return made.filter(translation_at__lt=F("original_at") - TOGETHER)


# What the list `waiting` can show, by the name in its address.
LISTS: Final[dict[str, Callable[[Any], QuerySet[Page]]]] = {
    "approvals": waiting_for_approval,
    "drafts": drafts,
    "failed": failed,
    "late": late,
    "missing": missing,
}


def heading(what: str) -> str:
    """What a list of `LISTS` holds, as a sentence."""
    return {
        "approvals": _("Wait for my approval"),
        "drafts": _("My drafts"),
        "failed": _("Were to be published or taken down by now, and were not"),
        "late": _("Facts came in more than three working days ago, still unpublished"),
        "missing": _("Published, but not in all three languages"),
    }[what]


# -- The rows -----------------------------------------------------------------------------------------------------


def _list(what: str, count: int, *, pressing: bool = False) -> Row:
    return Row(count, heading(what), reverse("newsroom_staff:waiting", args=[what]), pressing=pressing)


def _failed(user: Any) -> Row:
    return _list("failed", failed(user).count(), pressing=True)


def _approvals(user: Any) -> Row:
    return _list("approvals", approvals(user).count())


def _drafts(user: Any) -> Row:
    return _list("drafts", drafts(user).count())


def _late(user: Any) -> Row:
    return _list("late", late(user).count())


def _translations() -> list[Row]:
    return [
        _list("missing", untranslated().count()),
        Row(
            outdated().count(),
            _("Translations older than their original"),
            reverse("wagtail_localize:translations_report"),
        ),
    ]


def _today(user: Any) -> Row:
    begins, ends = day_of(timezone.now())
    coming = Revision.page_revisions.filter(approved_go_live_at__range=(timezone.now(), ends))
    ending = Page.objects.filter(live=True, expire_at__range=(begins, ends))
    count = coming.count() + ending.count()
    address = f"{reverse('newsroom_staff:calendar')}?span=week&day={timezone.localdate().isoformat()}"
    return Row(count, _("Will be published or taken down today, by themselves"), address)


def _cases(user: Any) -> Row:
    address = reverse("claim_cases:index")
    if not may_look(user):
        return Row(0, "", address)
    told = ClaimCase.objects.open().aggregate(
        every=Count("pk"), overdue=Count("pk", filter=Q(look_by__lt=timezone.now()))
    )
    late_word = _("should have been looked at by now")
    note = f"{late_word}: {told['overdue']}" if told["overdue"] else ""
    return Row(told["every"], _("Claims to check"), address, note, pressing=bool(told["overdue"]))


def _briefings(user: Any) -> list[Row]:
    """Today's briefings, and those that still run from yesterday, each with its state and what is missing."""
    begins, ends = day_of(timezone.now())
    around = (begins - OVERNIGHT, ends)
    near = BriefingPage.objects.filter(Q(starts_at__range=around) | Q(delayed_until__range=around))
    found: dict[Any, list[BriefingPage]] = {}
    for page in near.select_related("locale").defer("body", "transcript"):
        if page.begins_at >= begins or page.state in {State.LATE, State.LIVE}:
            found.setdefault(page.translation_key, []).append(page)
    told = [_briefing(sorted(pages, key=_language)) for pages in found.values()]
    return [row for _at, row in sorted(told, key=lambda pair: pair[0])]


def _language(page: Page) -> int:
    """The reader's own language first."""
    return languages.order_for(languages.current()).index(page.locale.language_code)


def _briefing(pages: list[BriefingPage]) -> tuple[datetime, Row]:
    page = next((page for page in pages if page.live), pages[0])
    address = (
        reverse("press_staff:running", args=[page.pk])
        if page.live
        else reverse("wagtailadmin_pages:edit", args=[page.pk])
    )
    lacks = list(_lacks(page, pages)) if not page.cancelled else []
    note = f"{dates.clock(page.begins_at)}, {briefing_state(page)}"
    if lacks:
        missing_word = pgettext("briefing", "missing")
        note = f"{note}; {missing_word}: {', '.join(lacks)}"
    pressing = bool(lacks) and page.state in {State.UPCOMING, State.LATE, State.LIVE}
    word = _("Briefing today")
    return page.begins_at, Row(1, f"{word}: {page.title}", address, note, pressing=pressing)


def _lacks(page: BriefingPage, versions: list[BriefingPage]) -> Iterable[str]:
    live = {version.locale.language_code for version in versions if version.live}
    yield from (languages.NAMES[code] for code in languages.CODES if code not in live)
    if page.state in {State.ENDED, State.ARCHIVE}:
        if not page.recording_id:
            yield _("recording")
        return
    if not page.stream:
        yield _("live stream")
    if not page.speakers:
        yield _("speakers")
    if not page.agenda:
        yield _("agenda")
