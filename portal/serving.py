"""The way of a request to a page: one look-up by address, Wagtail's hooks and restrictions, the portal's headers."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response
from wagtail import hooks
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve_chain

from portal import languages, offline, places, sql
from portal.display import COOKIE
from portal.tree import tree

# How many seconds a shared cache may answer. Under a rush three save nearly as much as thirty: each page is then made
# once in three seconds. And an urgent banner must be over every page within five. Readers' own browsers always ask (and
# mostly hear "not modified").
SHARED = 3
CACHE_CONTROL = f"public, max-age=0, s-maxage={SHARED}"

_prepared: dict[type[Page], sql.Prepared[Page]] = {}


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page at `path` below the present language; raises Http404 where there is none in any language.

    Does what `wagtail.views.serve` does, with the same hooks; Wagtail's descent is asked only below pages that route
    themselves.
    """
    request._wagtail_site = tree().site  # type: ignore[attr-defined]
    place = places.find(languages.current(), path)
    request.place = place  # type: ignore[attr-defined]
    route = RouteResult(specific(place.page)) if place.page is not None else route_below(request, place, path)
    if route is None:
        return offer_versions(request, place)
    page, args, kwargs = route
    request._wagtail_route_for_request = route  # type: ignore[attr-defined]

    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        result = hook(page, request, args, kwargs)
        if isinstance(result, HttpResponse):
            return result
    return finish(request, chain(page, request, args, kwargs))


def specific(row: places.Row) -> Page:
    """The page of its own type, with the rows that its `serve_related` names, in one query."""
    model: type[Page] = row.specific_class or Page
    if model not in _prepared:
        related: tuple[str, ...] = getattr(model, "serve_related", ())
        _prepared[model] = sql.Prepared(model._default_manager.select_related(*related).filter(pk=sql.slot("pk")))
    page = _prepared[model](pk=row.pk).get()
    page.locale = tree().locales[page.locale_id]
    return page


def route_below(request: HttpRequest, place: places.Place, path: str) -> RouteResult | None:
    """What the nearest page above says of the rest of `path`, if its type routes by itself; else None."""
    if not place.above:
        return None
    nearest = place.above[-1]
    model = nearest.specific_class
    if model is None or model.route is Page.route:
        return None
    depth = nearest.depth - 2  # the root and the front page are in no address
    rest = [part for part in path.split("/") if part][depth:]
    try:
        return specific(nearest).route(request, rest)
    except Http404:
        return None


def offer_versions(request: HttpRequest, place: places.Place) -> HttpResponse:
    """The page in the languages it has, or its own address here if that differs. Raises Http404 if it has none."""
    if place.language in place.versions:
        return HttpResponseRedirect(place.versions[place.language].url)
    if not place.versions:
        raise Http404
    context = {"versions": list(place.versions.values()), "place": place}
    response = render(request, "portal/untranslated.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def finish(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Makes a page that is the same for all readers cacheable, and answers 304 to who has it already.

    A reader's own device may keep it too, to be read offline (`portal.offline`): what did not come by here is not kept.

    Untouched: what says how it may be cached (restricted pages do), forms (they set a cookie), the low-vision version
    (its readers carry a cookie; see `portal.display`) and everything but 200.
    """
    if isinstance(response, TemplateResponse) and not response.is_rendered:
        response = response.render()
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    if response.cookies or response.has_header("Cache-Control") or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
        return response
    response["Cache-Control"] = "private, max-age=0" if COOKIE in request.COOKIES else CACHE_CONTROL
    if settings.OFFLINE_READING:
        response[offline.HEADER] = offline.KEEP
    etag = etag_of(response.content)
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def etag_of(content: bytes) -> str:
    """The weak ETag of `content`: a proxy may compress it."""
    return f'W/"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
