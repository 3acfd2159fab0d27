"""Public media where no web server stands before the portal: whole files and single ranges, which video needs."""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
CHUNK = 64 * 1024
TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t", ".m4s": "video/iso.segment", ".vtt": "text/vtt"}


@require_safe
def media_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at `path` below the media folder, or the range asked for (RFC 9110, 14); Http404 for anything else."""
    try:
        full = Path(safe_join(settings.MEDIA_ROOT, path))
    except ValueError as error:  # a path that leads out of the folder
        raise Http404 from error
    if not full.is_file():
        raise Http404
    kind = TYPES.get(full.suffix.lower()) or mimetypes.guess_type(full.name)[0] or "application/octet-stream"
    size = full.stat().st_size
    wanted = span(request.headers.get("Range", ""), size)
    response: HttpResponseBase
    if wanted is None:
        response = FileResponse(full.open("rb"), content_type=kind)
    elif wanted[0] > wanted[1]:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        first, last = wanted
        response = StreamingHttpResponse(_read(full, first, last), status=206, content_type=kind)
        response["Content-Length"] = str(last - first + 1)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    patch_cache_control(response, public=True, max_age=3600)
    return response


def span(header: str, size: int) -> tuple[int, int] | None:
    """The first and last byte that a Range header asks of a file of `size` bytes; None for the whole file (no header, or
    several ranges), and a first byte after the last one when the range lies outside."""
    match = RANGE.match(header.strip())
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(path: Path, first: int, last: int) -> Iterator[bytes]:
    left = last - first + 1
    with path.open("rb") as file:
        file.seek(first)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
