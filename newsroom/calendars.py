"""The editorial calendar in a calendar of one's own: what is to come, behind a secret address for each person."""

import secrets
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Event

from newsroom import permissions, planning
from newsroom.models import CalendarKey
from newsroom.planning import Entry, Wanted
from newsroom.rules.calendar import Kind
from newsroom.words import kind_name, stage_name
from portal import crypto
from portal.accounts import language_of
from portal.users import User

REFRESH: Final = timedelta(hours=1)
PAST: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=180)
HOUR: Final = timedelta(hours=1)
# What was published is no longer planned: it is on the site.
TOLD: Final = frozenset(Kind) - {Kind.PUBLISHED}


@transaction.atomic
def calendar_make(user: Any) -> str:
    """A new secret for someone's calendar; the one before is worth nothing from now on. We keep a keyed digest."""
    token = secrets.token_urlsafe(32)
    fresh = {"fingerprint": _fingerprint(token), "created_at": timezone.now()}
    CalendarKey.objects.update_or_create(user=user, defaults=fresh)
    return token


def calendar_revoke(user: Any) -> None:
    """Closes someone's calendar."""
    CalendarKey.objects.filter(user=user).delete()


def owner_of(token: str) -> User | None:
    """Whose calendar it is, while they work on pages. An unknown and a revoked secret cost the same look-up."""
    found = CalendarKey.objects.filter(fingerprint=_fingerprint(token)).select_related("user").first()
    if found is None or not permissions.works_on_pages(found.user):
        return None
    return found.user


def _fingerprint(token: str) -> str:
    return crypto.fingerprint("editorial-calendar", token)


def feed(user: User) -> bytes:
    """The calendar: what will be published or end, briefings, planned pieces; in the language of the owner's admin."""
    language = language_of(user.pk)
    today = timezone.localdate()
    with translation.override(language):
        made = Calendar()
        made.add("prodid", f"-//Jauap//Editorial calendar//{language.upper()}")
        made.add("version", "2.0")
        made.add("method", "PUBLISH")
        made.add("x-wr-calname", gettext("Editorial calendar"))
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        for entry in planning.entries(today - PAST, today + AHEAD, Wanted(kinds=TOLD)):
            made.add_component(_event(entry))
    return bytes(made.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}")
    event.add("dtstamp", timezone.now())
    if entry.at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    else:
        event.add("dtstart", entry.at)
        event.add("dtend", entry.at + (HOUR if entry.kind is Kind.BRIEFING else timedelta(0)))
    event.add("summary", f"{kind_name(entry.kind)}: {entry.title}")
    lines = [
        ", ".join(version.name for version in entry.versions),
        entry.section,
        entry.author,
        entry.note or (stage_name(entry.stage) if entry.stage else ""),
    ]
    event.add("description", "\n".join(line for line in lines if line))
    event.add("url", settings.BASE_URL + entry.versions[0].url)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if entry.kind in {Kind.SCHEDULED, Kind.ENDS, Kind.BRIEFING} else "TENTATIVE")
    return event
