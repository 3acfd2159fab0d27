"""How a live stream is doing, told from its playlist: values in, a word out; and the playlist of what it left."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# An encoder writes a segment every few seconds. This long without a new one, and readers see a picture that stands.
SILENCE: Final = timedelta(seconds=20)
_KIND: Final = "#EXT-X-PLAYLIST-TYPE:"
_END: Final = "#EXT-X-ENDLIST"


class Health(StrEnum):
    WAITING = "waiting"  # nothing has come yet
    FLOWING = "flowing"
    INTERRUPTED = "interrupted"


def health(now: datetime, written_at: datetime | None, playlist: str) -> Health:
    """`playlist` was written at `written_at` (None: there is none). A playlist that says it is whole needs no news."""
    if written_at is None or "#EXTINF" not in playlist:
        return Health.WAITING
    if _END in playlist or now - written_at < SILENCE:
        return Health.FLOWING
    return Health.INTERRUPTED


def closed(playlist: str) -> str:
    """`playlist` as that of a recording: whole, with an end, of all that is in it. Raises ValueError for an empty one.

    A line that is not finished yet (the encoder was stopped in the middle) is left out.
    """
    lines = playlist.splitlines()
    if playlist and not playlist.endswith("\n"):
        lines.pop()
    while lines and lines[-1].startswith("#EXTINF"):
        lines.pop()
    if not lines or lines[0].strip() != "#EXTM3U" or not any(line.startswith("#EXTINF") for line in lines):
        raise ValueError("nothing was broadcast")
    kept = [line for line in lines if not line.startswith((_KIND, _END))]
    return "\n".join([kept[0], f"{_KIND}VOD", *kept[1:], _END, ""])
