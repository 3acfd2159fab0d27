"""Flat shapes in absolute coordinates: each knows the box it covers and its SVG markup.

Only presentation attributes are written, never `style`, so the files show under a strict content policy.
"""

import math
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from demo.drawing.metrics import text_width

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}

Box = tuple[float, float, float, float]
Command = tuple[str, tuple[float, ...]]


def number(value: float) -> str:
    """Write a coordinate with at most two decimals and no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def attributes(**pairs: float | str | None) -> str:
    """Write attributes, leaving out those that are None; underscores become hyphens."""
    return "".join(
        f" {name.replace('_', '-')}={quoteattr(value if isinstance(value, str) else number(value))}"
        for name, value in pairs.items()
        if value is not None
    )


@dataclass(frozen=True, kw_only=True)
class Paint:
    """What a shape is painted with: `fill`, and a `stroke` of `width`, dashed where `dash` is given."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.5
    dash: tuple[float, ...] = ()

    def grown(self, box: Box) -> Box:
        half = self.width / 2 if self.stroke else 0
        return box[0] - half, box[1] - half, box[2] + half, box[3] + half

    def paint(self) -> str:
        stroked = bool(self.stroke)
        return attributes(
            fill=self.fill or "none",
            stroke=self.stroke,
            stroke_width=self.width if stroked else None,
            stroke_linecap="round" if stroked and not self.dash else None,
            stroke_linejoin="round" if stroked else None,
            stroke_dasharray=" ".join(map(number, self.dash)) if self.dash else None,
        )


@dataclass(frozen=True, kw_only=True)
class Rect(Paint):
    x: float
    y: float
    w: float
    h: float
    r: float = 0

    def box(self) -> Box:
        return self.grown((self.x, self.y, self.x + self.w, self.y + self.h))

    def markup(self) -> str:
        place = attributes(x=self.x, y=self.y, width=self.w, height=self.h, rx=self.r or None)
        return f"<rect{place}{self.paint()}/>"


@dataclass(frozen=True, kw_only=True)
class Circle(Paint):
    x: float
    y: float
    r: float

    def box(self) -> Box:
        return self.grown((self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r))

    def markup(self) -> str:
        return f"<circle{attributes(cx=self.x, cy=self.y, r=self.r)}{self.paint()}/>"


@dataclass(frozen=True, kw_only=True)
class Path(Paint):
    """A path of absolute M, L, C, Q and Z; its box is that of its control points, so never too small."""

    commands: tuple[Command, ...]

    def box(self) -> Box:
        xs = [value for _, values in self.commands for value in values[::2]]
        ys = [value for _, values in self.commands for value in values[1::2]]
        return self.grown((min(xs), min(ys), max(xs), max(ys)))

    def markup(self) -> str:
        d = " ".join(letter + " ".join(map(number, values)) for letter, values in self.commands)
        return f"<path{attributes(d=d)}{self.paint()}/>"


@dataclass(frozen=True, kw_only=True)
class Text:
    """One line of text; `y` is the base line."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    bold: bool = False
    anchor: str = "start"

    def box(self) -> Box:
        width = text_width(self.text, self.size, self.bold)
        left = self.x - width * ANCHORS[self.anchor]
        return left, self.y - self.size, left + width, self.y + self.size * 0.25

    def markup(self) -> str:
        place = attributes(
            x=self.x,
            y=self.y,
            font_size=self.size,
            font_weight="700" if self.bold else None,
            text_anchor=self.anchor if self.anchor != "start" else None,
            fill=self.fill,
        )
        return f"<text{place}>{escape(self.text)}</text>"


Shape = Rect | Circle | Path | Text


def parse_path(d: str) -> tuple[Command, ...]:
    """Read path data of absolute M, L, C, Q and Z commands. Raises ValueError for any other letter."""
    commands: list[Command] = []
    for letter in "MLCQZ":
        d = d.replace(letter, f" {letter} ")
    values: list[float] = []
    for word in d.replace(",", " ").split():
        if word in "MLCQZ":
            commands.append((word, ()))
            values = []
        else:
            values.append(float(word))
            commands[-1] = (commands[-1][0], tuple(values))
    return tuple(commands)


def arc_path(x: float, y: float, r: float, start: float, end: float) -> str:
    """Return path data of a circle's arc from `start` to `end` degrees (0 is right, 90 is down)."""
    count = max(1, math.ceil(abs(end - start) / 45))
    step = math.radians((end - start) / count)
    handle = 4 / 3 * math.tan(step / 4) * r
    angle = math.radians(start)
    d = f"M {x + r * math.cos(angle)} {y + r * math.sin(angle)}"
    for _ in range(count):
        after = angle + step
        points = (
            x + r * math.cos(angle) - handle * math.sin(angle),
            y + r * math.sin(angle) + handle * math.cos(angle),
            x + r * math.cos(after) + handle * math.sin(after),
            y + r * math.sin(after) - handle * math.cos(after),
            x + r * math.cos(after),
            y + r * math.sin(after),
        )
        d += " C " + " ".join(f"{value:.4f}" for value in points)
        angle = after
    return d
