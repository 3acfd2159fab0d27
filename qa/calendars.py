"""A member of an agency reads their due dates in a calendar of their own: numbers and dates, no word of a citizen."""

import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Event

from portal import crypto
from portal.users import User
from qa import absences, notifications, permissions
from qa.models import Assignment, DueCalendar
from qa.rules.states import AGENCY_ROLES, OPEN_STATUSES, AssignmentRole, Status

_REFRESH = timedelta(hours=6)


@transaction.atomic
def calendar_make(user: Any) -> str:
    """A new secret for someone's feed; the one before is worth nothing from now on. We keep a keyed digest of it."""
    token = secrets.token_urlsafe(32)
    fresh = {"fingerprint": _fingerprint(token), "created_at": timezone.now()}
    DueCalendar.objects.update_or_create(user=user, defaults=fresh)
    return token


def calendar_revoke(user: Any) -> None:
    """Closes someone's feed."""
    DueCalendar.objects.filter(user=user).delete()


def owner_of(token: str) -> User | None:
    """Whose feed it is, while they work in an agency. An unknown and a revoked secret cost the same look-up."""
    found = DueCalendar.objects.filter(fingerprint=_fingerprint(token)).select_related("user").first()
    if found is None or not permissions.roles_of(found.user) & AGENCY_ROLES:
        return None
    return found.user


def _fingerprint(token: str) -> str:
    return crypto.fingerprint("due-calendar", token)


def feed(user: User) -> bytes:
    """The calendar: a whole day for each open question that someone is in charge of, in the language of their admin."""
    agencies = permissions.agencies_of(user)
    parts = Assignment.objects.active().filter(absences.officers_of(user), agency__in=agencies)
    parts = parts.filter(Q(question__status__in=OPEN_STATUSES)).select_related("question")
    language = notifications.language_of(user.pk)
    with translation.override(language):
        calendar = Calendar()
        calendar.add("prodid", f"-//Jauap//Due dates//{language.upper()}")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", gettext("Due dates of my questions"))
        calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
        for part in parts.order_by("due_on", "pk"):
            calendar.add_component(_event(part))
    return bytes(calendar.to_ical())


def _event(part: Assignment) -> Event:
    question = part.question
    leads = part.role == AssignmentRole.LEAD
    label = gettext("Due date") if leads else gettext("Contribution due")
    event = Event()
    event.add("uid", f"due-{question.number}-{part.pk}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", part.due_on)
    event.add("dtend", part.due_on + timedelta(days=1))
    event.add("summary", f"{label}: № {question.number}")
    event.add("sequence", question.version)
    event.add("transp", "TRANSPARENT")
    # While the asker is waited for, the date moves on with each day.
    event.add("status", "TENTATIVE" if question.status == Status.NEEDS_INFO else "CONFIRMED")
    return event
