"""Live streams: where an encoder writes below the media folder, how it is doing, and what it leaves."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.memory import kept_for
from press.rules import streams
from press.rules.streams import Health

HLS: Final = "application/vnd.apple.mpegurl"
ARCHIVE: Final = "archive.m3u8"  # the closed playlist, beside the one that the encoder writes
_PLACE = re.compile(r"(?:[A-Za-z0-9_-]+/)+[A-Za-z0-9_-]+\.m3u8")


def validate_place(value: str) -> None:
    """Raises ValidationError unless `value` is the path of a playlist in a folder below the media folder."""
    if not _PLACE.fullmatch(value):
        raise ValidationError(_("Write a path like live/floods/index.m3u8: Latin letters, digits, hyphens."))


def source(place: str) -> dict[str, str]:
    """A playlist as a player takes it."""
    return {"url": f"{settings.MEDIA_URL}{place}", "type": HLS}


@kept_for(2.0, most=64)
def health(place: str) -> Health:
    """How the stream at `place` is doing, looked at once in two seconds: hours of playlist are a hundred kilobytes."""
    path = Path(settings.MEDIA_ROOT) / place
    try:
        written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        playlist = path.read_text(errors="replace")
    except OSError:
        return Health.WAITING
    return streams.health(timezone.now(), written_at, playlist)


def close(place: str) -> str:
    """Writes the playlist of what was broadcast at `place`, whole and with an end; returns its own place.

    The encoder's own playlist is left alone: it may still be writing. Raises ValueError where nothing was broadcast.
    """
    live = Path(settings.MEDIA_ROOT) / place
    try:
        playlist = streams.closed(live.read_text(errors="replace"))
    except OSError as error:
        raise ValueError("there is no stream") from error
    target = live.with_name(ARCHIVE)
    half = live.with_name(f".{ARCHIVE}.half")
    half.write_text(playlist)
    half.replace(target)
    return str(Path(place).with_name(ARCHIVE))
