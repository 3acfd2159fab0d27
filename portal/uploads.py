"""Serves /media/ where no web server does it before us: with byte ranges, for video, and without trust.

In production nginx serves the folder (docs/deploy.md) and this never sees a request.
"""

from collections.abc import Callable
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise import WhiteNoise
from whitenoise.middleware import WhiteNoiseMiddleware

TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".m4s": "video/iso.segment", ".vtt": "text/vtt"}


def distrust(headers: Headers, path: str, url: str) -> None:
    """An uploaded file runs nothing, whatever it holds: an SVG with a script is but a picture."""
    headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'"
    headers["X-Content-Type-Options"] = "nosniff"
    if path.endswith(".m3u8"):  # a live one grows every few seconds
        headers["Cache-Control"] = "no-cache"


class UploadsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.files = WhiteNoise(
            None,
            root=str(settings.MEDIA_ROOT),
            prefix=settings.MEDIA_URL,
            autorefresh=True,  # files come and go; each is looked up when asked for
            max_age=3600,
            allow_all_origins=False,
            mimetypes=TYPES,
            add_headers_function=distrust,
        )

    def is_public(self, path: str) -> bool:
        """Documents go through Wagtail's own view, which knows the private collections."""
        return path.startswith(settings.MEDIA_URL) and not path.startswith(f"{settings.MEDIA_URL}documents/")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self.is_public(request.path_info) and request.method in {"GET", "HEAD"}:
            found = self.files.find_file(request.path_info)
            if found is not None:
                return WhiteNoiseMiddleware.serve(found, request)
        return self.get_response(request)
