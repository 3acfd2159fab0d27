"""What needs doing today, for whoever works on pages: each a count, a sentence and where to do it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page, Revision, TaskState
from wagtail.permissions import page_permission_policy

from content import freshness
from newsroom import scheduled, urgent
from newsroom.rules.banner import standing
from newsroom.rules.translating import WAITING
from newsroom.services.banner import may_put_up
from newsroom.translating import selectors as translations
from newsroom.translating.access import may_translate
from newsroom.translating.words import STATES
from portal import dates, languages
from press.models import BriefingPage
from press.rules.briefings import State
from press.words import briefing_state
from rebuttals.cases import ClaimCase
from rebuttals.permissions import may_look

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
        *_translations(user),
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
    begins = dates.begins(timezone.localtime(moment).date())
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


# What the list `waiting` can show, by the name in its address.
LISTS: Final[dict[str, Callable[[Any], QuerySet[Page]]]] = {
    "approvals": waiting_for_approval,
    "drafts": drafts,
    "failed": failed,
}


def heading(what: str) -> str:
    """What a list of `LISTS` holds, as a sentence."""
    return {
        "approvals": _("Wait for my approval"),
        "drafts": _("My drafts"),
        "failed": _("Were to be published or taken down by now, and were not"),
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
    """What the report on late pages tells of these: versions of one page that wait since the same day are one thing."""
    never = theirs(user).filter(live=False, first_published_at=None)
    only = set(never.values_list("pk", flat=True))
    count = len(freshness.late(languages.CODES, only, out=False)) if only else 0
    label = _("Facts came in more than three working days ago, still unpublished")
    return Row(count, label, f"{reverse('content_staff:late')}#waiting")


def _translations(user: Any) -> list[Row]:
    """What the queue of translators holds, a row a language."""
    if not may_translate(user):
        return []
    found = []
    for code, counts in translations.waiting().items():
        note = ", ".join(f"{STATES[state]}: {counts[state]}" for state in WAITING if counts.get(state))
        label = f"{_('What to translate')}: {languages.NAMES[code]}"
        found.append(Row(sum(counts.values()), label, f"{reverse('translations:queue')}?language={code}", note))
    return found


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
