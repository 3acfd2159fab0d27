"""What moderators do: route, reject, ask, merge, split, and undo."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from directory.models import Agency, Region, Topic
from portal import events
from portal import text as plain
from qa import clock, notifications, publishing, routing
from qa.models import Assignment, Question, Term
from qa.rules import states
from qa.rules.reasons import MessageKind, RecallReason, RejectReason, WithholdReason
from qa.rules.states import AssignmentState, Verb, VersionState, Visibility
from qa.services import clusters
from qa.services.act import KIND, Act, begin, end_assignments, end_pause, start_pause
from qa.services.intake import question_create
from qa.services.parts import add_part


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions into which another is split."""

    text: str
    topic: Topic | None = None
    region: Region | None = None


@transaction.atomic
def question_route(
    *,
    question: Question,
    actor: Any,
    agency: Agency,
    co_executors: Iterable[Agency] = (),
    co_due: date | None = None,
    text: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """Sends the question to the agency that answers it, and to those who contribute; `text` is a note for them.

    The rule that suggests an agency for it is named in the event, with whether it was followed; its unit, if it names
    one, gets the question. `co_due` is the day by which co-executors contribute, when not the usual one.
    """
    act = begin(Verb.ROUTE, question, by=actor, version=version, at=at)
    routed = act.question
    suggestion = routing.suggestion_for(routed)
    helpers = [helper for helper in co_executors if helper != agency]
    lead = Assignment.objects.create(
        question=routed,
        agency=agency,
        due_on=routed.due_on,
        created_at=act.at,
        rule=suggestion.rule if suggestion else None,
        followed=suggestion.agency == agency if suggestion else None,
        unit=suggestion.unit if suggestion and suggestion.agency == agency else None,
    )
    parts = [add_part(act, helper, co_due) for helper in helpers]
    act.say(MessageKind.NOTE, text, assignment=lead, needed=False)
    routed.quarantined = False
    event = act.finish(
        agency=agency.key, co=[helper.key for helper in helpers] or None, rule=lead.rule_id, followed=lead.followed
    )
    notifications.tell_asker(event, routed, "routed", agency=agency.name_in(_mail_language(routed)), due=routed.due_on)
    notifications.tell_agency(event, routed, "staff_routed", due=routed.due_on)
    for part in parts:
        notifications.tell_part(event, routed, part, "staff_contribute", due=part.due_on)
    publishing.keep_facts(routed)
    return routed


def _mail_language(question: Question) -> str:
    contact = notifications.contact_of(question)
    return contact.language if contact else question.language


@transaction.atomic
def question_reject(
    *,
    question: Question,
    actor: Any,
    reason: RejectReason,
    text: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """Closes a question that cannot be answered here; `text` tells the asker how to mend it."""
    act = begin(Verb.REJECT, question, by=actor, version=version, at=at)
    act.say(MessageKind.REJECTION, text)
    act.question.barred_moderator = actor
    event = _close(act, reason=RejectReason(reason))
    notifications.tell_asker(event, act.question, "rejected")
    clusters.hand_over(act.question, at=act.at)
    return act.question


@transaction.atomic
def question_mark_spam(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Closes what is no question at all. The code's page says so; no mail is sent."""
    act = begin(Verb.MARK_SPAM, question, by=actor, version=version, at=at)
    _close(act)
    clusters.hand_over(act.question, at=act.at)
    return act.question


@transaction.atomic
def question_restore(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Takes back a mark as spam or as a duplicate: the question is submitted again, its clock never stopped."""
    return _to_submitted(begin(Verb.RESTORE, question, by=actor, version=version, at=at))


@transaction.atomic
def question_unmerge(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Undoes a wrong merge: the question stands for itself again."""
    return _to_submitted(begin(Verb.UNMERGE, question, by=actor, version=version, at=at))


def _to_submitted(act: Act) -> Question:
    was_in = act.question.duplicate_of_id
    act.question.duplicate_of = None
    act.question.quarantined = False
    event = act.finish(out_of=was_in)
    notifications.tell_asker(event, act.question, "taken_up_again", due=act.question.due_on)
    return act.question


@transaction.atomic
def question_merge(
    *, question: Question, into: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Closes the question as a duplicate of `into` (or of what that duplicates); its own duplicates follow."""
    target = clusters.canonical(Question.objects.select_related("duplicate_of").get(pk=into.pk))
    clusters.lock(question, target)
    act = begin(Verb.MERGE, question, by=actor, version=version, at=at)
    target.refresh_from_db()
    act.refuse_if(target.pk == act.question.pk, "itself")
    act.refuse_if(target.erased_at is not None, "target_erased")
    act.refuse_if(target.state not in states.OPEN | states.HAS_ANSWER, "target_closed")
    in_force = target.versions.filter(state=VersionState.PUBLISHED).first()
    if in_force is not None and target.state in states.HAS_ANSWER:
        in_force.question = target
        act.refuse_if(not in_force.for_others, "target_answer_private")
    act.question.duplicate_of = target
    event = _close(act, into=target.pk)
    clusters.repoint(act.question, target)
    answered = in_force is not None
    notifications.tell_asker(event, act.question, "merged", answered=answered)
    return act.question


@transaction.atomic
def question_split(
    *, question: Question, actor: Any, parts: Sequence[Part], version: int | None = None, at: datetime | None = None
) -> list[Question]:
    """Makes independent questions of one that asks for two; they keep its date, and its code shows them all."""
    act = begin(Verb.SPLIT, question, by=actor, version=version, at=at)
    whole = act.question
    texts = [plain.clean(part.text) for part in parts]
    act.refuse_if(len(parts) < 2 or not all(texts), "text_missing")
    children = [
        question_create(
            token=f"part-{uuid.uuid4().hex}",
            text=words,
            language=whole.language,
            topic=part.topic or whole.topic,
            region=part.region or whole.region,
            contact=None,
            consent_publish=whole.consent_publish,
            consent_processing=whole.consent_processing,
            quarantined=False,
            parent=whole,
            code=None,
            at=whole.asked_at,
        )
        for words, part in zip(texts, parts, strict=True)
    ]
    for child in children:
        child.clock_from, child.urgent = whole.clock_from, whole.urgent
        clock.recount(child)
        child.save(update_fields=["clock_from", "urgent", "due_on"])
        _record_part(act, child)
    event = _close(act, parts=[child.pk for child in children])
    notifications.tell_asker(event, whole, "split", due=whole.due_on)
    return children


def _record_part(act: Act, child: Question) -> None:
    """The history of a part begins with the split."""
    events.record(
        KIND,
        child.pk,
        Verb.SUBMIT,
        role=act.role,
        actor=act.actor,
        at=act.at,
        parent=act.question.pk,
        due=child.due_on.isoformat(),
        to=str(child.state),
    )


@transaction.atomic
def question_ask(
    *, question: Question, actor: Any, text: str, version: int | None = None, at: datetime | None = None
) -> Question:
    """Asks the asker for what is missing; the clock pauses until they reply."""
    act = begin(Verb.ASK, question, by=actor, version=version, at=at)
    act.say(MessageKind.ASK, text)
    start_pause(act.question, act.today)
    reply_by = clock.last_day(Term.Key.REPLY, act.today)
    event = act.finish(reply_by=reply_by.isoformat())
    notifications.tell_asker(event, act.question, "needs_info", reply_by=reply_by)
    publishing.keep_facts(act.question)
    return act.question


@transaction.atomic
def question_recall(
    *,
    question: Question,
    actor: Any,
    reason: RecallReason,
    text: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """Takes the question back from its agencies, to be routed anew."""
    act = begin(Verb.RECALL, question, by=actor, version=version, at=at)
    lead = act.lead
    act.say(MessageKind.RECALL, text, assignment=lead, needed=False)
    end_assignments(act.question, AssignmentState.RECALLED, act.at)
    act.finish(reason=RecallReason(reason), agency=lead.agency.key if lead else None)
    publishing.keep_facts(act.question)
    return act.question


@transaction.atomic
def question_mark_urgent(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Puts the question first in every queue; the asker's page shows 102, 103 and 112."""
    act = begin(Verb.MARK_URGENT, question, by=actor, version=version, at=at)
    act.question.urgent = True
    act.finish()
    return act.question


@transaction.atomic
def question_unmark_urgent(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Takes the mark back: the question stands in the queues by its date again."""
    act = begin(Verb.UNMARK_URGENT, question, by=actor, version=version, at=at)
    act.question.urgent = False
    act.finish()
    return act.question


@transaction.atomic
def question_unreject(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Takes back one's own rejection of a moment ago. Nobody has been told of it, so nobody is told now."""
    act = begin(Verb.UNREJECT, question, by=actor, version=version, at=at)
    act.question.barred_moderator = None
    act.finish()
    return act.question


@transaction.atomic
def question_redact(
    *, question: Question, actor: Any, title: str, text: str, version: int | None = None, at: datetime | None = None
) -> Question:
    """A person confirms the title and the text that everyone may read. A question already public changes with them."""
    act = begin(Verb.REDACT, question, by=actor, version=version, at=at)
    redacted = act.question
    redacted.public_title, redacted.public_text = plain.clean(title).replace("\n", " ")[:200], plain.clean(text)
    act.refuse_if(not redacted.public_title or not redacted.public_text, "text_missing")
    redacted.public_confirmed_at = act.at
    act.finish()
    if redacted.visibility == Visibility.PUBLIC:
        publishing.write(redacted, at=act.at)
    return redacted


def _close(act: Act, **data: Any) -> Any:
    """What every closing by a moderator does besides: agencies are free of it, waiting ends, it leaves the public."""
    end_pause(act.question, act.today)
    end_assignments(act.question, AssignmentState.RECALLED, act.at)
    if act.question.visibility == Visibility.PUBLIC:
        publishing.take_down(act.question, WithholdReason.CLOSED, at=act.at)
    return act.finish(**data)
