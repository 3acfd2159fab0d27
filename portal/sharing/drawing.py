"""Draws a card: 1200 by 630, in the colours of the face, with letters of our own (portal/fonts).

The host needs no fonts. Everything is drawn twice as large and then halved, so that slanting lines are smooth.
"""

import io
import os
import re
import tempfile
import time
import unicodedata
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings
from django.utils.translation import gettext
from PIL import Image, ImageDraw, ImageFont

from portal.sharing.cards import HEIGHT, WIDTH, Card

FONTS: Final = Path(__file__).resolve().parents[1] / "fonts"
TOKENS: Final = Path(__file__).resolve().parents[1] / "styles" / "tokens.css"
SCALE: Final = 2
LEFT, RIGHT = 80, WIDTH - 80
FOOT: Final = 548  # where the band with the ирек begins
LEADING: Final = 1.2
SIZES: Final = (76, 68, 60, 54, 48)  # of titles, the largest that fits
KEPT_DAYS: Final = 30
WAITS: Final = 3.0  # seconds that a second picture waits for the first

_SIGNS: Final = {"misleading": "!", "unproven": "?", "satire": "~"}
_one_at_a_time = Lock()

Font = ImageFont.FreeTypeFont


class Busy(Exception):  # noqa: N818 named for what it says where it is caught
    """Another picture is being drawn, and took its time."""


def picture(card: Card) -> Path:
    """The file of the card's picture, drawn now if it never was. Raises Busy."""
    place = Path(settings.SHARE_ROOT) / f"{card.language}-{card.digest}.png"
    if _is_there(place):
        return place
    if not _one_at_a_time.acquire(timeout=WAITS):
        raise Busy
    try:
        if _is_there(place):  # whoever was before us has drawn it
            return place
        _write(place, drawn(card))
    finally:
        _one_at_a_time.release()
    return place


def _write(place: Path, content: bytes) -> None:
    """The whole file at once, or nothing: another process may be reading."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".new", delete=False) as fresh:
        fresh.write(content)
    Path(fresh.name).replace(place)


def _is_there(place: Path) -> bool:
    """Whether the file exists; what is asked for stays, so its time is set anew."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def forget_old(days: int = KEPT_DAYS) -> int:
    """Removes the files that nobody asked for in so many days; returns how many. Whoever asks gets a new one."""
    before, gone = time.time() - days * 86_400, 0
    for place in Path(settings.SHARE_ROOT).glob("*"):
        with suppress(FileNotFoundError):  # two hosts with one folder may both look
            if place.stat().st_mtime < before:
                place.unlink()
                gone += 1
    return gone


def drawn(card: Card) -> bytes:
    """The picture of `card` as a PNG."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), token("deep"))
    draw = ImageDraw.Draw(image)
    _head(draw)
    top = 150
    if card.section:
        line = shortened(lettered(card.section), font(34, bold=False), RIGHT - LEFT)
        _text(draw, LEFT, top + 38, line, 34, token("on-deep-2"))
    top += 64
    if card.mark:
        _mark(draw, top, card)
        top += 84
    size, lines = titled(lettered(card.title) or gettext("Jauap"), FOOT - 24 - top)
    for number, line in enumerate(lines):
        _text(draw, LEFT, round(top + size + number * size * LEADING), line, size, token("on-deep"), bold=True)
    _foot(draw, card.line)
    file = io.BytesIO()
    # Few colours and their shades: a palette keeps the file small enough for messengers that give up early.
    image.reduce(SCALE).quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def titled(title: str, room: float) -> tuple[int, list[str]]:
    """The size and the lines of a title in `room` pixels of height; too long for the smallest size is shortened."""
    for size in SIZES:
        lines = wrapped(title, font(size, bold=True), RIGHT - LEFT)
        if len(lines) <= int(room // (size * LEADING)):
            return size, lines
    most = int(room // (size * LEADING))
    rest = " ".join(lines[most - 1 :])
    return size, [*lines[: most - 1], shortened(rest, font(size, bold=True), RIGHT - LEFT)]


def wrapped(text: str, letters: Font, width: float) -> list[str]:
    """`text` in lines no wider than `width`; only a word that is wider by itself is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if _width(longer, letters) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while _width(word, letters) > width:
            end = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or _width(word[:n] + "-", letters) <= width)
            lines.append(word[:end] + "-")
            word = word[end:]
        line = word
    return [*lines, line] if line else lines


def shortened(text: str, letters: Font, width: float) -> str:
    """`text`, or as many whole words of it as fit with an ellipsis; the beginning of the first word where none does."""
    if _width(text, letters) <= width:
        return text
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        tried = " ".join(words[:count]).rstrip(" ,.:;—–-(«“") + "…"
        if _width(tried, letters) <= width:
            return tried
    word = words[0]
    while word and _width(word + "…", letters) > width:
        word = word[:-1]
    return word + "…"


