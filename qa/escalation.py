"""Who hears of a due date, and when: each step once. How many days lie between the steps, rows of terms say.

A question's step is a `Reminder` row for its present date, so that a missed night loses nothing and a second run
repeats nothing; a date that moves begins anew.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal import events
from portal.calendar import production_calendar
from qa import clock, notifications
from qa.models import Assignment, Membership, Question, Reminder, Term
from qa.rules import deadlines
from qa.rules.states import OPEN_STATUSES, AssignmentState, Role, Status
from qa.services.act import KIND

BATCH: Final = 500  # questions a scan takes at a time: the rest comes with the next one
REMIND: Final = "remind"  # the code of the event of a reminder
WITH_AGENCY: Final = (Status.ROUTED, Status.IN_PROGRESS, Status.IN_APPROVAL)
RUNNING: Final = tuple(sorted(OPEN_STATUSES - {Status.NEEDS_INFO}))
_UNDONE: Final = (AssignmentState.OPEN, AssignmentState.ACCEPTED)

Tell = Callable[[events.Event, Question], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: by how many days its term says, for questions in which statuses, and who is told."""

    kind: Reminder.Kind
    term: Term.Key
    statuses: tuple[Status, ...]
    roles: tuple[Role, ...]

    def dates(self, today: date) -> dict[str, date]:
        """The due dates for which this step is to be taken today, as a condition on `due_on`."""
        calendar, days = production_calendar(), clock.term(self.term, today).working_days
        if self.kind is Reminder.Kind.DUE_SOON:
            return {"due_on__gte": today, "due_on__lte": calendar.add(today, days)}
        return {"due_on__lte": deadlines.passed_by(today, days, calendar)}


# The gravest first: after an outage the coordinator does not wait for what the officer is told.
STEPS: Final = (
    Step(Reminder.Kind.LONG_OVERDUE, Term.Key.LONG_OVERDUE, RUNNING, (Role.COORDINATOR,)),
    Step(
        Reminder.Kind.OVERDUE, Term.Key.OVERDUE, WITH_AGENCY, (Role.OFFICER, Role.APPROVER, Role.MANAGER),
    ),
    Step(Reminder.Kind.DUE_SOON, Term.Key.DUE_SOON, WITH_AGENCY, (Role.OFFICER,)),
)  # fmt: skip


def escalate() -> int:
    """Takes the steps that are due, for questions and for co-executors' parts; how many."""
    today = timezone.localdate()
    taken = 0
    for step in STEPS:
        dates = step.dates(today)
        taken += _questions(step, dates) + _parts(step, dates)
    return taken


def _questions(step: Step, dates: dict[str, date]) -> int:
    before = Reminder.objects.filter(
        question=OuterRef("pk"), assignment__isnull=True, kind=step.kind, for_date=OuterRef("due_on")
    )
    due = Question.objects.filter(status__in=step.statuses, **dates).exclude(Exists(before))
    return sum(_take(question, step) for question in due.queue_order()[:BATCH])


def _take(question: Question, step: Step) -> bool:
    def tell(event: events.Event, question: Question) -> None:
        for role in step.roles:
            if role is Role.COORDINATOR:
                notifications.tell_role(event, question, role, "staff_escalated", due=question.due_on)
            else:
                notifications.tell_agency(event, question, "staff_due", role, due=question.due_on)

    return remind(question, step.kind, question.due_on, tell)


def _parts(step: Step, dates: dict[str, date]) -> int:
    """Contributions that are not in yet: the agency that contributes is told, never the coordinator."""
    if Role.COORDINATOR in step.roles:
        return 0
    before = Reminder.objects.filter(assignment=OuterRef("pk"), kind=step.kind, for_date=OuterRef("due_on"))
    undone = Assignment.objects.active().co_executors().filter(state__in=_UNDONE, question__status__in=step.statuses)
    late = undone.filter(**dates).exclude(Exists(before)).select_related("question")
    return sum(_take_part(part, step) for part in late.order_by("due_on", "pk")[:BATCH])


def _take_part(part: Assignment, step: Step) -> bool:
    def tell(event: events.Event, question: Question) -> None:
        notifications.tell_part(event, question, part, "staff_due", due=part.due_on)
        above = set(step.roles) - {Role.OFFICER}
        seats = Membership.objects.filter(agency=part.agency_id, role__in=above)
        notifications.tell_users(event, question, _users(seats), "staff_due", due=part.due_on)

    return remind(part.question, step.kind, part.due_on, tell, part)


def _users(seats: Any) -> Iterable[int]:
    return list(seats.values_list("user", flat=True).distinct())


@transaction.atomic
def remind(question: Question, kind: Reminder.Kind, for_date: date, tell: Tell, part: Assignment | None = None) -> bool:
    """Gives one reminder, unless its row says that it was given."""
    _, created = Reminder.objects.get_or_create(question=question, assignment=part, kind=kind, for_date=for_date)
    if created:
        tell(events.record(KIND, question.pk, REMIND, role=Role.AUTOMATION, reminder=kind), question)
    return created
