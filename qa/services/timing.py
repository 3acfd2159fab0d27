"""What the clock does to a question: extensions, recounts, and the lapse of one that nobody explains."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qa import clock, notifications, publishing
from qa.models import Question, Term
from qa.rules.reasons import ExtendReason, MessageKind, WithholdReason
from qa.rules.states import Verb, Visibility
from qa.rules.transitions import VerbRefused
from qa.services import clusters
from qa.services.act import AUTOMATION, begin


@transaction.atomic
def question_extend(
    *,
    question: Question,
    actor: Any,
    working_days: int,
    reason: ExtendReason,
    text: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """Gives the answer more working days, up to the cap of the term; the asker reads the new date and why."""
    act = begin(Verb.EXTEND, question, by=actor, version=version, at=at)
    extended = act.question
    granted = clock.count_of(extended).extension
    cap = clock.term(Term.Key.ANSWER, extended.clock_from).extension_cap
    act.refuse_if(working_days < 1, "no_days")
    act.refuse_if(granted + working_days > cap, "over_the_cap")
    act.say(MessageKind.EXTENSION, text)
    extended.extensions.create(
        round=extended.round,
        working_days=working_days,
        reason=ExtendReason(reason),
        granted_by=actor,
        granted_at=act.at,
    )
    clock.recount(extended)
    event = act.finish(reason=ExtendReason(reason), days=working_days, due=extended.due_on.isoformat())
    notifications.tell_asker(event, extended, "extended", due=extended.due_on)
    publishing.keep_facts(extended)
    return extended


@transaction.atomic
def question_recount(*, question: Question, at: datetime | None = None) -> bool:
    """Counts the date anew after a change of the calendar or of a term; whether it moved. A move is told.

    The question is read from the database, so that its key is enough. One that is open no longer stays as it is.
    """
    try:
        act = begin(Verb.RECOUNT, question, roles=AUTOMATION, at=at)
    except VerbRefused:
        return False
    was = act.question.due_on
    if clock.recount(act.question) == was:
        return False
    event = act.finish(was=was.isoformat(), due=act.question.due_on.isoformat())
    notifications.tell_asker(event, act.question, "recounted", due=act.question.due_on)
    publishing.keep_facts(act.question)
    return True


@transaction.atomic
def question_lapse(*, question: Question, at: datetime | None = None) -> Question:
    """Closes a question whose asker did not reply in time, two reminders given. They may reopen it."""
    act = begin(Verb.LAPSE, question, roles=AUTOMATION, at=at)
    if act.question.visibility == Visibility.PUBLIC:
        publishing.take_down(act.question, WithholdReason.CLOSED, at=act.at)
    event = act.finish()
    notifications.tell_asker(event, act.question, "lapsed")
    clusters.hand_over(act.question, at=act.at)
    return act.question
