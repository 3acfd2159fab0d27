"""Places people know: clinic, school, garden of memory, archive."""

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


def _tree(pen: Pen, height: float, leaf: str) -> None:
    """A round tree standing on the pen's origin."""
    pen.circle(0, -height * 0.66, height * 0.34, leaf)
    pen.line(0, 0, 0, -height * 0.72)
    pen.line(0, -height * 0.44, height * 0.14, -height * 0.6)
    pen.line(0, -height * 0.36, -height * 0.12, -height * 0.5)


def _windows(pen: Pen, columns: int, rows: int, step_x: float, step_y: float, glass: str) -> None:
    for row in range(rows):
        for column in range(columns):
            x, y = column * step_x, row * step_y
            pen.rect(x, y, 22, 26, glass)
            pen.line(x + 11, y, x + 11, y + 26)


def clinic(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, ACCENT_WASH)
    pen.path("M 0 196 C 100 168 180 190 260 180 C 340 170 420 186 480 172 L 480 300 L 0 300 Z", SKY)
    pen.rect(96, 112, 232, 136, PAPER)
    pen.rect(96, 104, 232, 8, ACCENT)
    pen.rect(172, 72, 80, 176, WASH)
    pen.rect(172, 64, 80, 8, DEEP)
    pen.rect(203, 82, 18, 50, ACCENT)
    pen.rect(187, 98, 50, 18, ACCENT)
    _windows(pen.at(112, 128), 2, 2, 32, 46, SKY)
    _windows(pen.at(268, 128), 2, 2, 32, 46, SKY)
    pen.rect(186, 172, 52, 76, DEEP)
    pen.line(212, 174, 212, 246, stroke=SKY)
    pen.rect(176, 160, 72, 8, SUN)
    pen.path("M 344 236 L 344 190 L 420 190 L 448 214 L 456 236 Z", PAPER, stroke=DEEP)
    pen.path("M 414 196 L 420 196 L 440 214 L 414 214 Z", SKY, stroke=DEEP)
    pen.rect(344, 220, 108, 6, SUN)
    pen.rect(372, 196, 8, 20, ACCENT)
    pen.rect(366, 202, 20, 8, ACCENT)
    pen.rect(378, 182, 20, 8, SUN)
    for x in (368, 428):
        pen.circle(x, 238, 11, DEEP)
        pen.circle(x, 238, 4, SKY)
    pen.rect(0, 248, 480, 52, NEAR)
    pen.path("M 186 248 L 238 248 L 268 300 L 156 300 Z", SKY)
    _tree(pen.at(44, 250), 108, MID)
    _tree(pen.at(78, 254), 76, FAR)
    pen.line(300, 274, 460, 274, stroke=SKY, dash=(14, 12))


def school(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, SKY)
    pen.circle(84, 66, 28, SUN)
    pen.path("M 0 190 C 110 158 220 176 300 168 C 380 160 430 172 480 164 L 480 300 L 0 300 Z", FAR)
    pen.rect(70, 134, 340, 112, PAPER)
    pen.rect(70, 126, 340, 8, DEEP)
    pen.path("M 174 132 L 240 84 L 306 132 Z", ACCENT)
    pen.rect(184, 132, 112, 114, WASH)
    pen.circle(240, 113, 11, PAPER, stroke=DEEP)
    pen.line(240, 106, 240, 113, 245, 116)
    _windows(pen.at(84, 146), 3, 2, 32, 46, SKY)
    _windows(pen.at(310, 146), 3, 2, 32, 46, SKY)
    for x in (194, 216, 258, 280):
        pen.rect(x, 140, 6, 106, SKY)
    pen.rect(226, 182, 28, 64, ACCENT)
    pen.rect(174, 240, 132, 8, DEEP)
    pen.line(240, 84, 240, 40)
    pen.path("M 240 42 C 254 36 262 50 280 43 L 280 64 C 262 70 254 57 240 63 Z", SUN)
    pen.rect(0, 246, 480, 54, NEAR)
    pen.path("M 214 248 L 266 248 L 312 300 L 168 300 Z", SKY)
    for x, coat, bag in ((212, DEEP, SUN), (240, ACCENT, SUN_WASH), (272, DEEP, SUN)):
        pen.path(f"M {x - 9} 292 L {x - 8} 272 C {x - 8} 262 {x + 8} 262 {x + 8} 272 L {x + 9} 292 Z", coat)
        pen.circle(x, 257, 7, SUN_WASH, stroke=DEEP)
        pen.rect(x - 6, 271, 12, 13, bag, 2)
    _tree(pen.at(38, 250), 104, MID)
    _tree(pen.at(440, 250), 112, MID)


def _tulip(pen: Pen, height: float, bloom: str) -> None:
    pen.line(0, 0, 0, -height, stroke=FAR)
    pen.path(f"M 0 {-height * 0.1} Q 12 {-height * 0.3} 11 {-height * 0.6}", stroke=FAR)
    top = -height - 12
    pen.path(
        f"M -7 {top} L -3 {top + 5} L 0 {top - 2} L 3 {top + 5} L 7 {top} C 10 {top + 14} -10 {top + 14} -7 {top} Z",
        bloom,
    )


