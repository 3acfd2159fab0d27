"""The private feed of due dates: whoever holds its address reads numbers and dates."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal import icalendars
from qa import calendars


@require_safe
def due_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever made this secret; 404 for one that is unknown, revoked, or whose owner has left."""
    owner = calendars.owner_of(token)
    if owner is None:
        raise Http404("no such calendar")
    return icalendars.private_file(calendars.feed(owner), "due-dates.ics", timedelta(minutes=15))
