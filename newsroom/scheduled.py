"""What editors set a time for happens within a minute of it: publication, and its end.

It does what Wagtail's command `publish_scheduled` does, with three differences. The language versions of a page that
are due together come in one transaction, so no reader meets the one before the others. What fails keeps nothing else
from happening. And its author is told.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from portal import events, outbox
from portal.accounts import language_of
from portal.events import Event

log = logging.getLogger(__name__)

MAILS: Final = ("schedule_failed",)
KIND: Final = "revision"
FAILED: Final = "schedule_failed"
AUTOMATION: Final = "automation"
# Later than this something is wrong: the job runs every minute.
PATIENCE: Final = timedelta(minutes=3)


@dataclass
class Outcome:
    """What was published and ended (pages, published rows of other kinds), and the revisions that could not be."""

    published: list[Any] = field(default_factory=list)
    ended: list[Any] = field(default_factory=list)
    failed: list[Any] = field(default_factory=list)


def run() -> Outcome:
    """Ends what has expired, then publishes what is due, the earliest first. Safe to run twice."""
    done = Outcome()
    for group in _together(_expired(), lambda row: row):
        _each(group, _end, done.ended, done.failed)
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")
    for group in _together(due, lambda revision: revision.content):
        _each(group, _publish, done.published, done.failed)
    return done


def overdue() -> QuerySet[Revision]:
    """Revisions that should have been published some minutes ago and were not: something failed, or no job runs."""
    late: QuerySet[Revision] = Revision.objects.filter(approved_go_live_at__lt=timezone.now() - PATIENCE)
    return late.order_by("approved_go_live_at")


def _expired() -> Iterable[Any]:
    kinds = [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)]
    for model in (Page, *kinds):
        yield from model.objects.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at", "pk")


def _together(rows: Iterable[Any], told: Callable[[Any], Any]) -> list[list[Any]]:
    """`rows` in their order, language versions of one thing in one list; `told` gives what names the thing."""
    groups: dict[str, list[Any]] = {}
    for row in rows:
        about = told(row)
        key = about.get("translation_key") if isinstance(about, dict) else getattr(about, "translation_key", None)
        groups.setdefault(str(key or f"{type(row).__name__} {row.pk}"), []).append(row)
    return list(groups.values())


def _each(group: list[Any], act: Callable[[Any], Any], done: list[Any], failed: list[Any]) -> None:
    """Does `act` to all of `group` at once; if one of them refuses, to each that does not: two languages in time are
    better than none."""
    try:
        with transaction.atomic():
            made = [act(row) for row in group]
    except Exception as error:
        if len(group) > 1:
            for row in group:
                _each([row], act, done, failed)
            return
        # Whatever it is, it must not keep the next one from being published.
        log.exception("what was scheduled did not happen: %s %s", type(group[0]).__name__, group[0].pk)
        failed.append(group[0])
        if isinstance(group[0], Revision):
            _tell(group[0], error)
        return
    done.extend(made)


def _end(row: Any) -> Any:
    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return row


def _publish(revision: Revision) -> Any:
    revision.publish(log_action="wagtail.publish.scheduled")
    return revision.content_object


@transaction.atomic
def _tell(revision: Revision, error: Exception) -> None:
    """One mail for a revision, however often it is tried: to whoever wrote it."""
    if Event.objects.filter(subject_kind=KIND, subject_id=revision.pk, code=FAILED).exists():
        return
    event = events.record(KIND, revision.pk, FAILED, role=AUTOMATION, error=type(error).__name__)
    if revision.user_id is None:
        return
    outbox.tell(
        event,
        recipient=f"user:{revision.user_id}",
        language=language_of(revision.user_id),
        template="schedule_failed",
        context={"title": revision.object_str or str(revision.content.get("title", "")), "page": revision.object_id},
    )
