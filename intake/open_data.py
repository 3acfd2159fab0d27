"""Responses for programs: JSON, problems by RFC 9457; caches may ask again cheaply, and any site's scripts may read."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any, Final, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from intake import limits
from intake.open_data_asking import NotUnderstood, Place, next_page
from portal import languages

# Programs may be answered by a shared cache for a minute.
CACHE_CONTROL: Final = "public, max-age=0, s-maxage=60"
EXPOSED: Final = "ETag, Last-Modified, Link, Retry-After"
CONTENT_TYPES: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}

View = Callable[..., HttpResponseBase]


class Asked(Protocol):
    """A request for a page of records: `rows` are one more than its `limit` where there is another page, each with
    `pk` and `changed_at`."""

    @property
    def limit(self) -> int: ...

    def rows(self) -> Iterable[Any]: ...


def open_data(purpose: str = "open_data") -> Callable[[View], View]:
    """A view of the open data: GET and HEAD for every site's scripts, limited per address by `purpose`, the same for
    every reader in whatever language, with its licence in a header."""

    def decorate(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _answer(view, purpose, request, *args, **kwargs)
            response.every_language = True  # type: ignore[attr-defined] # read by portal.middleware
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = EXPOSED
            licence = f'<{settings.OPEN_DATA_LICENCE_URL}>; rel="license"'
            response["Link"] = ", ".join(link for link in (response.get("Link"), licence) if link)
            return response

        shown.csrf_exempt = True  # type: ignore[attr-defined] # it has no POST: what comes is a clear 405
        return shown

    return decorate


def _answer(view: View, purpose: str, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in ("GET", "HEAD"):
        response = problem(405, "Method not allowed", "Open data is read with GET.")
        response["Allow"] = "GET, HEAD, OPTIONS"
        return response
    try:
        limits.hit(purpose, request)
    except limits.TooMany as too_many:
        return _too_many(too_many)
    return view(request, *args, **kwargs)


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _too_many(too_many: limits.TooMany) -> HttpResponse:
    rate = limits.rate_of(too_many.purpose)
    words = (
        f"At most {rate.times} requests in {rate.seconds // 60} minutes. Try again in {too_many.retry_after} seconds."
    )
    response = problem(429, "Too many requests", words)
    response["Retry-After"] = str(too_many.retry_after)
    return response


def as_json(
    request: HttpRequest, data: Any, *, modified: datetime | None = None, status: int = 200, links: str = ""
) -> HttpResponse:
    """`data` as JSON; 304 for who has it already. `modified` is when anything behind it last changed."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, content_type="application/json; charset=utf-8", status=status)
    if links:
        response["Link"] = links
    return cacheable(request, response, modified)


def as_list(
    request: HttpRequest,
    read: Callable[[QueryDict], Asked],
    records: Callable[[list[Any]], list[dict[str, Any]]],
    *,
    modified: Callable[[], datetime | None] | None = None,
    head: dict[str, Any] | None = None,
) -> HttpResponse:
    """A page of `records`, the oldest change first, with the way to the next one; `read` understands the query, `head`
    stands before the data. `modified` says, before the rows are read, when anything in the list last changed."""
    try:
        asked = read(request.GET)
    except NotUnderstood as reason:
        return problem(400, "Not understood", str(reason))
    changed_at = modified() if modified else None
    rows = list(asked.rows())
    shown = rows[: asked.limit]
    following = Place(shown[-1].changed_at, shown[-1].pk).encoded() if len(rows) > asked.limit else None
    address = next_page(request, following) if following else None
    data = {**(head or {}), "data": records(shown), "next_cursor": following, "next": address}
    return as_json(request, data, modified=changed_at, links=f'<{address}>; rel="next"' if address else "")


def cacheable(request: HttpRequest, response: HttpResponse, modified: datetime | None = None) -> HttpResponse:
    """Lets shared caches hold a good response, and answers 304 to who has it already."""
    if response.status_code != 200:
        response["Cache-Control"] = "public, max-age=0, s-maxage=10"
        return response
    etag = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    response["Cache-Control"], response["ETag"] = CACHE_CONTROL, etag
    seconds = int(modified.timestamp()) if modified else None
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    again = get_conditional_response(request, etag=etag, last_modified=seconds, response=response)
    return again or response


def problem(status: int, title: str, detail: str) -> HttpResponse:
    """What went wrong, for programs (RFC 9457) and for those who read what their programs got."""
    data = {"type": "about:blank", "title": title, "status": status, "detail": detail, "documentation": documentation()}
    text = json.dumps(data, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/problem+json", status=status)
    response["Cache-Control"] = "no-store"
    return response


def documentation() -> str:
    """Where people read how to ask."""
    return f"{settings.BASE_URL}/en/open-data/"


def download(
    request: HttpRequest, name: str, ending: str, lines: Callable[[str], Iterable[str | bytes]]
) -> HttpResponseBase:
    """All records as a file, streamed: `lines` gives those in one language, or in all for ""."""
    language = request.GET.get("language", "")
    if set(request.GET) - {"language"} or (language and language not in languages.CODES):
        return problem(400, "Not understood", f"The only parameter is language: {', '.join(languages.CODES)}.")
    stream = lines(language) if request.method == "GET" else iter(())
    response = StreamingHttpResponse(stream, content_type=CONTENT_TYPES[ending])
    words = (word for word in (name, language, f"{timezone.localdate():%Y-%m-%d}") if word)
    response["Content-Disposition"] = f'attachment; filename="{"-".join(words)}.{ending}"'
    response["Cache-Control"] = CACHE_CONTROL
    return response
