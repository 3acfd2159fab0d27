"""What readers' pages and staff's calendars ask of the newsroom."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from newsroom import calendars, urgent
from portal import icalendars, languages


@require_safe
def urgent_now(request: HttpRequest) -> HttpResponseBase:
    """The urgent banner of this moment, empty when none is up; 304 to whoever has it already."""
    return urgent.fragment(languages.current()).answer(request, seconds=1)


@require_safe
def editorial_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever made this secret; 404 for one that is unknown, revoked, or whose owner has left."""
    owner = calendars.owner_of(token)
    if owner is None:
        raise Http404("no such calendar")
    return icalendars.private_file(calendars.feed(owner), "editorial.ics", timedelta(minutes=5))
