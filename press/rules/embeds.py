"""Videos that lie with a provider: the address that people copy, and the one that a frame shows."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Embed:
    """`provider` as it calls itself, `frame` the address for a frame, `origin` what the content policy must allow."""

    provider: str
    frame: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.frame)
        return f"{parts.scheme}://{parts.netloc}"


PROVIDERS: Final = ("YouTube", "Vimeo", "Rutube")
_YOUTUBE = re.compile(r"[\w-]{11}", re.ASCII)


def embed(address: str) -> Embed | None:
    """What a frame needs for the video at `address`; None for a provider that is not among `PROVIDERS`."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme != "https":
        return None
    steps = [step for step in parts.path.split("/") if step]
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        return _youtube(host, steps, parts.query)
    if host in {"vimeo.com", "player.vimeo.com"} and steps and steps[-1].isdecimal():
        return Embed("Vimeo", f"https://player.vimeo.com/video/{steps[-1]}?dnt=1")
    if host == "rutube.ru" and len(steps) > 1 and re.fullmatch(r"[0-9a-f]{32}", steps[-1]):
        return Embed("Rutube", f"https://rutube.ru/play/embed/{steps[-1]}")
    return None


def _youtube(host: str, steps: list[str], query: str) -> Embed | None:
    if host == "youtu.be":
        key = steps[0] if steps else ""
    elif steps and steps[0] in {"embed", "live", "shorts"}:
        key = steps[1] if len(steps) > 1 else ""
    else:
        key = parse_qs(query).get("v", [""])[0]
    if not _YOUTUBE.fullmatch(key):
        return None
    return Embed("YouTube", f"https://www.youtube-nocookie.com/embed/{key}")
