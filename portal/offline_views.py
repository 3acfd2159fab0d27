"""The service worker, and the page about reading without the internet."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal import dates, languages, offline


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """/offline-worker.js: at the root, since it speaks for the pages of all languages. Asked for anew every time."""
    response = HttpResponse(offline.worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response.every_language = True  # type: ignore[attr-defined]  # no Vary, no Content-Language
    return response


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """What is kept on this device, how to erase it, and the emergency numbers; 404 where it is switched off.

    The worker keeps this very page, in all languages, and shows it in place of what it cannot show.
    """
    if not settings.OFFLINE_READING:
        raise Http404
    language = languages.current()
    context = {
        "most": offline.PAGES,
        "date": offline.WRITTEN[language],
        "months": ",".join(dates.MONTHS[language]),
    }
    response = render(request, "portal/offline.html", context)
    response["Cache-Control"] = "no-cache"
    return response
