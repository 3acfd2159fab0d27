"""The sheet that pictures are drawn on, and the pen that draws on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from demo.drawing import palette, shapes
from demo.drawing.metrics import balance, wrap
from demo.drawing.shapes import Shape


@dataclass
class Sheet:
    """A picture of `width` by `height` units, shown `zoom` times as large; `language` is that of its text."""

    width: float
    height: float
    title: str = ""
    language: str = "kk"
    zoom: float = 1
    shapes: list[Shape] = field(default_factory=list)

    def pen(self) -> Pen:
        return Pen(self)

    def outside(self) -> list[Shape]:
        """Return the shapes that reach beyond the sheet by more than a hair."""
        hair = 0.01
        found = []
        for shape in self.shapes:
            left, top, right, bottom = shape.box()
            if min(left, top) < -hair or right > self.width + hair or bottom > self.height + hair:
                found.append(shape)
        return found

    def svg(self) -> str:
        """Return the whole picture as an SVG document."""
        head = shapes.attributes(
            xmlns="http://www.w3.org/2000/svg",
            width=self.width * self.zoom,
            height=self.height * self.zoom,
            viewBox=f"0 0 {shapes.number(self.width)} {shapes.number(self.height)}",
            lang=self.language,
            role="img",
            font_family=shapes.FONT,
        )
        body = "\n".join(shape.markup() for shape in self.shapes)
        return f"<svg{head}>\n<title>{escape(self.title)}</title>\n{body}\n</svg>\n"


@dataclass(frozen=True)
class Pen:
    """Draws on a sheet from its own origin and scale; the width of lines does not scale."""

    sheet: Sheet
    x: float = 0
    y: float = 0
    scale: float = 1

    def at(self, x: float, y: float, scale: float = 1) -> Pen:
        """Return a pen whose origin is this pen's (x, y) and whose unit is `scale` times larger."""
        return Pen(self.sheet, self.x + x * self.scale, self.y + y * self.scale, self.scale * scale)

    def _x(self, x: float) -> float:
        return self.x + x * self.scale

    def _y(self, y: float) -> float:
        return self.y + y * self.scale

    def rect(self, x: float, y: float, w: float, h: float, fill: str | None = None, r: float = 0, **paint: Any) -> None:
        s = self.scale
        shape = shapes.Rect(x=self._x(x), y=self._y(y), w=w * s, h=h * s, r=r * s, fill=fill, **paint)
        self.sheet.shapes.append(shape)

    def circle(self, x: float, y: float, r: float, fill: str | None = None, **paint: Any) -> None:
        shape = shapes.Circle(x=self._x(x), y=self._y(y), r=r * self.scale, fill=fill, **paint)
        self.sheet.shapes.append(shape)

    def path(self, d: str, fill: str | None = None, **paint: Any) -> None:
        """Draw path data of absolute M, L, C, Q, Z. Raises ValueError for any other command."""
        commands = tuple(
            (letter, tuple(self._x(v) if i % 2 == 0 else self._y(v) for i, v in enumerate(values)))
            for letter, values in shapes.parse_path(d)
        )
        self.sheet.shapes.append(shapes.Path(commands=commands, fill=fill, **paint))

    def line(self, *points: float, stroke: str = palette.DEEP, **paint: Any) -> None:
        """Draw a line through points given as x, y, x, y, …"""
        pairs = [f"{points[i]} {points[i + 1]}" for i in range(0, len(points), 2)]
        self.path("M " + " L ".join(pairs), stroke=stroke, **paint)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        fill: str = palette.INK,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        shape = shapes.Text(
            x=self._x(x), y=self._y(y), text=text, size=size * self.scale, fill=fill, bold=bold, anchor=anchor
        )
        self.sheet.shapes.append(shape)

    def block(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        width: float,
        fill: str = palette.INK,
        bold: bool = False,
        leading: float = 1.36,
        even: bool = False,
    ) -> float:
        """Write `text` in lines no wider than `width`, its top at `y`; return where the block ends.

        `even` gives lines of like length, for headings.
        """
        lines = (balance if even else wrap)(text, size, width, bold)
        for i, line in enumerate(lines):
            self.text(x, y + size * (0.5 + leading / 2 - 0.14) + i * size * leading, line, size, fill, bold)
        return y + len(lines) * size * leading
