"""The press officer's verbs during a briefing. Each holds at once in all languages, without waiting for a workflow.

A page's draft gets the same values, so that publishing it later does not bring the old ones back.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from portal.memory import forget
from portal.models import PortalMedia
from portal.translations import original_of, share
from press import streams
from press.models import BriefingPage, MainPoint
from press.rules.briefings import GRACE, OVER, State
from press.services.recordings import recording_uploaded

LONGEST_POINT: Final = 500
# How long after its end a briefing's stream is looked for.
LOOK_BACK: Final = timedelta(days=7)


def may_run(user: Any, page: BriefingPage) -> bool:
    """Whether someone runs this briefing: whoever may publish its page."""
    return bool(page.permissions_for_user(user).can_publish())


def versions(page: BriefingPage) -> list[BriefingPage]:
    """The briefing in all languages it has, the original first."""
    original = original_of(page)
    return [original, *original.get_translations().specific()]


@transaction.atomic
def briefing_begin(*, page: BriefingPage, actor: Any) -> bool:
    """It begins now; False when it is live by hand already, over or cancelled."""
    fresh = _locked(page, actor)
    if fresh.state in OVER or fresh.cancelled or (fresh.started_at and fresh.state is State.LIVE):
        return False
    _set(fresh, actor, started_at=timezone.now(), delayed_until=None)
    return True


@transaction.atomic
def briefing_delay(*, page: BriefingPage, actor: Any, minutes: int) -> bool:
    """It begins so many minutes later than announced, or than now if that has passed; False once it has begun."""
    fresh = _locked(page, actor)
    if fresh.started_at or fresh.cancelled or fresh.state in OVER:
        return False
    told = max(fresh.starts_at, fresh.delayed_until or fresh.starts_at, timezone.now())
    _set(fresh, actor, delayed_until=(told + timedelta(minutes=minutes)).replace(second=0, microsecond=0))
    return True


@transaction.atomic
def briefing_end(*, page: BriefingPage, actor: Any) -> bool:
    """It is over now, and what was broadcast is in the archive at once; False when it is not live."""
    fresh = _locked(page, actor)
    if fresh.state is not State.LIVE:
        return False
    _set(fresh, actor, ended_at=timezone.now(), started_at=fresh.started_at or fresh.begins_at)
    briefing_archive(page=fresh)
    return True


@transaction.atomic
def briefing_cancel(*, page: BriefingPage, actor: Any) -> bool:
    """It will not take place; False once it has begun or was cancelled before."""
    fresh = _locked(page, actor)
    if fresh.state not in {State.UPCOMING, State.LATE} and not (fresh.state is State.LIVE and not fresh.started_at):
        return False
    _set(fresh, actor, cancelled=True)
    return True


@transaction.atomic
def briefing_resume(*, page: BriefingPage, actor: Any) -> bool:
    """Takes back what was done by mistake: it goes on, or takes place after all. What the stream had left is put aside,
    so that the true end makes it anew. False where there is nothing to take back, or too late."""
    fresh = _locked(page, actor)
    if fresh.cancelled:
        _set(fresh, actor, cancelled=False)
        return True
    if fresh.ended_at is None or timezone.now() - fresh.ended_at > GRACE:
        return False
    _set(fresh, actor, ended_at=None)
    made = str(Path(fresh.stream).with_name(streams.ARCHIVE)) if fresh.stream else ""
    for version in versions(fresh):
        if made and version.recording and version.recording.playlist == made:
            _give(version, recording=None)
    forget()
    return True


@transaction.atomic
def briefing_archive(*, page: BriefingPage) -> PortalMedia | None:
    """The recording of what was broadcast, on every version that has none; None where nothing was.

    It can be watched at once, by the segments that the stream left; a job makes the MP4 of it and its poster. A second
    call changes nothing.
    """
    pages = [version for version in versions(page) if version.recording_id is None]
    if not page.stream or not pages:
        return None
    try:
        place = streams.close(page.stream)
    except ValueError:
        return None
    media = PortalMedia.objects.create(title=page.title, type="video", file=place, playlist=place)
    for version in pages:
        _give(version, recording=media)
    recording_uploaded(media=media, source=place)
    forget()
    return media


def archive_ended() -> int:
    """Archives the briefings that nobody declared ended, and those whose stream was not there yet; how many."""
    since = timezone.now() - LOOK_BACK
    rows = BriefingPage.objects.live().filter(starts_at__gte=since, recording=None, cancelled=False).exclude(stream="")
    over = [page for page in rows.defer("body") if page.state in OVER and original_of(page).pk == page.pk]
    return sum(briefing_archive(page=page) is not None for page in over)


@transaction.atomic
def point_add(*, page: BriefingPage, actor: Any, texts: dict[str, str]) -> int:
    """Posts a main point: `texts` by language, in the languages that the briefing has; how many were posted."""
    _check(page, actor)
    now = timezone.now()
    made = [
        MainPoint(page=version, text=texts[version.locale.language_code].strip()[:LONGEST_POINT], at=now, author=actor)
        for version in versions(page)
        if texts.get(version.locale.language_code, "").strip()
    ]
    MainPoint.objects.bulk_create(made)
    forget()
    return len(made)


@transaction.atomic
def point_change(*, point: MainPoint, actor: Any, text: str) -> bool:
    """Mends a point; an empty text takes it away. False where nothing changed."""
    _check(point.page, actor)
    text = text.strip()[:LONGEST_POINT]
    if text == point.text:
        return False
    if text:
        MainPoint.objects.filter(pk=point.pk).update(text=text)
    else:
        point.delete()
    forget()
    return True


def _check(page: BriefingPage, actor: Any) -> None:
    if not may_run(actor, page):
        raise PermissionDenied


def _locked(page: BriefingPage, actor: Any) -> BriefingPage:
    """The original of the briefing, as it is now. Raises PermissionDenied."""
    _check(page, actor)
    return BriefingPage.objects.select_for_update(of=("self",)).get(pk=original_of(page).pk)


def _set(original: BriefingPage, actor: Any, **values: Any) -> None:
    _give(original, **values)
    for name, value in values.items():
        setattr(original, name, value)
    share(original)
    log(instance=original, action="wagtail.edit", user=actor)
    forget()


def _give(page: BriefingPage, **values: Any) -> None:
    """Writes `values` into the live row and into the newest draft."""
    BriefingPage.objects.filter(pk=page.pk).update(**values)
    revision = page.latest_revision
    if revision is not None:
        fresh = BriefingPage.objects.get(pk=page.pk).serializable_data()
        revision.content.update({name: fresh[name] for name in values})
        revision.save(update_fields=["content"])
