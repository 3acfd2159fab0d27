"""The editorial calendar in a calendar of one's own: what is to come, behind a secret address for each person."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Event

from newsroom import permissions, planning
from newsroom.models import CalendarKey
from newsroom.planning import Entry, Wanted
from newsroom.rules.calendar import Kind
from newsroom.words import kind_name, stage_name
from portal import icalendars
from portal.accounts import language_of
from portal.users import User

REFRESH: Final = timedelta(hours=1)
PAST: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=180)
HOUR: Final = timedelta(hours=1)
# What was published is no longer planned: it is on the site.
TOLD: Final = frozenset(Kind) - {Kind.PUBLISHED}


ADDRESSES: Final = icalendars.Addresses(CalendarKey, "editorial-calendar")


def owner_of(token: str) -> User | None:
    """Whose calendar it is, while they work on pages."""
    found = ADDRESSES.owner(token)
    return found if found is not None and permissions.works_on_pages(found) else None


def feed(user: User) -> bytes:
    """The calendar: what will be published or end, briefings, planned pieces; in the language of the owner's admin."""
    language = language_of(user.pk)
    today = timezone.localdate()
    with translation.override(language):
        made = icalendars.begun("Editorial calendar", gettext("Editorial calendar"), language, REFRESH)
        for entry in planning.entries(today - PAST, today + AHEAD, Wanted(kinds=TOLD)):
            made.add_component(_event(entry))
    return bytes(made.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", icalendars.uid(entry.key))
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
