"""Middleware of the question service."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from qa import absences


class SeatsMiddleware:
    """Looks up once for a page who its reader is, not once for each list and button on it.

    Only for requests that change nothing: whoever changes roles must see the change at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with absences.looked_up_once():
            return self.get_response(request)
