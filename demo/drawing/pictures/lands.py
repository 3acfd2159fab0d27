"""Landscapes: steppe, river, mountains, city."""

from demo.drawing.palette import ACCENT, DEEP, FAR, MID, NEAR, PAPER, SKY, SUN, SUN_WASH
from demo.drawing.shapes import arc_path
from demo.drawing.sheet import Pen


def _yurt(pen: Pen) -> None:
    """A yurt 120 wide and 84 high, standing on y = 84."""
    pen.path("M 14 84 L 8 44 L 112 44 L 106 84 Z", PAPER)
    pen.path("M 8 44 C 20 20 42 6 60 6 C 78 6 100 20 112 44 Z", PAPER)
    pen.path("M 72 84 L 74 44 L 112 44 L 106 84 Z", SKY)
    pen.path("M 68 6 C 84 8 102 22 112 44 L 80 44 C 78 28 74 14 68 6 Z", SKY)
    pen.path("M 50 9 C 54 3 66 3 70 9 Z", DEEP)
    pen.rect(8, 44, 104, 7, ACCENT)
    for x in range(16, 106, 12):
        pen.line(x - 4, 51, x, 44, x + 4, 51, stroke=SUN)
    pen.rect(47, 55, 24, 29, ACCENT)
    pen.line(59, 57, 59, 82, stroke=SKY)
    for x0, x1 in ((22, 46), (40, 53), (80, 67), (98, 74)):
        pen.line(x0, 42, x1, 12)


def _grass(pen: Pen, x: float, y: float, height: float) -> None:
    for lean, part in ((-0.35, 0.7), (0, 1), (0.35, 0.8)):
        tip = x + lean * height
        pen.path(f"M {x} {y} Q {x} {y - height * part * 0.6} {tip} {y - height * part}", stroke=NEAR)


def steppe_dawn(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, SKY)
    for radius in (62, 82, 102):
        pen.path(arc_path(164, 166, radius, 183, 357), stroke=PAPER)
    pen.circle(164, 166, 42, SUN)
    pen.path("M 0 162 C 80 138 150 150 230 160 C 320 170 400 140 480 150 L 480 300 L 0 300 Z", FAR)
    pen.path("M 0 190 C 110 164 190 196 290 184 C 370 174 420 170 480 180 L 480 300 L 0 300 Z", MID)
    _yurt(pen.at(290, 112))
    pen.path("M 286 196 L 414 196", stroke=NEAR)
    pen.path("M 0 222 C 90 204 200 230 300 214 C 380 202 430 214 480 208 L 480 300 L 0 300 Z", NEAR)
    pen.path("M 0 258 C 120 236 240 266 340 250 C 400 240 450 246 480 242 L 480 300 L 0 300 Z", DEEP)
    for x, y, height in ((40, 282, 26), (66, 290, 20), (128, 286, 30), (214, 290, 22), (300, 286, 28), (438, 280, 26)):
        _grass(pen, x, y, height)
    for x, y in ((86, 62), (112, 48), (346, 58)):
        pen.path(f"M {x - 9} {y - 3} Q {x - 4} {y - 7} {x} {y} Q {x + 4} {y - 7} {x + 9} {y - 3}", stroke=DEEP)


def _house(pen: Pen, wall: str, roof: str) -> None:
    """A house 80 wide whose foot, at y = 90, is under water."""
    pen.rect(8, 34, 64, 56, wall)
    pen.path("M 0 36 L 40 4 L 80 36 Z", roof)
    pen.rect(54, 8, 9, 18, roof)
    pen.rect(22, 46, 16, 18, SUN)
    pen.line(30, 46, 30, 64)
    pen.line(22, 55, 38, 55)
    pen.rect(48, 46, 14, 44, ACCENT)


def _wave(pen: Pen, y: float, stroke: str, start: float = 0, end: float = 480) -> None:
    d, x = f"M {start} {y}", start
    while x + 40 <= end:
        d += f" Q {x + 10} {y - 6} {x + 20} {y} Q {x + 30} {y + 6} {x + 40} {y}"
        x += 40
    pen.path(d, stroke=stroke)


def river_flood(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, SKY)
    pen.circle(392, 62, 28, SUN)
    pen.path("M 0 132 C 70 96 150 120 220 112 C 310 102 380 116 480 96 L 480 200 L 0 200 Z", FAR)
    for x in (20, 46, 440, 462):
        pen.line(x, 176, x, 132)
        pen.path(f"M {x} 92 C {x + 18} 108 {x + 14} 140 {x} 146 C {x - 14} 140 {x - 18} 108 {x} 92 Z", NEAR)
    _house(pen.at(70, 106), PAPER, DEEP)
    _house(pen.at(174, 116, 0.86), SUN_WASH, NEAR)
    pen.path("M 0 166 Q 120 158 240 166 Q 360 174 480 164 L 480 300 L 0 300 Z", MID)
    _wave(pen, 190, SKY, 6, 206)
    _wave(pen, 176, SKY, 432, 472)
    pen.path("M 0 206 Q 120 198 240 206 Q 360 214 480 204 L 480 300 L 0 300 Z", NEAR)
    pen.path("M 276 184 L 420 184 C 414 208 398 218 376 218 L 312 218 C 292 218 280 206 276 184 Z", SUN)
    pen.path("M 276 184 L 420 184", stroke=DEEP)
    pen.path("M 283 196 L 413 196", stroke=DEEP)
    for x, coat in ((312, ACCENT), (342, DEEP), (378, ACCENT)):
        pen.path(f"M {x - 11} 184 L {x - 11} 168 C {x - 11} 154 {x + 11} 154 {x + 11} 168 L {x + 11} 184 Z", coat)
        pen.circle(x, 147, 8, SUN_WASH, stroke=DEEP)
    pen.line(396, 162, 432, 226)
    pen.path("M 0 238 Q 120 230 240 238 Q 360 246 480 236 L 480 300 L 0 300 Z", DEEP)
    _wave(pen, 228, MID, 40, 240)
    _wave(pen, 262, NEAR, 20, 220)
    _wave(pen, 278, NEAR, 234, 474)


