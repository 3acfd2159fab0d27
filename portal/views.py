"""Views of the whole site that belong to no page."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import languages, sitemaps
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
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: the sitemaps of all languages."""
    return xml(request, "portal/sitemap_index.xml", {"maps": sitemaps.index()})


@require_safe
def sitemap(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """/sitemap-kk-1.xml: one part of one language's sitemap, each address with its alternates."""
    entries = sitemaps.part(language, number)
    if language not in languages.CODES or (not entries and number > 1):
        raise Http404
    return xml(request, "portal/sitemap.xml", {"entries": entries})


def xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A map for machines, which a shared cache may keep for five minutes."""
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=0, s_maxage=300)
    return response
