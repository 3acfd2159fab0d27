"""What the press service shows on every page: the live strip, the calendar and the feed in the footer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import languages
from portal.memory import brief
from portal.subscriptions import Offer
from press import selectors
from press.rules.briefings import State


@dataclass(frozen=True, slots=True)
class OnAir:
    """A briefing that is live, as the strip needs it."""

    url: str
    title: str
    since: datetime
    sign_language: bool


@brief
def on_air(language: str) -> OnAir | None:
    """The briefing that is live now, in `language` or, if it is not translated, in the first language it has."""
    now = timezone.now()
    live = [page for page in selectors.briefings_around(now) if page.state is State.LIVE]
    order = languages.order_for(language)
    live.sort(key=lambda page: (order.index(page.locale.language_code), page.starts_at))
    if not live:
        return None
    page = live[0]
    return OnAir(page.url, page.title, page.begins_at, page.has_sign_language)


def live_strip(context: dict[str, Any]) -> str:
    """The strip over every page while a briefing is live; nothing at other times."""
    return _strip(languages.current())


@brief
def _strip(language: str) -> str:
    found = on_air(language)
    if found is None:
        return ""
    minutes = max(0, (timezone.now() - found.since) // timedelta(minutes=1))
    notes = [ngettext("began %(count)d minute ago", "began %(count)d minutes ago", minutes) % {"count": minutes}]
    if found.sign_language:
        notes.append(_("sign language"))
    return render_to_string(
        "portal/components/live_strip.html", {"url": found.url, "title": found.title, "note": " · ".join(notes)}
    )


def feed_link(context: dict[str, Any]) -> str:
    """The feed, among the ways to subscribe."""
    return format_html('<li><a href="{}">{}</a></li>', reverse("press:feed"), _("News feed (Atom)"))


def offers() -> Iterator[Offer]:
    """The feeds of the press service and the calendar of briefings, on the page of subscriptions."""
    together = " · ".join(str(name) for name in selectors.kind_names().values())
    yield Offer("feeds", together, reverse("press:feed"), "Atom")
    yield Offer("feeds", _("Briefings"), reverse("press:briefings_feed"), "Atom")
    yield Offer("calendars", _("Briefings"), reverse("press:briefings_calendar"), "iCal")


def calendar_link(context: dict[str, Any]) -> str:
    """The calendar, at the foot of every page."""
    return format_html('<li><a href="{}">{}</a></li>', reverse("press:calendar"), _("Calendar of news and briefings"))
