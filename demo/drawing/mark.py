"""The portal's mark: a speech bubble with the sun in it."""

from demo.drawing.palette import ACCENT, SUN
from demo.drawing.sheet import Pen, Sheet

NAMES = {"kk": "Жауап", "ru": "Жауап", "en": "Jauap"}


def draw_mark(pen: Pen, bubble: str = ACCENT, sun: str = SUN) -> None:
    """Draw the mark 26 wide and 26 high from the pen's origin."""
    pen.path("M 0 0 L 26 0 L 26 19 L 11.5 19 L 5 26 L 5 19 L 0 19 Z", bubble)
    pen.circle(13, 9.5, 4.7, sun)


def mark() -> Sheet:
    """Return the mark alone, on nothing."""
    sheet = Sheet(26, 26, title="Жауап")
    draw_mark(sheet.pen())
    return sheet


def favicon() -> Sheet:
    """Return the mark in a square with a little air, for tabs and home screens."""
    sheet = Sheet(32, 32, title="Жауап")
    draw_mark(sheet.pen().at(2, 3, 28 / 26))
    return sheet