def lettered(text: str) -> str:
    """`text` in letters that our fonts have, on one line: what they lack (emoji, other scripts) is left out."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(letter for letter in composed if letter.isspace() or has(letter))
    # A no-break space keeps its neighbours together: only plain ones are joined.
    return re.sub(r"[ \t\r\n\u2028\u2029]+", " ", kept).strip()


@lru_cache(maxsize=1024)
def has(letter: str) -> bool:
    """Whether both fonts have `letter`, and not just the box that stands for what is missing."""
    return all(bool(_glyph(letter, bold)) and _glyph(letter, bold) != _glyph("\ue000", bold) for bold in (False, True))


@lru_cache(maxsize=1024)
def _glyph(letter: str, bold: bool) -> tuple[bytes, tuple[int, int], float]:
    letters = font(48, bold)
    mask = letters.getmask(letter)
    return bytes(mask), mask.size, letters.getlength(letter)


@cache
def font(size: int, bold: bool) -> Font:
    """Our letters at `size` pixels of the finished picture."""
    name = f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"
    # The basic layout is the same everywhere; the other one may lean on libraries of the host.
    return ImageFont.truetype(FONTS / name, size * SCALE, layout_engine=ImageFont.Layout.BASIC)


@cache
def token(name: str) -> str:
    """A colour of the face, by its name in `tokens.css` (the light scheme, which comes first)."""
    found = re.search(rf"--{re.escape(name)}: ([^;]+);", TOKENS.read_text(encoding="utf-8"))
    if found is None:
        raise KeyError(name)
    value = found[1].strip()
    other = re.fullmatch(r"var\(--([a-z0-9-]+)\)", value)
    return token(other[1]) if other else value


def _width(text: str, letters: Font) -> float:
    return letters.getlength(text) / SCALE


def _text(
    draw: ImageDraw.ImageDraw, x: float, y: float, text: str, size: int, colour: str, *, bold: bool = False
) -> None:
    """`text` with its base line at `y`."""
    draw.text((x * SCALE, y * SCALE), text, colour, font(size, bold), anchor="ls")


def _line(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], colour: str, width: float) -> None:
    draw.line([(x * SCALE, y * SCALE) for x, y in points], colour, round(width * SCALE), joint="curve")


def _circle(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    draw.ellipse([(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE], colour)


def _head(draw: ImageDraw.ImageDraw) -> None:
    """The portal's mark and name (the shape is that of `mark.html`)."""
    k, x, y = 2.3, LEFT, 62
    bubble = [(0, 0), (26, 0), (26, 19), (11.5, 19), (5, 26), (5, 19), (0, 19)]
    draw.polygon([((x + a * k) * SCALE, (y + b * k) * SCALE) for a, b in bubble], token("on-deep-2"))
    _circle(draw, x + 13 * k, y + 9.5 * k, 4.7 * k, token("sun"))
    _text(draw, x + 80, y + 42, gettext("Jauap"), 44, token("on-deep"), bold=True)


def _mark(draw: ImageDraw.ImageDraw, top: float, card: Card) -> None:
    """The mark on a light ground; a verdict is a word with a sign, never a colour alone."""
    colour = token(card.tone) if card.tone else token("on-sun")
    ground = token("on-deep") if card.tone else token("sun")
    words = shortened(lettered(card.mark), font(38, bold=True), RIGHT - LEFT - 120)
    start = LEFT + (78 if card.tone else 24)
    box = [LEFT, top, start + _width(words, font(38, bold=True)) + 24, top + 64]
    draw.rounded_rectangle([edge * SCALE for edge in box], 6 * SCALE, ground)
    _text(draw, start, top + 46, words, 38, colour, bold=True)
    if card.tone:
        _sign(draw, card.tone, LEFT + 44, top + 32, colour, ground)


def _sign(draw: ImageDraw.ImageDraw, tone: str, x: float, y: float, colour: str, ground: str) -> None:
    """The sign of a verdict, as `verdict.html` draws it, around (x, y)."""
    _circle(draw, x, y, 20, colour)
    if tone == "false":
        _line(draw, [(x - 7, y - 7), (x + 7, y + 7)], ground, 4)
        _line(draw, [(x + 7, y - 7), (x - 7, y + 7)], ground, 4)
    elif tone == "true":
        _line(draw, [(x - 8.5, y + 0.5), (x - 2.5, y + 6.5), (x + 8.5, y - 6)], ground, 4)
    else:
        letters = font(32, bold=True)
        draw.text((x * SCALE, y * SCALE), _SIGNS.get(tone, ""), ground, letters, anchor="mm")


def _foot(draw: ImageDraw.ImageDraw, line: str) -> None:
    """The band with the ирек over it, and the line of the card in it."""
    draw.rectangle([0, FOOT * SCALE, WIDTH * SCALE, HEIGHT * SCALE], token("accent"))
    step, height = 20, 18
    edge: list[tuple[float, float]] = [(n * step, FOOT + (height if n % 2 else 0)) for n in range(WIDTH // step + 1)]
    draw.polygon([(x * SCALE, y * SCALE) for x, y in [(0, FOOT - 4), *edge, (WIDTH, FOOT - 4)]], token("deep"))
    _line(draw, edge, token("sun"), 5)
    if line:
        words = shortened(lettered(line), font(30, bold=False), RIGHT - LEFT)
        _text(draw, LEFT, 612, words, 30, token("on-accent"))
