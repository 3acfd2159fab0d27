"""Writes what the portal shows of itself elsewhere: the mark, favicons, and a share image per language.

Run at development time, after a change of the mark or the palette: python -m demo.drawing.share
"""

from pathlib import Path

from demo.drawing.mark import NAMES, draw_mark, favicon, mark
from demo.drawing.palette import ACCENT, DEEP, MID, NEAR, PAPER, SKY, SUN
from demo.drawing.raster import rasterise
from demo.drawing.sheet import Pen, Sheet

STATIC = Path(__file__).resolve().parents[2] / "portal" / "static" / "portal"
WIDTH, HEIGHT = 1200, 630
IREK = 24

PROMISES = {
    "kk": "Сұрағыңыздың жауабы осында",
    "ru": "Ответ на ваш вопрос здесь",
    "en": "The answer to your question is here",
}


def _irek(pen: Pen, width: float) -> None:
    """The zigzag of Kazakh felt and reed work, `width` wide."""
    points: list[float] = []
    for i in range(int(width / IREK) + 1):
        points += [i * IREK, 0 if i % 2 else 12]
    pen.line(*points, stroke=SUN, width=6)


def _hills(pen: Pen) -> None:
    pen.circle(960, 250, 92, SUN)
    pen.path("M 590 560 L 790 350 L 860 404 L 990 236 L 1090 340 L 1200 262 L 1200 560 Z", NEAR)
    pen.path("M 990 236 L 1026 273 L 1006 286 L 990 272 L 972 292 L 953 284 Z", PAPER)
    pen.path("M 440 560 C 640 470 820 452 930 470 C 1040 488 1120 456 1200 450 L 1200 560 Z", MID)


def share_image(language: str) -> Sheet:
    """Return the picture that a link to the portal is shown with, in `language`."""
    sheet = Sheet(WIDTH, HEIGHT, title=NAMES[language], language=language)
    pen = sheet.pen()
    pen.rect(0, 0, WIDTH, HEIGHT, DEEP)
    _hills(pen)
    pen.rect(0, 556, WIDTH, 74, ACCENT)
    _irek(pen.at(0, 550), WIDTH)
    draw_mark(pen.at(80, 92, 4), SKY, SUN)
    pen.text(210, 175, NAMES[language], 92, PAPER, True)
    pen.block(80, 256, PROMISES[language], 62, 560, PAPER, True, leading=1.22, even=True)
    pen.text(80, 606, "Қазақша · Русский · English", 28, PAPER)
    return sheet


def write_all(static: Path = STATIC) -> list[Path]:
    """Write every file under `static` and return the paths."""
    share, images = static / "share", static / "img"
    share.mkdir(parents=True, exist_ok=True)
    images.mkdir(parents=True, exist_ok=True)
    paths = []
    for language in NAMES:
        paths.append(share / f"share-{language}.png")
        rasterise(share_image(language), WIDTH, DEEP).quantize(96).save(paths[-1], optimize=True)
    for name, sheet in (("mark.svg", mark()), ("favicon.svg", favicon())):
        paths.append(images / name)
        paths[-1].write_text(sheet.svg(), encoding="utf-8")
    paths += [images / "favicon-32.png", images / "favicon.ico", images / "apple-touch-icon.png"]
    rasterise(favicon(), 32).save(paths[-3], optimize=True)
    rasterise(favicon(), 32).save(paths[-2], sizes=[(32, 32)])
    touch = Sheet(180, 180)
    draw_mark(touch.pen().at(33, 37, 114 / 26), PAPER)
    rasterise(touch, 180, DEEP).save(paths[-1], optimize=True)
    return paths


if __name__ == "__main__":
    for path in write_all():
        print(f"{path.relative_to(STATIC)}: {path.stat().st_size} bytes")
