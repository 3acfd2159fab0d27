"""Middleware of the whole site."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from portal import languages


class CookiesMiddleware:
    """Takes cookies with control characters in them for absent: no program of ours sets such a one, and PostgreSQL
    refuses to look up a session by a key with a NUL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        broken = [name for name, value in request.COOKIES.items() if any(c < " " or c == "\x7f" for c in value)]
        for name in broken:
            del request.COOKIES[name]
        return self.get_response(request)


class LanguageAliasMiddleware:
    """/kz/… and /kaz/… lead to /kk/… for good, path and query kept (rules-kz.md, "The site")."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        head, _, rest = request.path_info.lstrip("/").partition("/")
        code = languages.ALIASES.get(head.lower())
        if code is None:
            return self.get_response(request)
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"/{code}/{rest}" + (f"?{query}" if query else ""))


@cache
def _strict() -> str:
    """The policy of nearly every answer, written once: it depends on the settings alone."""
    return build_policy()


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy on every page; Wagtail's editor alone gets the relaxed one."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith("/admin/") and getattr(request, "user", None) and request.user.is_authenticated:
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        own = hasattr(request, "_csp_nonce") or any(name.startswith("_csp_") for name in vars(response))
        if own or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _strict())
        return response


class LanguageMiddleware(LocaleMiddleware):
    """The language of the address; outside of the languages the remembered one, then the browser's, then Kazakh.

    Unlike Django's it never guesses a language into an unknown address: since any path below a language could be a
    page, every wrong address would be redirected before it is refused.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if getattr(response, "every_language", False):  # data, the same whatever language is asked for
            return response
        if not translation.get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language() or languages.current())
        return response
