"""Co-executors of a question: they join and leave while the agency that answers works on it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from directory.models import Agency
from portal.calendar import production_calendar
from qa import clock, notifications
from qa.models import Assignment, Question
from qa.rules import deadlines
from qa.rules.reasons import MessageKind
from qa.rules.states import AssignmentRole, AssignmentState, Verb
from qa.services.act import Act, begin


def add_part(act: Act, agency: Agency, due_on: date | None = None) -> Assignment:
    """One more agency that contributes, by `due_on` or by the day that the term gives."""
    ahead = clock.ahead(act.question, act.today, due_on)
    return Assignment.objects.create(
        question=act.question,
        agency=agency,
        role=AssignmentRole.CO_EXECUTOR,
        due_on=deadlines.ahead_of(act.question.due_on, ahead, production_calendar()),
        ahead=ahead,
        created_at=act.at,
    )


@transaction.atomic
def co_executor_add(
    *,
    question: Question,
    actor: Any,
    agency: Agency,
    due_on: date | None = None,
    text: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """Asks another agency to contribute; `text` tells it what about. Refused for one that has the question already."""
    act = begin(Verb.ADD_CO_EXECUTOR, question, by=actor, version=version, at=at)
    act.refuse_if(act.question.assignments.active().filter(agency=agency).exists(), "already_there")
    part = add_part(act, agency, due_on)
    act.say(MessageKind.NOTE, text, assignment=part, needed=False)
    event = act.finish(agency=agency.key, part_due=part.due_on.isoformat())
    notifications.tell_part(event, act.question, part, "staff_contribute", due=part.due_on)
    return act.question


@transaction.atomic
def co_executor_remove(
    *,
    question: Question,
    actor: Any,
    agency: Agency,
    text: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """Asks an agency no longer; what it contributed stays. Refused for one that does not contribute."""
    act = begin(Verb.REMOVE_CO_EXECUTOR, question, by=actor, version=version, at=at)
    parts = act.question.assignments.active().co_executors().filter(agency=agency)
    act.refuse_if(not parts, "not_a_co_executor")
    part = parts[0]
    act.say(MessageKind.NOTE, text, assignment=part, needed=False)
    event = act.finish(agency=agency.key)
    notifications.tell_part(event, act.question, part, "staff_released")
    part.state, part.ended_at = AssignmentState.RECALLED, act.at
    part.save(update_fields=["state", "ended_at"])
    return act.question
