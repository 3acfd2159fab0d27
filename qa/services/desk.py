"""The moderators' desk: who has which question in hand. A lease spares double work; it never stops an act of the asker.

"Next question" locks the row it gives, passes over rows that others have locked, and the unique row of `Lease` has the
last word. Whatever moves a question out of moderation ends its lease (`qa.services.act`).
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal import events
from qa.models import Lease, Presence, Question, SetAside
from qa.querysets import QuestionQuerySet
from qa.rules import states
from qa.rules.states import Role
from qa.services.act import KIND

TAKE_OVER: Final = "take_over"  # the code of an event that is no verb: it changes nothing of the question
SKIPPED_FOR: Final = timedelta(minutes=30)
TRIES: Final = 100  # as many colleagues may be a moment faster


def lease_time() -> timedelta:
    """How long a question stays in hand without a sign of life."""
    return timedelta(minutes=settings.MODERATION_LEASE_MINUTES)


def lease_next(
    *, user: Any, waiting: QuestionQuerySet, leaving: Question | None = None, at: datetime | None = None
) -> Question | None:
    """The first question of `waiting` (a queue in its order) that nobody else has in hand, under a lease; or None.

    What the moderator has in hand already comes first; `leaving` is a question they do not want now.
    """
    at = at or timezone.now()
    passed = {leaving.pk} if leaving else set()
    for _ in range(TRIES):
        with transaction.atomic():
            question = _first_free(waiting, user, passed, at)
            if question is None or _take(question, user, at):
                return question
        passed.add(question.pk)
    return None


def _first_free(waiting: QuestionQuerySet, user: Any, passed: Collection[int], at: datetime) -> Question | None:
    waiting = waiting.select_related(None).exclude(pk__in=passed)
    own = waiting.filter(lease__holder=user, lease__expires_at__gt=at).first()
    if own is not None:
        return own
    others = Lease.objects.live(at).filter(question=OuterRef("pk")).exclude(holder=user)
    aside = SetAside.objects.filter(question=OuterRef("pk"), user=user, until__gt=at)
    free = waiting.filter(~Exists(others), ~Exists(aside))
    return free.select_for_update(skip_locked=True, of=("self",)).first()


def _take(question: Question, user: Any, at: datetime) -> bool:
    """Whether the lease is this person's now: new, their own, or one that had run out."""
    until = at + lease_time()
    takeable = Lease.objects.filter(Q(expires_at__lte=at) | Q(holder=user), question=question)
    if takeable.update(holder=user, taken_at=at, expires_at=until):
        return True
    try:
        with transaction.atomic():
            Lease.objects.create(question=question, holder=user, taken_at=at, expires_at=until)
    except IntegrityError:
        return False
    return True


class LeaseRefused(Exception):  # noqa: N818 an answer, not a fault
    """This question cannot be taken in hand by this person. `code` is "state" or "barred_moderator"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def lease_take_over(*, question: Question, user: Any, at: datetime | None = None) -> Lease:
    """Takes a question in hand, from a colleague too; that leaves an event. Raises LeaseRefused."""
    at = at or timezone.now()
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    if fresh.state not in states.IN_MODERATION:
        raise LeaseRefused("state")
    if fresh.barred_moderator_id == user.pk:
        raise LeaseRefused("barred_moderator")
    before = Lease.objects.live(at).filter(question=fresh).exclude(holder=user).first()
    lease, _ = Lease.objects.update_or_create(
        question=fresh, defaults={"holder": user, "taken_at": at, "expires_at": at + lease_time()}
    )
    if before is not None:
        events.record(KIND, fresh.pk, TAKE_OVER, role=Role.MODERATOR, actor=user, at=at, holder=before.holder_id)
    return lease


def lease_prolong(*, question: Question, user: Any, at: datetime | None = None) -> bool:
    """A sign of life; whether the lease is still this person's. One that ran out is not brought back."""
    at = at or timezone.now()
    own = Lease.objects.live(at).filter(question=question, holder=user)
    return bool(own.update(expires_at=at + lease_time()))


def lease_release(*, question: Question, user: Any) -> bool:
    """Puts the question back into the queue, for anyone; whether it was in this person's hand."""
    return bool(Lease.objects.filter(question=question, holder=user).delete()[0])


@transaction.atomic
def question_set_aside(*, question: Question, user: Any, at: datetime | None = None) -> None:
    """Skips the question: it is free for others, and not given to this person again for a while."""
    at = at or timezone.now()
    lease_release(question=question, user=user)
    SetAside.objects.update_or_create(question=question, user=user, defaults={"until": at + SKIPPED_FOR})


def presence_note(*, question: Question, user: Any, at: datetime | None = None) -> None:
    """This person has the page of the question open now."""
    Presence.objects.bulk_create(
        [Presence(question=question, user=user, seen_at=at or timezone.now())],
        update_conflicts=True,
        unique_fields=["question", "user"],
        update_fields=["seen_at"],
    )


def desk_tidy(at: datetime | None = None) -> int:
    """Removes what has run out long ago; how many rows."""
    at = at or timezone.now()
    old = (
        Lease.objects.filter(expires_at__lt=at - timedelta(hours=1)),
        SetAside.objects.filter(until__lt=at),
        Presence.objects.filter(seen_at__lt=at - timedelta(hours=1)),
    )
    return sum(rows.delete()[0] for rows in old)
