"""Forms that take files: a body that is too large is refused in words before anything reads it into a form."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from intake import files

MAX_BODY: Final = files.MAX_FILES * files.MAX_SIZE + 1024 * 1024
_DRAINED: Final = 8 * MAX_BODY

ViewFunction = Callable[..., HttpResponseBase]


def sized_upload(view: ViewFunction) -> ViewFunction:
    """Marks an oversized POST as `request.oversized` and takes its body away, so that the view can say so.

    The CSRF check reads the whole body, so it must come after this: the view is exempt outside and protected inside.
    An oversized POST changes nothing, hence needs no check. What was sent is read to its end, up to a limit, since a
    browser shows an answer only to a body it could finish sending.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if request.method == "POST" and length > MAX_BODY:
            left = min(length, _DRAINED)
            while left > 0 and (chunk := request.read(min(left, 1 << 16))):
                left -= len(chunk)
            request.method = "GET"
            request.oversized = True  # type: ignore[attr-defined]
        return protected(request, *args, **kwargs)

    return wrapped