def veterans_garden(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, ACCENT_WASH)
    pen.path("M 0 168 C 90 132 170 152 250 142 C 340 130 420 150 480 138 L 480 300 L 0 300 Z", SKY)
    for x, height, leaf in ((52, 148, FAR), (114, 116, MID), (372, 122, MID), (426, 152, FAR)):
        _tree(pen.at(x, 246), height, leaf)
    pen.path("M 224 226 L 231 62 L 240 48 L 249 62 L 256 226 Z", PAPER)
    pen.path("M 240 48 L 249 62 L 256 226 L 240 226 Z", LINE)
    pen.path("M 240 78 L 243 87 L 252 87 L 245 92 L 248 101 L 240 96 L 232 101 L 235 92 L 228 87 L 237 87 Z", SUN)
    pen.rect(196, 222, 88, 10, NEAR)
    pen.rect(180, 232, 120, 12, ACCENT)
    pen.path("M 240 182 C 254 196 256 208 248 220 L 232 220 C 222 210 230 200 240 182 Z", SUN)
    pen.path("M 240 204 C 246 210 246 216 243 220 L 237 220 C 233 216 235 210 240 204 Z", PAPER)
    pen.rect(0, 244, 480, 56, DEEP)
    pen.path("M 180 244 L 300 244 L 340 300 L 140 300 Z", NEAR)
    pen.line(204, 262, 276, 262, stroke=SKY)
    pen.line(190, 280, 290, 280, stroke=SKY)
    for x in (330, 392):
        pen.line(x, 230, x, 258, stroke=SKY, width=3)
    for y in (226, 234, 246):
        pen.line(322, y, 400, y, stroke=PAPER, width=4)
    for i, x in enumerate(range(16, 136, 20)):
        _tulip(pen.at(x, 292 - (i % 2) * 8), 24, SUN if i % 2 else PAPER)
    for i, x in enumerate(range(352, 470, 20)):
        _tulip(pen.at(x, 294 - (i % 2) * 8), 22, PAPER if i % 2 else SUN)


def _binders(pen: Pen, spines: str) -> None:
    """Binders side by side on y = 0: one letter each for tint and height."""
    tints = {"d": (DEEP, 64), "a": (ACCENT, 58), "n": (NEAR, 64), "m": (MID, 54), "f": (FAR, 60), "s": (SUN, 56)}
    for i, letter in enumerate(spines):
        tint, height = tints[letter]
        x = i * 25
        pen.rect(x, -height, 22, height, tint)
        pen.rect(x + 6, -height + 10, 10, 18, PAPER)
        pen.line(x + 8, -height + 16, x + 14, -height + 16)
        pen.circle(x + 11, -12, 3.5, tint, stroke=PAPER)


def archive_shelf(pen: Pen) -> None:
    pen.rect(0, 0, 480, 300, ACCENT_WASH)
    pen.rect(40, 24, 400, 252, SKY)
    for y in (100, 184, 268):
        pen.rect(40, y, 400, 8, DEEP)
    for x in (40, 432):
        pen.rect(x, 24, 8, 252, DEEP)
    pen.rect(40, 18, 400, 8, DEEP)
    _binders(pen.at(58, 100), "dnmasnd")
    pen.path("M 236 100 L 258 40 L 278 47 L 258 100 Z", MID)
    _binders(pen.at(298, 100), "anfda")
    pen.rect(58, 134, 84, 50, SUN_WASH)
    pen.rect(54, 126, 92, 14, SUN)
    pen.rect(88, 150, 26, 12, PAPER, stroke=DEEP)
    _binders(pen.at(164, 184), "fadnm")
    for i, (tint, width) in enumerate(((NEAR, 96), (SUN, 84), (ACCENT, 100), (PAPER, 88))):
        pen.rect(308, 170 - i * 14, width, 12, tint)
        pen.line(316, 176 - i * 14, 336, 176 - i * 14, stroke=DEEP if tint in (SUN, PAPER) else PAPER)
    _binders(pen.at(58, 268), "mdansf")
    pen.path("M 226 268 L 226 214 L 256 214 L 264 222 L 330 222 L 330 268 Z", SUN)
    pen.rect(236, 206, 84, 50, PAPER)
    for y in (216, 226, 236):
        pen.line(246, y, 306 - (y % 3) * 12, y)
    pen.path("M 226 268 L 238 232 L 342 232 L 330 268 Z", SUN, stroke=DEEP)
    pen.line(394, 248, 414, 266, width=6)
    pen.circle(380, 234, 20, PAPER, stroke=DEEP, width=4)
    pen.path(arc_path(380, 234, 12, 190, 260), stroke=MID)
    pen.rect(0, 276, 480, 24, NEAR)
