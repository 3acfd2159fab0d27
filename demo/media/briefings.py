"""Two drawn briefings: a speaker at the table, the thesis beside them, the role (no name) below."""

import math
from typing import Any

from demo.drawing.palette import ACCENT, ACCENT_WASH, DEEP, FAR, INK, LINE, MID, NEAR, PAPER, SKY, SUN, SUN_WASH
from demo.drawing.sheet import Pen
from demo.media.briefing_words import ENDED, LIVE
from demo.media.clip import HEIGHT, LEFT, WIDTH, Clip, Scene, ease, opening

# Coat, hair and whether the hair is long: two speakers are told apart at a glance.
LOOKS = {"first": (DEEP, INK, True), "second": (NEAR, DEEP, False)}


def _room(pen: Pen) -> None:
    pen.rect(0, 63, WIDTH, HEIGHT - 63, ACCENT_WASH)
    pen.rect(0, 63, 440, HEIGHT - 63, SKY)
    pen.path("M 0 330 L 90 240 L 150 290 L 250 190 L 360 300 L 440 240 L 440 420 L 0 420 Z", FAR)
    for x in (140, 300):
        pen.rect(x, 63, 6, 360, PAPER)


def _speaker(pen: Pen, look: str, t: float) -> None:
    coat, hair, long = LOOKS[look]
    sway = math.sin(t * math.tau * 2) * 4
    head = pen.at(220 + sway, 214 + abs(sway) * 0.4)
    if long:
        head.path("M -46 0 C -50 -66 50 -66 46 0 L 50 66 L -50 66 Z", hair)
    pen.path("M 96 420 C 96 330 140 296 220 290 C 300 296 344 330 344 420 Z", coat)
    pen.path("M 190 292 L 220 350 L 250 292 Z", PAPER)
    pen.rect(202 + sway / 2, 250, 36, 50, SUN_WASH)
    head.path("M -40 -6 C -40 60 40 60 40 -6 C 40 -56 -40 -56 -40 -6 Z", SUN_WASH)
    head.path("M -42 -8 C -44 -62 44 -62 42 -8 C 24 -16 8 -24 2 -34 C -10 -20 -26 -12 -42 -8 Z", hair)
    for x in (-15, 15):
        head.circle(x, 4, 3, INK)
    opened = 2 + 4 * abs(math.sin(t * math.tau * 9))
    head.path(f"M -9 24 Q 0 {26 + opened} 9 24", stroke=INK, width=2.5)
    hand = ease(abs(math.sin(t * math.tau * 1.5))) * 16
    pen.path(f"M 330 420 C 350 400 362 {380 - hand} 372 {366 - hand}", stroke=coat, width=26)
    pen.circle(374, 358 - hand, 14, SUN_WASH)


def _table(pen: Pen, role: str) -> None:
    pen.rect(0, 414, WIDTH, HEIGHT - 414, DEEP)
    pen.rect(0, 408, WIDTH, 8, MID)
    pen.line(150, 408, 176, 340, stroke=INK, width=4)
    pen.rect(166, 316, 24, 34, INK, 10)
    pen.rect(166, 338, 24, 5, SUN)
    pen.rect(LEFT - 18, 460, 6, 32, SUN)
    pen.block(LEFT, 460, role, 24, 830, PAPER, True, leading=1.25)


def _speech(seconds: float, words: tuple[Any, ...]) -> Scene:
    look, role, thesis, points, caption = words

    def draw(pen: Pen, t: float) -> None:
        _room(pen)
        _speaker(pen, look, t)
        pen.rect(474, 96, 436, 286, PAPER)
        below = pen.block(504, 116, thesis, 30, 380, INK, True, leading=1.2) + 14
        pen.rect(504, below - 6, 380, 1.5, LINE)
        for i, point in enumerate(points):
            if t > 0.1 + i * 0.18:
                pen.rect(504, below + 16, 10, 10, ACCENT)
                below = pen.block(528, below + 4, point, 22, 350, INK, leading=1.3) + 6
        _table(pen, role)

    return Scene(seconds, draw, caption)


def _clip(slug: str, title: str, words: dict[str, Any], poster_at: float, **more: Any) -> Clip:
    def first(pen: Pen, t: float) -> None:
        opening(pen, t, words["opening"][0], words["opening"][1])

    def last(pen: Pen, t: float) -> None:
        opening(pen, t, words["closing"][0], words["closing"][1])

    scenes = (
        Scene(4, first, words["opening"][2]),
        *(_speech(7, speech) for speech in words["speeches"]),
        Scene(4, last, words["closing"][2]),
    )
    return Clip(slug=slug, title=title, scenes=scenes, poster_at=poster_at, **more)


BRIEFINGS = (
    _clip("briefing-question-service", "Брифинг · жазба", ENDED, 9.5),
    _clip("briefing-flood-information", "Брифинг", LIVE, 9.5, stream=True, badge="Тікелей эфир"),
)
