"""Reads from the database what `qa.rules.deadlines` counts with, and writes the date it finds."""

from datetime import date, datetime

from django.utils import timezone

from portal import memory
from portal.calendar import production_calendar
from qa.models import Question, Term
from qa.rules import deadlines
from qa.rules.deadlines import Count, Span


def day_of(at: datetime) -> date:
    """The calendar day of a moment, in Kazakhstan."""
    return timezone.localtime(at).date()


def term(key: str, on: date) -> Term:
    """The term in force on a day. Raises Term.DoesNotExist when no row covers it."""
    found = Term.objects.filter(key=key, in_force_from__lte=on).order_by("-in_force_from").first()
    if found is None:
        raise Term.DoesNotExist(f"no term {key!r} in force on {on}")
    return found


@memory.brief
def soon() -> int:
    """With how many working days left a question is "due soon": from the day on which its officer is reminded."""
    days: int = term(Term.Key.DUE_SOON, timezone.localdate()).working_days
    return days


def last_day(key: str, start: date) -> date:
    """The last day of what began on `start` and may take as long as the term `key` says."""
    return production_calendar().add(start, term(key, start).working_days)


def count_of(question: Question) -> Count:
    """The due date of the question's present round and how it is counted."""
    return deadlines.due(
        question.clock_from,
        term(Term.Key.ANSWER, question.clock_from).working_days,
        production_calendar(),
        extensions=[e.working_days for e in question.extensions.all() if e.round == question.round],
        pauses=[Span(p.since, p.until) for p in question.pauses.all() if p.round == question.round],
    )


def recount(question: Question) -> date:
    """Sets the question's date, and its agencies' with it, from the rows; the caller saves the question."""
    question.due_on = count_of(question).due
    active = question.assignments.active()
    active.filter(ahead=0).update(due_on=question.due_on)
    for part in active.exclude(ahead=0):
        part.due_on = deadlines.ahead_of(question.due_on, part.ahead, production_calendar())
        part.save(update_fields=["due_on"])
    return question.due_on


def ahead(question: Question, on: date, wanted: date | None = None) -> int:
    """By how many working days a contribution is due before the answer: by the day that is wanted, or by the term.

    Never later than the answer, and never before the next working day.
    """
    calendar = production_calendar()
    days = calendar.count(wanted, question.due_on) if wanted else term(Term.Key.CONTRIBUTE, on).working_days
    return max(0, min(days, calendar.count(on, question.due_on) - 1))