def mountains(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, SKY)
    pen.circle(344, 72, 34, SUN)
    pen.path("M 0 168 L 62 112 L 104 142 L 190 62 L 258 136 L 330 96 L 404 150 L 480 104 L 480 220 L 0 220 Z", MID)
    pen.path("M 190 62 L 214 88 L 202 96 L 192 88 L 180 100 L 164 86 Z", PAPER)
    pen.path("M 330 96 L 348 109 L 334 118 L 324 110 L 312 114 L 307 109 Z", PAPER)
    pen.path("M 62 112 L 76 122 L 64 130 L 54 124 L 48 125 Z", PAPER)
    for points in ((190, 62, 206, 116, 196, 150), (330, 96, 340, 132, 330, 156), (62, 112, 70, 146)):
        pen.line(*points, stroke=NEAR)
    pen.path("M 0 196 C 60 172 130 172 190 190 C 260 210 350 160 480 186 L 480 236 L 0 236 Z", NEAR)
    for i, x in enumerate((36, 54, 76, 98, 396, 418, 436, 458)):
        top = 148 + (i % 3) * 8
        pen.path(f"M {x} {top} L {x + 11} {top + 46} L {x - 11} {top + 46} Z", DEEP)
    pen.path("M 0 222 Q 120 214 240 222 Q 360 230 480 220 L 480 300 L 0 300 Z", FAR)
    for x0, x1, y in ((250, 330, 238), (306, 392, 248), (60, 140, 244), (330, 372, 258), (120, 170, 258)):
        pen.line(x0, y, x1, y, stroke=PAPER)
    pen.path("M 0 266 C 90 250 190 276 290 268 C 370 262 430 274 480 262 L 480 300 L 0 300 Z", DEEP)


def _block(pen: Pen, x: float, top: float, columns: int, rows: int, wall: str, lit: set[int]) -> None:
    width = columns * 14 + 8
    pen.rect(x, top, width, 262 - top, wall)
    for row in range(rows):
        for column in range(columns):
            light = SUN if row * columns + column in lit else NEAR
            pen.rect(x + 8 + column * 14, top + 10 + row * 18, 6, 9, light)


def _tower(pen: Pen) -> None:
    """A slender tower that spreads its boughs around a golden ball, 60 wide, 196 high."""
    pen.path("M 24 196 L 28 70 L 32 70 L 36 196 Z", PAPER)
    for reach in (26, 17, 8):
        pen.path(f"M {30 - reach} 30 C {30 - reach} 62 29 70 27 110", stroke=PAPER)
        pen.path(f"M {30 + reach} 30 C {30 + reach} 62 31 70 33 110", stroke=PAPER)
    pen.circle(30, 30, 17, SUN)


def city_evening(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, ACCENT)
    pen.path("M 0 150 C 120 126 300 160 480 128 L 480 300 L 0 300 Z", NEAR)
    for x, y in ((60, 44), (122, 70), (196, 36), (318, 52), (382, 34), (440, 76), (282, 88)):
        pen.circle(x, y, 1.5, SKY)
    for x, top, width in ((0, 168, 44), (96, 148, 38), (304, 140, 44), (400, 158, 40)):
        pen.rect(x, top, width, 262 - top, MID)
    _block(pen, 26, 132, 4, 6, DEEP, {1, 6, 7, 12, 17, 20})
    _block(pen, 128, 176, 4, 4, DEEP, {2, 5, 9, 12})
    _tower(pen.at(208, 66))
    _block(pen, 278, 170, 3, 4, DEEP, {0, 4, 8, 9})
    _block(pen, 336, 112, 4, 7, DEEP, {3, 5, 9, 14, 18, 23, 25})
    _block(pen, 424, 188, 3, 3, DEEP, {1, 5, 6})
    pen.rect(0, 258, 480, 42, DEEP)
    pen.rect(0, 257, 480, 1.5, FAR)
    for x in (22, 116, 196, 286, 328, 416, 462):
        pen.line(x, 258, x, 238, stroke=FAR)
        pen.circle(x, 235, 3.5, SUN)
    for x0, x1, y in ((30, 90, 274), (150, 250, 280), (300, 350, 272), (380, 450, 284)):
        pen.line(x0, y, x1, y, stroke=NEAR)
