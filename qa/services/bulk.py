"""One verb for many questions: each through its own service, in its own transaction; and all of it undone, for a while.

What is told of it waits until it can no longer be undone (`portal.outbox.hold`): nobody hears of what did not stay.
A question that would not come back as it was (public, the head of a cluster, a second look) is refused.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from directory.models import Agency
from portal import outbox
from portal.events import Event
from qa.guards import Case, undo_time
from qa.models import Bulk, BulkItem, Question
from qa.permissions import roles_of
from qa.querysets import QuestionQuerySet
from qa.rules import states
from qa.rules.reasons import RecallReason
from qa.rules.states import Verb, Visibility
from qa.rules.transitions import VerbRefused, decide
from qa.services import moderation
from qa.services.act import KIND, StaleVersion

AFTER_UNDO: Final = timedelta(seconds=30)  # how much later than the last undo a notice may go out
_CLOSING: Final = frozenset({Verb.REJECT, Verb.MARK_SPAM, Verb.MERGE})


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done to each: the verb with its arguments."""

    verb: Verb
    agency: Agency | None = None
    into: Question | None = None
    reason: str = ""
    text: str = ""


_DO: Final[dict[Verb, Callable[..., Any]]] = {
    Verb.ROUTE: lambda bulk, **kw: moderation.question_route(agency=bulk.agency, text=bulk.text, **kw),
    Verb.REJECT: lambda bulk, **kw: moderation.question_reject(reason=bulk.reason, text=bulk.text, **kw),
    Verb.MARK_SPAM: lambda bulk, **kw: moderation.question_mark_spam(**kw),
    Verb.MERGE: lambda bulk, **kw: moderation.question_merge(into=bulk.into, **kw),
    Verb.MARK_URGENT: lambda bulk, **kw: moderation.question_mark_urgent(**kw),
}
_UNDO: Final[dict[Verb, Callable[..., Any]]] = {
    Verb.ROUTE: lambda **kw: moderation.question_recall(reason=RecallReason.UNDONE, **kw),
    Verb.REJECT: moderation.question_unreject,
    Verb.MARK_SPAM: moderation.question_restore,
    Verb.MERGE: moderation.question_unmerge,
    Verb.MARK_URGENT: moderation.question_unmark_urgent,
}
BULK_VERBS: Final = tuple(_DO)


def bulk_questions(questions: QuestionQuerySet) -> QuestionQuerySet:
    """`questions` with all that `bulk_refusal` looks at: one query, however many."""
    heads = Question.objects.filter(duplicate_of=OuterRef("pk"))
    return questions.select_related("lease__holder", "topic").annotate(heads_cluster=Exists(heads))


def bulk_refusal(question: Question, order: Order, actor: Any, roles: frozenset[Any], at: datetime) -> str:
    """Why this verb will not be done to this question (a code), or nothing. `question` is one of `bulk_questions`."""
    try:
        decide(question.state, order.verb, roles, Case(question, actor, at).holds)
    except VerbRefused as refused:
        return refused.code
    if question.state not in states.IN_MODERATION:
        return "state"
    if question.barred_moderator_id == actor.pk:
        return "barred_moderator"
    if held_by_another(question, actor, at):
        return "in_hand"
    if question.appealed_at and order.verb is not Verb.MARK_URGENT:
        return "second_look"
    if order.verb in _CLOSING and question.visibility == Visibility.PUBLIC:
        return "is_public"
    if order.verb in _CLOSING and question.heads_cluster:  # type: ignore[attr-defined]
        return "heads_cluster"
    return _target_refusal(question, order) if order.verb is Verb.MERGE else ""


def held_by_another(question: Question, actor: Any, at: datetime) -> bool:
    lease = getattr(question, "lease", None)
    return lease is not None and lease.expires_at > at and lease.holder_id != actor.pk


def _target_refusal(question: Question, order: Order) -> str:
    target = order.into
    if target is None or target.pk == question.pk:
        return "itself"
    return "" if target.state in states.OPEN | states.HAS_ANSWER else "target_closed"


