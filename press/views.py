"""What programs ask of the press service: how a briefing stands now, calendars, the day's news."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import languages
from portal.views import xml
from press import calendars, now, sitemaps


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The news of two days, for search engines of news."""
    language = languages.current()
    return xml(
        request, "press/news_sitemap.xml", {"pages": sitemaps.news(language), "language": language, "name": _("Jauap")}
    )


@require_safe
def briefing_now(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The fragment of a briefing's page that changes while it runs; 304 to whoever has it already."""
    found = now.fragment(pk, languages.current())
    if found is None:
        raise Http404("no such briefing")
    response = get_conditional_response(request, etag=found.etag)
    if response is None:
        response = HttpResponse(found.html)
    response.headers["ETag"] = found.etag
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=2"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def briefing_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One briefing as a file for a calendar."""
    language = languages.current()
    page = next((page for page in calendars.coming(language).filter(pk=pk)), None)
    if page is None:
        raise Http404("no such briefing, or it is long over")
    return _calendar(calendars.calendar([page], language), f"briefing-{page.slug}.ics")


@require_safe
def briefings_calendar(request: HttpRequest) -> HttpResponse:
    """All briefings, for calendars that subscribe."""
    language = languages.current()
    return _calendar(calendars.calendar(calendars.coming(language), language), "briefings.ics")


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "public, max-age=0, s-maxage=60"
    return response
