"""Pieces of HTML that open pages ask for again and again: most are answered that nothing has changed (304)."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from portal.serving import etag_of


@dataclass(frozen=True, slots=True)
class Fragment:
    """The HTML (empty when there is nothing to show) and its ETag."""

    html: str
    etag: str

    @classmethod
    def of(cls, html: str) -> Self:
        return cls(html, etag_of(html.encode()))

    def answer(self, request: HttpRequest, seconds: int) -> HttpResponseBase:
        """The fragment, or 304 to whoever has it already; a shared cache may hold it for so many `seconds`."""
        response = get_conditional_response(request, etag=self.etag) or HttpResponse(self.html)
        response.headers["ETag"] = self.etag
        response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