def bulk_do(*, token: str, actor: Any, order: Order, seen: Iterable[tuple[Question, int]]) -> Bulk:
    """Does it, once for each `token`: a second call goes on where the first one ended. `seen` are the questions with
    the versions that the preview showed. Raises PermissionError when the token is someone else's."""
    now = timezone.now()
    with transaction.atomic():
        bulk, created = Bulk.objects.get_or_create(
            token=token,
            defaults={
                "actor": actor, "verb": order.verb, "agency": order.agency, "into": order.into,
                "reason": order.reason, "text": order.text, "created_at": now, "undo_until": now + undo_time(),
            },
        )  # fmt: skip
        if bulk.actor_id != actor.pk:
            raise PermissionError("this bulk action is someone else's")
        if created:
            items = [BulkItem(bulk=bulk, question=question, seen_version=version) for question, version in seen]
            BulkItem.objects.bulk_create(items)
    roles = roles_of(actor)
    for pk in bulk.items.filter(outcome=BulkItem.Outcome.WAITING).values_list("pk", flat=True):
        _do_one(bulk, pk, roles)
    return bulk


def bulk_order(bulk: Bulk) -> Order:
    """What was ordered."""
    return Order(Verb(bulk.verb), bulk.agency, bulk.into, bulk.reason, bulk.text)


@transaction.atomic
def _do_one(bulk: Bulk, pk: int, roles: frozenset[Any]) -> None:
    item = BulkItem.objects.select_for_update().get(pk=pk)
    if item.outcome != BulkItem.Outcome.WAITING:
        return  # the same order, sent twice
    item.at = timezone.now()
    question = bulk_questions(Question.objects.filter(pk=item.question_id)).get()
    item.was_quarantined = question.quarantined
    item.code = bulk_refusal(question, bulk_order(bulk), bulk.actor, roles, item.at)
    if not item.code:
        item.code = _try(lambda: _act(bulk, item, question))
    item.outcome = BulkItem.Outcome.REFUSED if item.code else BulkItem.Outcome.DONE
    item.save()


def _try(act: Callable[[], None]) -> str:
    """Acts within a step of its own; the code of a refusal, after which nothing of it has happened."""
    try:
        with transaction.atomic():
            act()
    except VerbRefused as refused:
        return refused.code
    except StaleVersion:
        return "stale"
    return ""


def _act(bulk: Bulk, item: BulkItem, question: Question) -> None:
    _DO[Verb(bulk.verb)](bulk, question=question, actor=bulk.actor, version=item.seen_version, at=item.at)
    item.version_after = Question.objects.values_list("version", flat=True).get(pk=question.pk)
    outbox.hold(_events(bulk, item.question_id, item.at), bulk.undo_until + AFTER_UNDO)


def _events(bulk: Bulk, question: int, at: Any) -> Any:
    """The events that the bulk action wrote on a question at a moment."""
    return Event.objects.filter(subject_kind=KIND, subject_id=question, actor=bulk.actor, at=at)


def bulk_undo(*, bulk: Bulk, actor: Any, at: datetime | None = None) -> bool:
    """Takes back what was done and not touched since; whether it was still time. Doing it twice changes nothing more.

    What someone has acted on meanwhile stays, with the code of the reason on its row.
    """
    at = at or timezone.now()
    if bulk.actor_id != actor.pk:
        raise PermissionError("this bulk action is someone else's")
    if at >= bulk.undo_until:
        return False
    Bulk.objects.filter(pk=bulk.pk, undone_at__isnull=True).update(undone_at=at)
    for pk in bulk.items.filter(outcome=BulkItem.Outcome.DONE, code="").values_list("pk", flat=True):
        _undo_one(bulk, pk)
    bulk.refresh_from_db()
    return True


@transaction.atomic
def _undo_one(bulk: Bulk, pk: int) -> None:
    item = BulkItem.objects.select_for_update().get(pk=pk)
    if item.outcome != BulkItem.Outcome.DONE or item.code:
        return
    item.code = _try(lambda: _take_back(bulk, item))
    if not item.code:
        item.outcome = BulkItem.Outcome.UNDONE
    item.save()


def _take_back(bulk: Bulk, item: BulkItem) -> None:
    verb, now = Verb(bulk.verb), timezone.now()
    question = Question.objects.get(pk=item.question_id)
    _UNDO[verb](question=question, actor=bulk.actor, version=item.version_after, at=now)
    if not outbox.withdraw(_events(bulk, question.pk, item.at)):
        raise VerbRefused(verb, "told")
    outbox.withdraw(_events(bulk, question.pk, now))  # of what was undone in silence, nothing is told either
    Question.objects.filter(pk=question.pk).update(quarantined=item.was_quarantined)


def bulk_forget(before: datetime) -> int:
    """Removes the records of bulk actions that are long over; the events stay. How many."""
    return Bulk.objects.filter(created_at__lt=before).delete()[0]
