"""Line icons in a square of 48: what goes into an emergency bag."""

from collections.abc import Callable
from typing import Any

from demo.drawing.palette import ACCENT, ACCENT_WASH, DEEP, MID, PAPER, SKY, SUN
from demo.drawing.sheet import Pen

LINE: dict[str, Any] = {"stroke": DEEP, "width": 2}


def documents(pen: Pen) -> None:
    pen.rect(14, 4, 28, 36, SKY, **LINE)
    pen.path("M 6 10 L 26 10 L 34 18 L 34 44 L 6 44 Z", PAPER, **LINE)
    pen.path("M 26 10 L 26 18 L 34 18 Z", SUN, **LINE)
    for y, end in ((26, 28), (32, 28), (38, 20)):
        pen.line(12, y, end, y, width=2)


def water_and_food(pen: Pen) -> None:
    pen.path("M 10 16 L 10 44 L 26 44 L 26 16 L 22 10 L 14 10 Z", SKY, **LINE)
    pen.rect(13, 3, 10, 7, ACCENT, **LINE)
    pen.rect(10, 22, 16, 12, PAPER, **LINE)
    pen.rect(30, 24, 14, 20, SUN, **LINE)
    pen.rect(30, 30, 14, 8, PAPER, **LINE)


def medicine(pen: Pen) -> None:
    pen.path("M 16 14 L 16 7 L 32 7 L 32 14", **LINE)
    pen.rect(4, 14, 40, 30, PAPER, 3, **LINE)
    pen.rect(21, 19, 6, 20, ACCENT)
    pen.rect(14, 26, 20, 6, ACCENT)


def light_and_contact(pen: Pen) -> None:
    pen.path("M 4 8 L 14 12 L 14 28 L 4 32 Z", SUN, **LINE)
    pen.rect(14, 13, 24, 14, MID, 2, **LINE)
    pen.circle(24, 20, 2.5, PAPER)
    pen.rect(22, 32, 20, 12, PAPER, 2, **LINE)
    pen.rect(42, 35, 3, 6, DEEP)
    pen.rect(25, 35, 8, 6, ACCENT)


def clothes(pen: Pen) -> None:
    pen.path("M 17 6 L 4 14 L 4 34 L 12 34 L 12 44 L 36 44 L 36 34 L 44 34 L 44 14 L 31 6 L 24 12 Z", MID, **LINE)
    pen.line(24, 12, 24, 44, width=2)
    pen.line(12, 34, 12, 20, width=2)
    pen.line(36, 34, 36, 20, width=2)
    pen.path("M 17 6 L 24 12 L 31 6 Z", SUN, **LINE)


def money_and_hygiene(pen: Pen) -> None:
    pen.rect(8, 6, 36, 20, ACCENT_WASH, **LINE)
    pen.circle(26, 16, 5.5, SUN, **LINE)
    pen.path("M 6 32 C 6 26 42 26 42 32 L 42 38 C 42 45 6 45 6 38 Z", PAPER, **LINE)
    pen.path("M 14 34 C 20 31 28 31 34 34", **LINE)


BAG: tuple[Callable[[Pen], None], ...] = (
    documents,
    water_and_food,
    medicine,
    light_and_contact,
    clothes,
    money_and_hygiene,
)
