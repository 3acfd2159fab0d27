"""Things of the service: phone, calendar, microphone, and a felt carpet's pattern."""

from demo.drawing.palette import (
    ACCENT,
    ACCENT_WASH,
    DEEP,
    FAR,
    LINE,
    MID,
    NEAR,
    PAPER,
    SKY,
    SUN,
    SUN_WASH,
    WASH,
)
from demo.drawing.shapes import arc_path
from demo.drawing.sheet import Pen


def bubble(pen: Pen, w: float, h: float, fill: str) -> None:
    """A speech bubble of `w` by `h` with its tail below at the left, as in the portal's mark."""
    pen.path(f"M 0 0 L {w} 0 L {w} {h} L {h * 0.55} {h} L {h * 0.25} {h * 1.32} L {h * 0.25} {h} L 0 {h} Z", fill)


def phone_question(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, ACCENT_WASH)
    pen.circle(240, 150, 128, SKY)
    pen.rect(156, 26, 136, 248, DEEP, 16)
    pen.rect(164, 44, 120, 204, PAPER)
    pen.line(212, 35, 236, 35, stroke=FAR)
    pen.circle(224, 261, 6, NEAR)
    pen.rect(164, 44, 120, 26, ACCENT)
    bubble(pen.at(174, 52, 0.5), 24, 18, PAPER)
    pen.line(194, 57, 236, 57, stroke=PAPER)
    for i, width in enumerate((84, 96, 66)):
        pen.line(176, 88 + i * 12, 176 + width, 88 + i * 12, stroke=MID)
    pen.rect(176, 128, 96, 44, WASH, stroke=LINE)
    pen.line(184, 140, 250, 140, stroke=FAR)
    pen.line(184, 152, 232, 152, stroke=FAR)
    pen.rect(176, 184, 56, 20, ACCENT, 3)
    pen.line(188, 194, 220, 194, stroke=PAPER)
    pen.line(176, 226, 268, 226, stroke=LINE)
    for x, tint in ((180, ACCENT), (210, ACCENT), (240, SUN), (268, LINE)):
        pen.circle(x, 226, 5, tint)
    bubble(pen.at(44, 74), 96, 72, ACCENT)
    pen.path("M 78 102 C 78 84 108 84 108 102 C 108 112 93 112 93 124", stroke=PAPER, width=6)
    pen.circle(93, 136, 4, PAPER)
    bubble(pen.at(326, 116), 112, 78, PAPER)
    pen.circle(350, 140, 10, SUN)
    for y, width in ((140, 54), (158, 80), (174, 62)):
        start = 370 if y == 140 else 342
        pen.line(start, y, min(start + width, 424), y)
    pen.line(40, 274, 440, 274)


def calendar_days(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, SKY)
    pen.path("M 0 214 C 120 186 260 220 480 190 L 480 300 L 0 300 Z", FAR)
    pen.rect(118, 58, 244, 206, NEAR)
    pen.rect(110, 50, 244, 206, PAPER)
    pen.rect(110, 50, 244, 38, ACCENT)
    for x in range(138, 340, 47):
        pen.circle(x, 62, 5, DEEP)
        pen.line(x, 38, x, 62, stroke=MID, width=4)
    for row in range(4):
        for column in range(7):
            x, y, day = 124 + column * 32, 102 + row * 37, row * 7 + column
            rest = column > 4 or day in (9, 10)
            fill = LINE if rest else SUN if day == 24 else ACCENT if 3 <= day < 24 else ACCENT_WASH
            pen.rect(x, y, 24, 27, fill)
            if rest:
                pen.line(x + 5, y + 21, x + 19, y + 6, stroke=PAPER)
    pen.circle(232, 226.5, 22, stroke=DEEP, width=3)
    pen.circle(398, 222, 40, PAPER, stroke=DEEP, width=3)
    for degrees in range(0, 360, 90):
        pen.path(arc_path(398, 222, 33, degrees, degrees + 6), stroke=DEEP)
    pen.line(398, 196, 398, 222, 414, 232, width=3)
    pen.circle(398, 222, 4, SUN)
    pen.path("M 72 252 L 60 204 L 96 204 L 84 252 Z", ACCENT)
    for tip, bend in ((52, 150), (78, 132), (102, 156)):
        pen.path(f"M 78 204 C 78 190 {tip} 186 {tip} {bend} C {tip + 14} {bend + 20} 90 186 80 204 Z", NEAR)
    pen.rect(0, 264, 480, 36, DEEP)


