"""The same sheets as pixels: for clips, posters and share images at development time, for the demo's large pictures.

The letters are the portal's own (portal/fonts); the portal itself never imports this module.
"""

from functools import cache, singledispatch
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from demo.drawing.shapes import ANCHORS, Circle, Command, Path, Rect, Shape, Text
from demo.drawing.sheet import Sheet
from portal.sharing.drawing import FONTS

OVERSAMPLING = 2
CURVE_STEPS = 14

Point = tuple[float, float]


@cache
def _font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf", size)


def _curve(points: list[Point]) -> list[Point]:
    """Points along a Bézier curve of any degree, the first one left out (de Casteljau)."""
    found = []
    for step in range(1, CURVE_STEPS + 1):
        t, row = step / CURVE_STEPS, points
        while len(row) > 1:
            row = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(row)]
        found.append(row[0])
    return found


def _lines(commands: tuple[Command, ...], k: float) -> list[list[Point]]:
    """Flatten a path into its subpaths, in pixels."""
    subpaths: list[list[Point]] = []
    for letter, values in commands:
        points = [(x * k, y * k) for x, y in zip(values[::2], values[1::2], strict=True)]
        if letter == "M":
            subpaths.append(points)
        elif letter == "Z":
            subpaths[-1].append(subpaths[-1][0])
        elif letter == "L":
            subpaths[-1].extend(points)
        else:
            degree = 3 if letter == "C" else 2
            for i in range(0, len(points), degree):
                subpaths[-1].extend(_curve([subpaths[-1][-1], *points[i : i + degree]]))
    return subpaths


@singledispatch
def _draw(shape: Shape, draw: ImageDraw.ImageDraw, k: float) -> None:
    raise TypeError(shape)


@_draw.register
def _(shape: Rect, draw: ImageDraw.ImageDraw, k: float) -> None:
    half = shape.width / 2 if shape.stroke else 0
    box = [
        (shape.x - half) * k,
        (shape.y - half) * k,
        (shape.x + shape.w + half) * k - 1,
        (shape.y + shape.h + half) * k - 1,
    ]
    if box[2] >= box[0] and box[3] >= box[1]:
        width = round(shape.width * k) if shape.stroke else 0
        draw.rounded_rectangle(box, shape.r * k, shape.fill, shape.stroke, width)


@_draw.register
def _(shape: Circle, draw: ImageDraw.ImageDraw, k: float) -> None:
    radius = (shape.r + (shape.width / 2 if shape.stroke else 0)) * k
    box = [shape.x * k - radius, shape.y * k - radius, shape.x * k + radius, shape.y * k + radius]
    draw.ellipse(box, shape.fill, shape.stroke, round(shape.width * k) if shape.stroke else 0)


@_draw.register
def _(shape: Path, draw: ImageDraw.ImageDraw, k: float) -> None:
    for points in _lines(shape.commands, k):
        if shape.fill and len(points) > 2:
            draw.polygon(points, shape.fill)
        if shape.stroke:
            half = shape.width * k / 2
            draw.line(points, shape.stroke, round(shape.width * k), joint="curve")
            for x, y in (points[0], points[-1]):
                draw.ellipse([x - half, y - half, x + half, y + half], shape.stroke)


@_draw.register
def _(shape: Text, draw: ImageDraw.ImageDraw, k: float) -> None:
    font = _font(shape.size * k, shape.bold)
    left = shape.x * k - font.getlength(shape.text) * ANCHORS[shape.anchor]
    draw.text((left, shape.y * k), shape.text, shape.fill, font, anchor="ls")


def rasterise(sheet: Sheet, width: int, background: str | None = None) -> Image.Image:
    """Return the sheet as an image `width` pixels wide; without `background` what is empty is transparent.

    Dashed lines are drawn whole.
    """
    k = width / sheet.width * OVERSAMPLING
    size = (width * OVERSAMPLING, round(sheet.height * k))
    image = Image.new("RGBA", size, background) if background else Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for shape in sheet.shapes:
        _draw(shape, draw, k)
    image = image.reduce(OVERSAMPLING)
    return image.convert("RGB") if background else image
