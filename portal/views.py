"""Views of the whole site that belong to no page."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import http_date, url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import languages, sitemap_files, sitemaps
from portal.tree import absolute

YEAR = 365 * 24 * 60 * 60


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """`/`: to the front page in the remembered language, else in one that the browser asks for, else in Kazakh.

    The answer differs from reader to reader, so no cache may keep it.
    """
    remembered = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = remembered if remembered in languages.CODES else asked_for(request.headers.get("Accept-Language", ""))
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"/{language}/" + (f"?{query}" if query else ""))
    add_never_cache_headers(response)
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def asked_for(header: str) -> str:
    """The best of the three languages by an Accept-Language header; Kazakh when it names none of them.

    RFC 9110, 12.5.4: q = 0 means "not acceptable". "kz" and "kaz" count as Kazakh: people set them by hand.
    """
    best, best_quality = "kk", 0.0
    for part in header.split(",")[:20]:
        tag, _, parameters = part.strip().partition(";")
        code = tag.strip().lower().partition("-")[0]
        code = languages.ALIASES.get(code, code)
        try:
            quality = float(parameters.strip().removeprefix("q=")) if parameters.strip() else 1.0
        except ValueError:
            continue
        if code in languages.CODES and quality > best_quality:
            best, best_quality = code, quality
    return best


@never_cache
@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remembers the language for a year and leads to `next`, a path of this site; else to the front page."""
    if code not in languages.CODES:
        raise Http404
    wanted = request.GET.get("next", "")
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    response = HttpResponseRedirect(wanted if local else f"/{code}/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether this process can work: the database answers. A failure is a 500, by Django's own handler."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for /favicon.ico without being told to."""
    response = HttpResponseRedirect(static("portal/img/favicon.ico"))
    patch_cache_control(response, public=True, max_age=86_400)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone: staff's pages, choices and searches. Private pages say noindex themselves."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /language/"]
    for code in languages.CODES:
        lines += [f"Disallow: /{code}/search/", f"Disallow: /{code}/display/", f"Disallow: /{code}/_util/"]
    lines += ["", *(f"Sitemap: {absolute(path)}" for path in ("/sitemap.xml", *sitemaps.further())), ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """/.well-known/security.txt (RFC 9116): where to tell of a hole. Absent until the portal names an address.

    It expires at the end of a month some half a year ahead: what is served is always looked after, and stays the same
    for a month.
    """
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now().replace(day=1, hour=0, minute=0, second=0) + timedelta(days=190)).replace(day=1)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(languages.CODES)}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
        "",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """/sitemap.xml: the files of all kinds in all languages."""
    found = sitemaps.files()
    touched = [file.state.touched_at for file in found if file.state.touched_at]
    tag = sitemaps.digest(*(file.tag for file in found))
    return _map(request, tag, max(touched, default=None), lambda: sitemap_files.index(found))


@require_safe
def sitemap(request: HttpRequest, kind: str, language: str, number: int) -> HttpResponseBase:
    """/sitemap-news-kk-1.xml: one part of one kind in one language, each address with its alternates."""
    found = sitemaps.file(kind, language, number)
    if found is None:
        raise Http404
    return _map(request, found.tag, found.state.touched_at, lambda: sitemap_files.urlset(found.entries()))


def _map(
    request: HttpRequest, tag: str, touched_at: datetime | None, write: Callable[[], Iterable[bytes]]
) -> HttpResponseBase:
    """A map as it is written, the same in every language; 304 for who has it already, before anything is read for it.

    Nothing is told of the last change within its own second or two: a header of whole seconds could hide the next one.
    """
    etag = f'W/"{tag}"'
    old = touched_at is not None and timezone.now() - touched_at > timedelta(seconds=2)
    modified = int(touched_at.timestamp()) if touched_at and old else None
    response: HttpResponseBase | None = get_conditional_response(request, etag, modified)
    if response is None:
        pieces = write() if request.method == "GET" else ()
        response = StreamingHttpResponse(pieces, content_type="application/xml; charset=utf-8")
    response["ETag"] = etag
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    patch_cache_control(response, public=True, max_age=0, s_maxage=300)
    response.every_language = True  # type: ignore[attr-defined] # read by portal.middleware
    return response


def xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A map for machines, which a shared cache may keep for five minutes."""
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=0, s_maxage=300)
    return response
