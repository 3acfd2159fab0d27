"""Geometry of the charts, as plain numbers: templates only write them out. Every scale begins at zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

WIDTH: Final = 400
HEIGHT: Final = 150
TOP: Final = 18  # room for the figure above the highest column
FOOT: Final = 20  # room for the days
EVERY: Final = 14  # up to so many columns each has its figure written on it
LABELS: Final = 4  # days written below the columns


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its figure, and whether figure and day are written."""

    x: float
    y: float
    width: float
    height: float
    value: int
    label: Any
    shows_value: bool
    shows_label: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns over time. `title` says what it shows, `rows` is the same as a table."""

    title: Any
    columns: list[Column]
    rows: list[tuple[Any, int]]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT


def columns(title: Any, rows: Sequence[tuple[Any, int]]) -> Columns:
    """The chart of `rows`, a label and a figure each. The highest and the last are always named."""
    most = max((value for _, value in rows), default=0)
    step = WIDTH / max(len(rows), 1)
    gap = min(3.0, step * 0.2)
    highest = next((place for place, (_, value) in enumerate(rows) if value == most), 0)
    spread = max(1, -(-len(rows) // LABELS))
    made = []
    for place, (label, value) in enumerate(rows):
        height = round((HEIGHT - TOP - FOOT) * value / most, 1) if most else 0.0
        named = len(rows) <= EVERY or place in {highest, len(rows) - 1}
        made.append(
            Column(
                round(place * step + gap / 2, 1), round(HEIGHT - FOOT - height, 1), round(step - gap, 1), height,
                value, label, named, (len(rows) - 1 - place) % spread == 0,
            )
        )  # fmt: skip
    return Columns(title, made, list(rows))


@dataclass(frozen=True, slots=True)
class Bar:
    """One lying bar: its name, its figure, its length in percent of the longest; `open` ones are drawn hollow."""

    label: Any
    value: int
    percent: float
    hollow: bool = False
    url: str = ""


def bars(rows: Sequence[tuple[Any, int, bool, str]]) -> list[Bar]:
    """Lying bars of (name, figure, hollow, address)."""
    most = max((row[1] for row in rows), default=0)
    return [Bar(label, n, round(100 * n / most, 1) if most else 0.0, hollow, url) for label, n, hollow, url in rows]
