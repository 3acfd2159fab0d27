"""What a player is given: sources, captions, chapters, where to begin."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext as _

from portal import languages
from portal.models import PortalMedia
from press.rules import timecodes


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording: `start` and `end` in seconds (`end` 0: unknown), `time` as people write it, `links` as
    rich text is stored."""

    start: int
    end: int
    time: str
    title: str
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Player:
    """`sources` in the order in which browsers should try them; `file` to download; `signed`: the version in sign
    language is shown; `start` in seconds."""

    sources: list[dict[str, str]]
    tracks: list[dict[str, Any]] = field(default_factory=list)
    poster: str = ""
    file: str = ""
    duration: float = 0
    start: int = 0
    live: bool = False
    signed: bool = False
    ai_made: bool = False

    @property
    def machine_captions(self) -> list[str]:
        """The languages, by their own names, whose captions a machine made."""
        return [languages.NAMES[track["language"]] for track in self.tracks if track["ai_made"]]


def player_of(page: Any, recording: PortalMedia | None, request: HttpRequest) -> Player:
    """The player of a recording. `?t=65` begins there, and `?version=sign` shows the one in sign language: links that
    work without JavaScript."""
    signed = request.GET.get("version") == "sign" and page.sign_recording is not None
    shown = page.sign_recording if signed else recording
    if shown is None:
        return Player(sources=[])
    start = _start(request.GET.get("t", ""))
    # The browser's own way to begin in the middle (W3C Media Fragments).
    fragment = f"#t={start}" if start else ""
    sources = [{**source, "url": f"{source['url']}{fragment}"} for source in shown.playable]
    mp4 = next((source["url"] for source in shown.playable if source["type"] == "video/mp4"), "")
    return Player(
        sources=sources, tracks=tracks(page), poster=shown.poster, file=mp4, duration=shown.duration,
        start=start, signed=signed, ai_made=shown.ai_made,
    )  # fmt: skip


def _start(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def tracks(page: Any) -> list[dict[str, Any]]:
    """The captions of `page` as a player takes them; those in the page's language are on from the start."""
    own = page.locale.language_code
    found = getattr(page, "beside", None)
    rows = found.captions if found else [(row.language, row.file.url, row.ai_made) for row in page.captions.all()]
    return [
        {"url": url, "language": code, "label": _label(code, made), "default": code == own, "ai_made": made}
        for code, url, made in rows
    ]


def _label(code: str, made: bool) -> str:
    """A language by its own name, and that a machine wrote it, where one did."""
    return f"{languages.NAMES[code]} ({_('made by a machine')})" if made else languages.NAMES[code]


def chapters(page: Any, duration: float = 0) -> list[Chapter]:
    """The chapters of a page; each ends where the next begins, the last with the recording."""
    values = [row["value"] for row in page.chapters.raw_data]
    starts = [timecodes.seconds(value["start"]) or 0 for value in values]
    ends = [*starts[1:], round(duration)][: len(starts)]
    return [
        Chapter(start, end, timecodes.written(start), value["title"], _links(page, value.get("links", ())))
        for start, end, value in zip(starts, ends, values, strict=True)
    ]


def links_of(page: Any) -> list[str]:
    """The links of all chapters, as stored rich text, to be looked up with those of the page's texts."""
    return [link for chapter in chapters(page) for link in chapter.links]


def _links(page: Any, rows: Any) -> list[str]:
    """As rich text is stored: a page by its key, so that none is fetched here; an address of ours in the page's
    language, since slugs are the same in all."""
    found = []
    for row in rows:
        value = row["value"]
        label = escape(value["label"])
        if value.get("page"):
            found.append(f'<a linktype="page" id="{value["page"]}">{label}</a>')
            continue
        address = value.get("address") or ""
        head, _, rest = address.lstrip("/").partition("/")
        if address.startswith("/") and head in languages.CODES:
            address = f"/{page.locale.language_code}/{rest}"
        if address:
            found.append(f'<a href="{escape(address)}">{label}</a>')
    return found
