"""What the clock does to questions. Every scan may be missed or run twice: it loses nothing and repeats nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from django.utils import timezone

from portal import events, jobs
from portal.calendar import production_calendar
from qa import clock, escalation, notifications, recounting, services, wording
from qa.escalation import BATCH
from qa.models import Question, Reminder, Term
from qa.rules.states import Status
from qa.rules.transitions import VerbRefused

BULK_KEPT: Final = timedelta(days=7)  # records of what was done to many at once; the events stay


def tidy_desk() -> int:
    """Removes what the moderators' desk no longer needs; how many rows."""
    return services.desk_tidy() + services.bulk_forget(timezone.now() - BULK_KEPT)


def index_words() -> int:
    """Lets staff find new questions by their words; how many."""
    return wording.catch_up()


def lapse_unanswered() -> int:
    """Closes questions whose asker did not reply in time; how many."""
    waiting = Question.objects.filter(status=Status.NEEDS_INFO).order_by("status_since")
    return _each(waiting, lambda question: services.question_lapse(question=question))


def resolve_answered() -> int:
    """Closes answered questions to which nobody objected in time; how many."""
    days = clock.term(Term.Key.RESOLVE, timezone.localdate()).working_days
    # As many calendar days as working days have certainly not passed yet: a cheap first sieve.
    old = Question.objects.filter(status=Status.ANSWERED, answered_at__lt=timezone.now() - timedelta(days=days))
    return _each(
        old.order_by("answered_at"), lambda question: services.question_resolve(question=question, by_timer=True)
    )


def _each(questions: Any, act: Callable[[Question], object]) -> int:
    done = 0
    for question in questions[:BATCH]:
        try:
            act(question)
        except VerbRefused:
            continue  # not yet, or someone was faster: the next scan looks again
        done += 1
    return done


def remind() -> int:
    """Gives the reminders that are due; how many."""
    return remind_askers() + escalation.escalate()


def remind_askers() -> int:
    """Two reminders to reply: at half of the time, and a working day before its end."""
    today, calendar, given = timezone.localdate(), production_calendar(), 0
    for question in Question.objects.filter(status=Status.NEEDS_INFO).prefetch_related("reminders")[:BATCH]:
        pause = question.pauses.get(until__isnull=True)
        days = clock.term(Term.Key.REPLY, pause.since).working_days
        first = next((r for r in question.reminders.all() if _is(r, Reminder.Kind.REPLY_FIRST, pause.since)), None)
        if first is None:
            kind, when = Reminder.Kind.REPLY_FIRST, calendar.add(pause.since, days // 2)
        else:
            # After an outage both would be late: the last one still leaves a day between.
            after = calendar.add(clock.day_of(first.at), 1)
            kind, when = Reminder.Kind.REPLY_LAST, max(after, calendar.add(pause.since, max(days - 1, 1)))
        if today >= when:
            reply_by = calendar.add(pause.since, days)
            given += escalation.remind(question, kind, pause.since, partial(_ask_again, reply_by=reply_by))
    return given


def _is(reminder: Reminder, kind: Reminder.Kind, for_date: date) -> bool:
    return reminder.kind == kind and reminder.for_date == for_date


def _ask_again(event: events.Event, question: Question, reply_by: date) -> None:
    notifications.tell_asker(event, question, "reply_reminder", reply_by=max(reply_by, timezone.localdate()))


def recount_open() -> int:
    """Counts the dates of open questions anew after a change of the calendar or of a term; how many moved."""
    moves = recounting.moves()
    moved = sum(services.question_recount(question=Question(pk=move.pk)) for move in moves[:BATCH])
    if len(moves) > BATCH and moved:
        jobs.enqueue(recount_open)
    return moved
