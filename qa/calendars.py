"""A member of an agency reads their due dates in a calendar of their own: numbers and dates, no word of a citizen."""

from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Event

from portal import icalendars
from portal.accounts import language_of
from portal.users import User
from qa import absences, permissions
from qa.models import Assignment, DueCalendar
from qa.rules.states import AGENCY_ROLES, OPEN_STATUSES, AssignmentRole, Status

_REFRESH = timedelta(hours=6)


ADDRESSES: Final = icalendars.Addresses(DueCalendar, "due-calendar")


def owner_of(token: str) -> User | None:
    """Whose feed it is, while they work in an agency."""
    found = ADDRESSES.owner(token)
    return found if found is not None and permissions.roles_of(found) & AGENCY_ROLES else None


def feed(user: User) -> bytes:
    """The calendar: a whole day for each open question that someone is in charge of, in the language of their admin."""
    agencies = permissions.agencies_of(user)
    parts = Assignment.objects.active().filter(absences.officers_of(user), agency__in=agencies)
    parts = parts.filter(Q(question__status__in=OPEN_STATUSES)).select_related("question")
    language = language_of(user.pk)
    with translation.override(language):
        calendar = icalendars.begun("Due dates", gettext("Due dates of my questions"), language, _REFRESH)
        for part in parts.order_by("due_on", "pk"):
            calendar.add_component(_event(part))
    return bytes(calendar.to_ical())


def _event(part: Assignment) -> Event:
    question = part.question
    leads = part.role == AssignmentRole.LEAD
    label = gettext("Due date") if leads else gettext("Contribution due")
    event = Event()
    event.add("uid", icalendars.uid(f"due-{question.number}-{part.pk}"))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", part.due_on)
    event.add("dtend", part.due_on + timedelta(days=1))
    event.add("summary", f"{label}: № {question.number}")
    event.add("sequence", question.version)
    event.add("transp", "TRANSPARENT")
    # While the asker is waited for, the date moves on with each day.
    event.add("status", "TENTATIVE" if question.status == Status.NEEDS_INFO else "CONFIRMED")
    return event
