"""A password alone is half of a sign-in: until the second step is done, the reader is nobody."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

SESSION: Final = "second_factor"  # holds the key of the step that was passed
ADMIN: Final = "/admin/"
# What a half signed-in person reaches of the admin: the second step, and what anyone reaches.
OPEN: Final = tuple(f"{ADMIN}{part}/" for part in ("second-factor", "login", "password_reset", "jsi18n", "sprite"))


def passed(request: HttpRequest) -> bool:
    """Whether the session's owner has passed the second step."""
    return SESSION in request.session


class SecondFactorMiddleware:
    """Lets nobody be a member of staff, on any page, by a password alone. Off, it does nothing.

    On `request.half_signed_in` the pages of the second step find who wants to come in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.TWO_FACTOR:
            return self.get_response(request)
        user: Any = request.user
        if not request.path_info.startswith(ADMIN):
            # Lazily: pages for readers must not touch the session.
            whole: Any = SimpleLazyObject(lambda: self._whole(request, user))
            request.user = whole
            return self.get_response(request)
        request.half_signed_in = None  # type: ignore[attr-defined]
        if user.is_authenticated and not passed(request):
            request.half_signed_in, request.user = user, AnonymousUser()  # type: ignore[attr-defined]
            if not request.path_info.startswith(OPEN):
                query = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('second_factor:enter')}?{query}")
        return self.get_response(request)

    @staticmethod
    def _whole(request: HttpRequest, user: Any) -> Any:
        return user if user.is_authenticated and passed(request) else AnonymousUser()
