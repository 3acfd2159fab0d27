"""What readers' pages and staff's calendars ask of the newsroom."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from newsroom import urgent
from portal import languages


@require_safe
def urgent_now(request: HttpRequest) -> HttpResponseBase:
    """The urgent banner of this moment, empty when none is up; 304 to whoever has it already."""
    found = urgent.fragment(languages.current())
    response = get_conditional_response(request, etag=found.etag)
    if response is None:
        response = HttpResponse(found.html)
    response.headers["ETag"] = found.etag
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=1"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
