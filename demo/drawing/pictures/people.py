"""Portraits of people who do not exist: the leaders of the demo's body."""

from demo.drawing.palette import ACCENT, ACCENT_WASH, DEEP, FAR, MID, NEAR, PAPER, SKY, SUN, SUN_WASH, WASH, mix
from demo.drawing.sheet import Pen

SKIN = mix("#c98f62", SUN_WASH, 0.45)
SHADE = mix("#c98f62", SUN_WASH, 0.2)
GREY = "#6f7a80"


def _bust(pen: Pen, ground: str, suit: str, shirt: str) -> None:
    """The ground, shoulders, neck and face; hair comes on top. The face is round (240, 118), 46 wide each side."""
    pen.rect(0, 0, 480, 300, ground)
    pen.circle(240, 140, 132, mix(ground, PAPER, 0.55))
    pen.path("M 112 300 C 116 236 160 214 208 204 L 240 220 L 272 204 C 320 214 364 236 368 300 Z", suit)
    pen.path("M 208 204 L 240 248 L 272 204 L 262 190 L 218 190 Z", shirt)
    pen.path("M 220 150 L 220 196 C 228 212 252 212 260 196 L 260 150 Z", SHADE)
    pen.path("M 194 108 C 194 62 286 62 286 108 C 286 146 266 176 240 176 C 214 176 194 146 194 108 Z", SKIN)
    for x in (-1, 1):
        pen.circle(240 + x * 18, 114, 3, DEEP)
        pen.line(240 + x * 26, 102, 240 + x * 11, 101, stroke=DEEP, width=2.5)
    pen.path("M 226 146 C 232 154 248 154 254 146", stroke=DEEP, width=2)
    pen.path("M 240 114 C 236 126 236 130 242 131", stroke=SHADE, width=2)


def director(pen: Pen) -> None:
    """A woman with her hair tied back and a scarf with a felt pattern."""
    _bust(pen, SKY, DEEP, PAPER)
    pen.path(
        "M 190 118 C 184 56 222 44 242 46 C 272 46 298 62 290 118 C 286 96 276 84 250 82 C 226 82 200 90 190 118 Z",
        "#2b2522",
    )
    pen.circle(240, 48, 20, "#2b2522")
    pen.path("M 206 204 C 222 226 258 226 274 204 L 284 216 C 264 244 216 244 196 216 Z", ACCENT)
    pen.path("M 210 222 L 220 230 L 230 226 L 240 234 L 250 226 L 260 230 L 270 222", stroke=SUN, width=2)
    for x in (193, 287):
        pen.circle(x, 132, 4, SUN)


def first_deputy(pen: Pen) -> None:
    """A man with grey temples and a tie."""
    _bust(pen, ACCENT_WASH, NEAR, PAPER)
    pen.path(
        "M 192 104 C 188 58 226 46 246 48 C 280 48 294 74 288 104 C 286 96 284 84 274 66 C 246 80 208 78 192 104 Z",
        "#33302e",
    )
    for x, side in ((193, 1), (287, -1)):
        pen.path(f"M {x} 96 L {x + side * 7} 94 L {x + side * 4} 122 L {x} 118 Z", GREY)
    pen.path("M 232 214 L 248 214 L 244 226 L 252 268 L 240 284 L 228 268 L 236 226 Z", ACCENT)


def second_deputy(pen: Pen) -> None:
    """A woman with short hair and glasses."""
    _bust(pen, WASH, MID, SUN_WASH)
    pen.path(
        "M 186 140 C 176 66 214 48 240 48 C 270 48 304 66 294 140 C 288 134 286 112 276 92 "
        "C 254 98 222 94 206 88 C 196 104 194 132 186 140 Z",
        "#4a3426",
    )
    for x in (221, 259):
        pen.circle(x, 114, 13, stroke=DEEP)
    pen.line(234, 113, 246, 113, stroke=DEEP)
    pen.path("M 214 210 C 224 226 256 226 266 210", stroke=FAR, width=3)
    pen.circle(240, 224, 5, SUN)
