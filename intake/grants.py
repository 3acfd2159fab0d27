"""What this browser may open: a short-lived signed cookie of references, so that no secret stands in an address.

Addresses end up in logs, histories and screenshots; a draft's token or a tracking code there would be a key left in
the door (docs/decisions/0010). The cookie is set only by pages with a form.
"""

import time
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_KEPT: Final = 12  # the newest references; an older one asks for its code again


def _cookie(kind: str) -> str:
    return f"{kind}_pass"


def _read(request: HttpRequest, kind: str) -> list[tuple[str, int]]:
    """The references and their last second, newest first; a cookie that is not ours holds none."""
    try:
        pairs = signing.loads(request.COOKIES.get(_cookie(kind), ""), salt=f"intake.grants.{kind}")
        now = time.time()
        return [(str(reference), int(until)) for reference, until in pairs if until > now]
    except (signing.BadSignature, TypeError, ValueError):
        return []


def holds(request: HttpRequest, kind: str, reference: str) -> bool:
    """Whether this browser was given `reference` and its time has not passed."""
    return any(known == reference for known, _ in _read(request, kind))


def references(request: HttpRequest, kind: str) -> list[str]:
    """Everything of `kind` that this browser may open, newest first."""
    return [reference for reference, _ in _read(request, kind)]


def give(request: HttpRequest, response: HttpResponseBase, kind: str, reference: str, seconds: int) -> None:
    """Lets this browser open `reference` for so many seconds; the cookie itself goes when the browser closes."""
    others = [pair for pair in _read(request, kind) if pair[0] != reference]
    _write(response, kind, [(reference, int(time.time()) + seconds), *others][:_KEPT])


def take_back(request: HttpRequest, response: HttpResponseBase, kind: str, reference: str) -> None:
    """Forgets `reference` in this browser."""
    _write(response, kind, [pair for pair in _read(request, kind) if pair[0] != reference])


def _write(response: HttpResponseBase, kind: str, pairs: list[tuple[str, int]]) -> None:
    if not pairs:
        response.delete_cookie(_cookie(kind), samesite="Lax")
        return
    response.set_cookie(
        _cookie(kind),
        signing.dumps(pairs, salt=f"intake.grants.{kind}", compress=True),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
