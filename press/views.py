"""What programs ask of the press service: how a briefing stands now, calendars, the day's news."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import icalendars, languages
from portal.serving import CACHE_CONTROL
from portal.spreadsheets import csv_response
from portal.views import xml
from portal.visibility import open_to_all
from press import calendars, now, sitemaps, tables
from press.pages import InfographicPage


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The news of two days, for search engines of news."""
    language = languages.current()
    return xml(
        request, "press/news_sitemap.xml", {"pages": sitemaps.news(language), "language": language, "name": _("Jauap")}
    )


@require_safe
def infographic_data(request: HttpRequest, pk: int, table: int) -> HttpResponseBase:
    """A table behind an infographic as CSV, in the language of the address: its words are those of that page."""
    language = languages.current()
    pages = open_to_all(InfographicPage.objects.filter(pk=pk, locale__language_code=language))
    page = pages.only("slug", "data", "locale").first()
    found = dict(tables.of_page(page.data)).get(table) if page else None
    if page is None or found is None:
        raise Http404("no such table")
    response = csv_response(f"{page.slug}-{table}-{language}.csv", tables.for_csv(found))
    response["Content-Language"] = language
    response["Cache-Control"] = CACHE_CONTROL  # the same for everyone, like its page
    return response


@require_safe
def briefing_now(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The fragment of a briefing's page that changes while it runs; 304 to whoever has it already."""
    found = now.fragment(pk, languages.current())
    if found is None:
        raise Http404("no such briefing")
    return found.answer(request, seconds=2)


@require_safe
def briefing_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One briefing as a file for a calendar."""
    language = languages.current()
    page = next((page for page in calendars.coming(language).filter(pk=pk)), None)
    if page is None:
        raise Http404("no such briefing, or it is long over")
    return ical(calendars.calendar([page], language), f"briefing-{page.slug}.ics")


@require_safe
def briefings_calendar(request: HttpRequest) -> HttpResponse:
    """All briefings, for calendars that subscribe."""
    language = languages.current()
    return ical(calendars.calendar(calendars.coming(language), language), "briefings.ics")


def ical(content: bytes, name: str) -> HttpResponse:
    """A file for calendars, the same for everyone."""
    return icalendars.file(content, name, "public, max-age=0, s-maxage=60")
