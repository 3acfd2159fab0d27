"""Moving what is planned: a scheduled publication with all its languages, or a piece that has no page yet."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from newsroom.models import PlannedPiece
from portal.memory import forget

CHANGE_PIECE: Final = "newsroom.change_plannedpiece"


class MoveRefused(Exception):  # noqa: N818 a state of affairs: `code` says which
    """It cannot be moved there: "past", "after_end" (it would end before it begins), "changed" (someone was faster)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def versions(revision: Revision) -> QuerySet[Revision]:
    """`revision` and the other languages of its page that are to be published in the same minute."""
    key, minute = revision.content.get("translation_key"), revision.approved_go_live_at.replace(second=0, microsecond=0)
    same: QuerySet[Revision] = Revision.page_revisions.filter(
        approved_go_live_at__gte=minute, approved_go_live_at__lt=minute + timedelta(minutes=1)
    )
    return same.filter(content__translation_key=key).order_by("pk") if key else same.filter(pk=revision.pk)


def may_move(user: Any, revision: Revision) -> bool:
    """Whoever may publish the page may say when."""
    page = revision.content_object
    return bool(page is not None and page.permissions_for_user(user).can_publish())


@transaction.atomic
def schedule_move(*, revision: Revision, actor: Any, at: datetime, was: datetime, together: bool = True) -> int:
    """Has the page published at `at` instead of `was`, with `together` in all languages that were to come then; how
    many languages that are. Raises PermissionDenied and MoveRefused."""
    fresh = Revision.page_revisions.select_for_update().filter(pk=revision.pk).first()
    if fresh is None or fresh.approved_go_live_at != was:
        raise MoveRefused("changed")
    if at <= timezone.now():
        raise MoveRefused("past")
    moved = list(versions(fresh)) if together else [fresh]
    for each in moved:
        if not may_move(actor, each):
            raise PermissionDenied
        ends = parse_datetime(each.content.get("expire_at") or "")
        if ends is not None and ends <= at:
            raise MoveRefused("after_end")
    for each in moved:
        _move(each, actor, at)
    forget()
    return len(moved)


def _move(revision: Revision, actor: Any, at: datetime) -> None:
    page: Any = revision.content_object
    was, text = revision.content.get("go_live_at"), at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    revision.approved_go_live_at, revision.content["go_live_at"] = at, text
    revision.save(update_fields=["approved_go_live_at", "content"])
    newest = page.latest_revision
    if newest is not None and newest.pk != revision.pk and newest.content.get("go_live_at") == was:
        newest.content["go_live_at"] = text  # a newer draft that kept the time
        newest.save(update_fields=["content"])
    if not page.live:
        Page.objects.filter(pk=page.pk).update(go_live_at=at)
    told = {"id": revision.pk, "created": revision.created_at, "go_live_at": at, "has_live_version": page.live}
    log(instance=page, action="wagtail.publish.schedule", user=actor, data={"revision": told}, revision=revision)


def piece_move(*, piece: PlannedPiece, actor: Any, day: date) -> None:
    """Plans the piece for another day. Raises PermissionDenied."""
    if not actor.has_perm(CHANGE_PIECE):
        raise PermissionDenied
    PlannedPiece.objects.filter(pk=piece.pk).update(day=day)
