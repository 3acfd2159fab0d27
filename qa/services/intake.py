"""Submitting, and everything an asker does while their question is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from directory.models import Region, Topic
from intake import codes
from intake.models import Attachment, Contact
from portal import crypto, events
from portal import text as plain
from qa import clock, notifications, publishing
from qa.models import NumberSequence, Question, Term
from qa.rules import deadlines
from qa.rules.reasons import MessageKind, WithholdReason
from qa.rules.states import AssignmentState, Role, Status, Verb, Visibility
from qa.services import clusters
from qa.services.act import CITIZEN, KIND, begin, end_assignments, end_pause
from qa.services.urgency import urgency_hint


@dataclass(frozen=True, slots=True)
class Submitted:
    """A question just taken in, or taken in before under the same token, and the code its asker holds."""

    question: Question
    code: str


def question_submit(
    *,
    token: str,
    text: str,
    language: str,
    consent_publish: bool,
    consent_processing: bool,
    topic: Topic | None = None,
    region: Region | None = None,
    contact: Contact | None = None,
    attachments: Iterable[Attachment] = (),
    quarantined: bool = False,
    proposed_text: str = "",
    parent: Question | None = None,
    at: datetime | None = None,
) -> Submitted:
    """Takes a question in. The same `token` gives the same question and code, however often and at once it comes.

    `proposed_text` is the public text with the words blacked out that the asker wants hidden, if they chose any.
    `parent` is the question that this one follows up or asks again. Raises ValueError for an empty text.
    """
    words = plain.clean(text)
    if not words:
        raise ValueError("a question needs a text")
    known = _submitted(token)
    if known:
        return known
    code = codes.new()
    try:
        with transaction.atomic():
            question = question_create(
                token=token,
                text=words,
                language=language,
                topic=topic,
                region=region,
                contact=contact,
                consent_publish=consent_publish,
                consent_processing=consent_processing,
                quarantined=quarantined,
                proposed_text=plain.clean(proposed_text),
                parent=parent,
                code=code,
                at=at or timezone.now(),
            )
            Attachment.objects.filter(pk__in=[a.pk for a in attachments]).update(owner=question.reference, draft=None)
            event = events.record(
                KIND,
                question.pk,
                Verb.SUBMIT,
                role=Role.CITIZEN,
                at=question.asked_at,
                due=question.due_on.isoformat(),
                to=str(Status.SUBMITTED),
                parent=parent.pk if parent else None,
            )
            notifications.tell_asker(event, question, "received", due=question.due_on)
    except IntegrityError:
        known = _submitted(token)  # another request with the same token was faster
        if known is None:
            raise
        return known
    return Submitted(question, code)


def _submitted(token: str) -> Submitted | None:
    question = Question.objects.filter(token=token).first()
    if question is None:
        return None
    return Submitted(question, crypto.unseal(question.code_sealed) if question.code_sealed else "")


def question_create(
    *,
    token: str,
    text: str,
    language: str,
    topic: Topic | None,
    region: Region | None,
    contact: Contact | None,
    consent_publish: bool,
    consent_processing: bool,
    quarantined: bool,
    parent: Question | None,
    code: str | None,
    at: datetime,
    clock_from: datetime | None = None,
    proposed_text: str = "",
) -> Question:
    """The row of a new question, with its number, code and date. Parts of a split question get no code of their own."""
    start = clock.day_of(clock_from or at)
    calendar_days = deadlines.due(start, clock.term(Term.Key.ANSWER, start).working_days, clock.production_calendar())
    question = Question.objects.create(
        token=token,
        number=next_number(clock.day_of(at).year),
        text=text,
        proposed_text=proposed_text,
        language=language,
        topic=topic,
        region=region,
        contact=contact,
        consent_publish=consent_publish,
        consent_processing=consent_processing,
        quarantined=quarantined,
        parent=parent,
        asked_at=at,
        status_since=at,
        clock_from=start,
        due_on=calendar_days.due,
        code_fingerprint=codes.fingerprint(code) if code else None,
        code_sealed=crypto.seal(code) if code else "",
    )
    urgency_hint(question, text)
    return question


def next_number(year: int) -> str:
    """The next public number of a year, "2026-01842": the row's lock holds until the transaction ends.

    One statement: in a burst everybody waits for this row, so it is held for as few round trips as can be.
    """
    table = connection.ops.quote_name(NumberSequence._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (year, last) VALUES (%s, 1) "  # noqa: S608 a constant name
            f"ON CONFLICT (year) DO UPDATE SET last = {table}.last + 1 RETURNING last",
            [year],
        )
        return f"{year}-{cursor.fetchone()[0]:05}"


def question_by_code(typed: str) -> Question | None:
    """The question whose code was typed. Malformed, unknown and erased codes all cost one look-up and give None."""
    return Question.objects.filter(code_fingerprint=codes.fingerprint(typed)).first()


@transaction.atomic
def question_reply(
    *, question: Question, text: str, version: int | None = None, at: datetime | None = None
) -> Question:
    """The asker answers what they were asked: the clock runs again."""
    act = begin(Verb.REPLY, question, roles=CITIZEN, version=version, at=at)
    act.say(MessageKind.REPLY, text)
    end_pause(act.question, act.today)
    event = act.finish(due=act.question.due_on.isoformat())
    notifications.tell_asker(event, act.question, "receipt", due=act.question.due_on)
    notifications.tell_agency(event, act.question, "staff_new_information")
    publishing.keep_facts(act.question)
    return act.question


@transaction.atomic
def question_add_information(
    *, question: Question, text: str, version: int | None = None, at: datetime | None = None
) -> Question:
    """The asker adds something to an open question."""
    act = begin(Verb.ADD_INFORMATION, question, roles=CITIZEN, version=version, at=at)
    act.say(MessageKind.INFORMATION, text)
    urgency_hint(act.question, text)
    event = act.finish()
    notifications.tell_asker(event, act.question, "receipt")
    notifications.tell_agency(event, act.question, "staff_new_information")
    return act.question


@transaction.atomic
def question_withdraw(*, question: Question, version: int | None = None, at: datetime | None = None) -> Question:
    """The asker no longer wants an answer."""
    act = begin(Verb.WITHDRAW, question, roles=CITIZEN, version=version, at=at)
    end_pause(act.question, act.today)
    end_assignments(act.question, AssignmentState.RECALLED, act.at)
    if act.question.visibility == Visibility.PUBLIC:
        publishing.take_down(act.question, WithholdReason.CLOSED, at=act.at)
    event = act.finish()
    notifications.tell_asker(event, act.question, "receipt")
    clusters.hand_over(act.question, at=act.at)
    return act.question
