"""Asks ffprobe what a file is. Without ffprobe only the first bytes are looked at, and only an MP4 is known."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SECONDS: Final = 20
# What browsers play as it is, and phones with an old chip too.
_PLAYED: Final = {"video": {"h264"}, "audio": {"aac", "mp3"}}
_HIGHEST: Final = 1080
HEAVIEST: Final = 2_500_000  # bits a second
# What an upload may be. A playlist is not among them: one could name any file of this host as its segments.
_FORMATS: Final = "mov,mp4,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg"


class NoVideoError(ValueError):
    """The file holds no video that can be read."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A file's length in seconds, its size in pixels, and whether browsers play it without being encoded anew.

    `heavy`: too many bits a second for readers on weak networks.
    """

    duration: float
    width: int
    height: int
    has_sound: bool
    plays: bool
    is_mp4: bool
    heavy: bool


def available() -> bool:
    """Whether this host can make recordings ready: ffmpeg and ffprobe are there."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def guarded(path: Path) -> list[str]:
    """The words that open the file at `path`: no address is followed, and only what ends as one is a playlist."""
    formats = f"hls,{_FORMATS}" if path.suffix == ".m3u8" else _FORMATS
    return ["-protocol_whitelist", "file", "-format_whitelist", formats, "-i", str(path)]


def probe(path: Path) -> Probe:
    """What the file at `path` is. Raises NoVideoError."""
    words = ["ffprobe", "-v", "error", "-print_format", "json", "-show_format", "-show_streams", *guarded(path)]
    try:
        done = subprocess.run(words, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 no shell, our words
        told: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise NoVideoError(str(path.name)) from error
    streams, form = told.get("streams", []), told.get("format", {})
    # A picture in a song's file is a "video stream" too.
    seen = next((s for s in streams if s["codec_type"] == "video" and not s["disposition"].get("attached_pic")), None)
    duration = float(form.get("duration") or (seen or {}).get("duration") or 0)
    if seen is None or duration <= 0:
        raise NoVideoError(str(path.name))
    heard = next((s for s in streams if s["codec_type"] == "audio"), None)
    names = set(form.get("format_name", "").split(","))
    width, height = int(seen.get("width", 0)), int(seen.get("height", 0))
    plays = (
        seen.get("codec_name") in _PLAYED["video"]
        and seen.get("pix_fmt") in {"yuv420p", "yuvj420p"}
        and min(width, height) <= _HIGHEST
        and (heard is None or heard.get("codec_name") in _PLAYED["audio"])
    )
    heavy = int(form.get("bit_rate") or 0) > HEAVIEST
    return Probe(duration, width, height, heard is not None, plays, "mp4" in names, heavy)


def looks_like_mp4(head: bytes) -> bool:
    """Whether a file that begins with `head` calls itself an MP4 (ISO/IEC 14496-12, "ftyp")."""
    return head[4:8] == b"ftyp" and head[8:12] != b"qt  "
