"""Files for calendars of readers' own: a briefing, all that are to come, a month with its news."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Event
from wagtail.query import PageQuerySet

from portal import icalendars
from portal.tree import absolute
from portal.visibility import open_to_all
from press.pages import BriefingPage

REFRESH: Final = timedelta(hours=1)
REMIND: Final = timedelta(minutes=15)
PAST: Final = timedelta(days=30)  # so long what is over stays in the calendar of all


def coming(language: str) -> PageQuerySet:
    """The public briefings in `language`, from a month ago on."""
    pages = open_to_all(BriefingPage.objects.filter(locale__language_code=language))
    return (
        pages.filter(starts_at__gte=timezone.now() - PAST).defer("body", "transcript", "chapters").order_by("starts_at")
    )


def calendar(
    pages: Iterable[BriefingPage], language: str, *, name: str = "", news: Iterable[tuple[date, str, str]] = ()
) -> bytes:
    """The calendar of `pages` and of `news` (day, title, public path), in `language`, which is the present one; `name`
    where it holds more than briefings."""
    made = icalendars.begun("Briefings", f"{_('Jauap')}: {name or _('Briefings')}", language, REFRESH)
    for page in pages:
        made.add_component(_event(page))
    for day, title, path in news:
        made.add_component(_note(day, title, path))
    return bytes(made.to_ical())


def _note(day: date, title: str, path: str) -> Event:
    """A piece of news: the whole day, and nobody is busy because of it."""
    event = Event()
    event.add("uid", icalendars.uid(path.strip("/").replace("/", "-")))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", day)
    event.add("summary", title)
    event.add("url", absolute(path))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [_("News")])
    return event


def _event(page: BriefingPage) -> Event:
    changed = page.last_published_at or page.first_published_at or page.starts_at
    begins = page.begins_at
    event = Event()
    event.add("uid", icalendars.uid(f"briefing-{page.translation_key}"))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", begins)
    event.add("dtend", page.ended_at or begins + (page.ends_at - page.starts_at))
    event.add("summary", page.title)
    event.add("description", f"{page.lead}\n\n{page.full_url}".strip())
    event.add("location", page.place)
    event.add("url", page.full_url)
    event.add("last-modified", changed)
    # What the press officer does by hand leaves the date of publication alone, so the times are counted in too.
    event.add("sequence", int(changed.timestamp()) // 60 + _by_hand(page))
    event.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
    if not page.cancelled:
        alarm: Any = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -REMIND)
        alarm.add("description", page.title)
        event.add_component(alarm)
    return event


def _by_hand(page: BriefingPage) -> int:
    """Grows with each step that a calendar must notice (RFC 5545, 3.8.7.4)."""
    return 4 * bool(page.cancelled) + 2 * bool(page.started_at) + bool(page.delayed_until)