def _mike(pen: Pen, head: str, band: str) -> None:
    """A table microphone 40 wide whose foot stands on y = 150."""
    pen.rect(6, 0, 28, 52, head, 14)
    for y in (14, 22, 30):
        pen.line(12, y, 28, y, stroke=FAR)
    pen.rect(6, 38, 28, 6, band)
    pen.path("M 0 34 C 0 76 40 76 40 34", stroke=DEEP, width=3)
    pen.line(20, 66, 20, 144, width=3)
    pen.path("M -6 150 C -6 138 46 138 46 150 Z", DEEP)


def microphone(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, ACCENT_WASH)
    pen.rect(60, 30, 360, 170, SKY)
    pen.path("M 60 158 L 128 102 L 176 140 L 240 84 L 312 148 L 356 116 L 420 160 L 420 200 L 60 200 Z", FAR)
    pen.circle(352, 72, 22, SUN)
    for x in (180, 300):
        pen.line(x, 30, x, 200, stroke=PAPER, width=4)
    pen.rect(60, 30, 360, 170, stroke=PAPER, width=6)
    for radius in (34, 48, 62):
        pen.path(arc_path(240, 116, radius, 148, 212), stroke=ACCENT)
        pen.path(arc_path(240, 116, radius, -32, 32), stroke=ACCENT)
    pen.rect(0, 232, 480, 68, DEEP)
    pen.rect(0, 226, 480, 8, NEAR)
    _mike(pen.at(220, 88, 0.94), ACCENT, SUN)
    _mike(pen.at(112, 130, 0.64), NEAR, PAPER)
    _mike(pen.at(342, 130, 0.64), NEAR, PAPER)
    pen.path("M 58 186 L 84 186 L 80 226 L 62 226 Z", PAPER)
    pen.path("M 59.5 202 L 82.5 202 L 80 226 L 62 226 Z", SKY)
    pen.path("M 58 186 L 84 186 L 80 226 L 62 226 Z", stroke=DEEP)
    pen.path("M 392 226 L 400 214 L 452 214 L 460 226 Z", PAPER)
    pen.line(408, 219, 444, 219)
    for x in range(40, 460, 40):
        pen.line(x, 254, x, 296, stroke=ACCENT)


def felt_pattern(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, DEEP)
    for y, turn in ((0, 1), (300, -1)):
        pen.path(
            f"M 0 {y} " + " ".join(f"L {x + 15} {y + 22 * turn} L {x + 30} {y}" for x in range(0, 480, 30)) + " Z",
            SUN,
        )
        pen.rect(0, y + 30 * turn, 480, 1.5, MID)
    for x in (80, 240, 400):
        fill, horn = (SUN_WASH, ACCENT) if x == 240 else (ACCENT, SKY)
        pen.path(f"M {x} 44 L {x + 78} 150 L {x} 256 L {x - 78} 150 Z", fill)
        pen.path(f"M {x} 54 L {x + 70} 150 L {x} 246 L {x - 70} 150 Z", stroke=horn)
        _felt_medallion(pen.at(x, 150), horn)
    for x in (0, 160, 320, 480):
        for y, turn in ((48, 1), (252, -1)):
            half = 24 if 0 < x < 480 else 0
            if half:
                pen.path(f"M {x - half} {y} L {x + half} {y} L {x} {y + 44 * turn} Z", NEAR)
                pen.circle(x, y + 13 * turn, 5, SUN)


def _felt_medallion(pen: Pen, horn: str) -> None:
    for turn in (1, -1):
        for side in (1, -1):
            d = [
                (0, 6),
                (0, 34),
                (side * 4, 62),
                (side * 20, 60),
                (side * 36, 56),
                (side * 34, 34),
                (side * 22, 36),
                (side * 14, 38),
                (side * 14, 48),
                (side * 21, 48),
            ]
            text = [f"{x} {y * turn}" for x, y in d]
            pen.path(
                f"M {text[0]} C {text[1]} {text[2]} {text[3]} C {text[4]} {text[5]} {text[6]} "
                f"C {text[7]} {text[8]} {text[9]}",
                stroke=horn,
                width=5,
            )
    for side in (1, -1):
        pen.path(f"M {side * 14} 0 L {side * 34} -11 L {side * 54} 0 L {side * 34} 11 Z", horn)
    pen.path("M 0 -11 L 11 0 L 0 11 L -11 0 Z", SUN)
