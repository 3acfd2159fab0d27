"""The three guides: the emergency bag, asking and following a question, counting working days."""

from datetime import timedelta

from demo.drawing.icons import BAG
from demo.drawing.infographics import working_days
from demo.drawing.palette import ACCENT, ACCENT_WASH, DEEP, FAR, INK, INK_2, LINE, MID, NEAR, PAPER, SKY, SUN, WASH
from demo.drawing.sheet import Pen
from demo.media.clip import HEIGHT, LEFT, WIDTH, Caption, Clip, Scene, ease, opening
from demo.media.words import ASK, BAG_WORDS, CODE, DAYS


def _bag_front(pen: Pen) -> None:
    """The bag's front, 260 wide; what falls in behind it is drawn before."""
    pen.rect(0, 60, 260, 170, ACCENT, 18, stroke=DEEP, width=3)
    pen.rect(0, 104, 260, 12, DEEP)
    pen.rect(92, 130, 76, 62, NEAR, 8, stroke=DEEP, width=3)
    pen.rect(118, 96, 24, 30, SUN, 4, stroke=DEEP, width=3)
    for x in (34, 216):
        pen.rect(x, 60, 12, 170, DEEP)


def _bag_scene(index: int) -> Scene:
    name, text, caption = BAG_WORDS[index]

    def draw(pen: Pen, t: float) -> None:
        pen.rect(560, 63, WIDTH - 560, HEIGHT - 63, ACCENT_WASH)
        pen.circle(760, 414, 122, SKY)
        bag = pen.at(630, 262)
        bag.path("M 70 62 C 70 10 190 10 190 62", stroke=DEEP, width=12)
        fall = ease(t, 0.35, 0.7)
        BAG[index](pen.at(700, 96 + fall * 240, 2.5))
        _bag_front(bag)
        pen.text(LEFT, 176, f"{index + 1}/6", 26, ACCENT, True)
        end = pen.block(LEFT, 192, name, 50, 470, INK, True, leading=1.18)
        pen.block(LEFT, end + 12, text, 27, 450, INK_2)
        for i, icon in enumerate(BAG):
            packed = i < index or (i == index and t > 0.7)
            pen.rect(LEFT + i * 74, 428, 62, 62, ACCENT_WASH if packed else WASH)
            if packed:
                icon(pen.at(LEFT + i * 74 + 9, 437, 0.92))

    return Scene(3.6, draw, caption)


def _card(seconds: float, title: str, text: str, caption: Caption) -> Scene:
    return Scene(seconds, lambda pen, t: opening(pen, t, title, text), caption)


EMERGENCY_BAG = Clip(
    slug="pack-an-emergency-bag",
    title="Дабыл чемоданы",
    poster_at=18.6,
    scenes=(
        _card(3, "Дабыл чемоданын жинаймыз", "Алты бөлім. Бір адамға бір сөмке.", BAG_WORDS["opening"]),
        *(_bag_scene(i) for i in range(6)),
        _card(3.4, "Сөмке есіктің жанында тұрсын", "Өмірге қауіп төнсе: 112", BAG_WORDS["closing"]),
    ),
)


def _phone(pen: Pen) -> Pen:
    """A phone at the right; return a pen at the corner of its screen, 236 by 372."""
    pen.rect(560, 63, WIDTH - 560, HEIGHT - 63, ACCENT_WASH)
    pen.circle(760, 300, 190, SKY)
    pen.rect(630, 84, 260, 436, DEEP, 26)
    pen.rect(642, 112, 236, 372, PAPER)
    pen.rect(642, 112, 236, 40, ACCENT)
    pen.text(660, 139, "Жауап", 18, PAPER, True)
    pen.circle(760, 502, 8, NEAR)
    return pen.at(642, 152)


def _says(pen: Pen, number: int, name: str, text: str) -> None:
    pen.text(LEFT, 190, f"{number}/5", 26, ACCENT, True)
    end = pen.block(LEFT, 206, name, 50, 470, INK, True, leading=1.18)
    pen.block(LEFT, end + 12, text, 27, 450, INK_2)


def _search(screen: Pen, t: float) -> None:
    query = "су тасқыны өтемақы"
    screen.rect(18, 26, 200, 44, PAPER, 4, stroke=ACCENT, width=2)
    screen.text(28, 54, query[: round(len(query) * ease(t, 0.1, 0.55))], 16)
    for i in range(3):
        if t > 0.6 + i * 0.08:
            screen.rect(18, 96 + i * 72, 170 - i * 22, 10, DEEP)
            screen.rect(18, 116 + i * 72, 196, 6, LINE)
            screen.rect(18, 130 + i * 72, 150, 6, LINE)


def _form(screen: Pen, t: float) -> None:
    screen.rect(18, 24, 200, 190, PAPER, 4, stroke=MID, width=2)
    for i, width in enumerate((172, 158, 176, 120, 90)):
        screen.rect(32, 46 + i * 30, width * ease(t, 0.1 + i * 0.1, 0.22 + i * 0.1), 8, NEAR)
    pressed = t > 0.8
    screen.rect(18, 240, 130, 46, DEEP if pressed else ACCENT, 4)
    screen.text(83, 269, "Жіберу", 18, PAPER, True, anchor="middle")


def _code(screen: Pen, t: float) -> None:
    screen.text(18, 52, "Сұрақ коды", 18, INK_2)
    screen.rect(12, 70, 212, 58, ACCENT_WASH)
    screen.rect(12, 70, 5, 58, ACCENT)
    screen.text(120, 106, CODE[: round(len(CODE) * ease(t, 0.1, 0.5))], 19, DEEP, True, anchor="middle")
    screen.text(18, 176, "Жауап беру мерзімі", 17, INK_2)
    if t > 0.55:
        screen.text(18, 204, "2026 ж. 14 сәуір", 20, INK, True)
        screen.text(18, 232, "15 жұмыс күні", 17, INK_2)


def _route(screen: Pen, t: float) -> None:
    steps = ("Қабылданды", "Жіберілді", "Дайындалып жатыр", "Бекітуде", "Жауап берілді")
    reached = 4 * ease(t, 0.1, 0.8)
    screen.line(34, 44, 34, 44 + 4 * 64, stroke=LINE, width=3)
    screen.line(34, 44, 34, 44 + reached * 64, stroke=ACCENT, width=3)
    for i, step in enumerate(steps):
        done = i <= reached + 0.01
        screen.circle(34, 44 + i * 64, 11, (SUN if i == 4 else ACCENT) if done else PAPER, stroke=DEEP, width=2)
        screen.text(56, 49 + i * 64, step, 15, INK if done else INK_2, done)


def _answer(screen: Pen, t: float) -> None:
    screen.rect(12, 22, 212, 78, WASH)
    for i, width in enumerate((170, 186, 120)):
        screen.rect(26, 38 + i * 18, width, 6, FAR)
    screen.text(26, 136, "Жауап", 20, INK, True)
    screen.rect(12, 118, 5, 40 + 190 * ease(t, 0, 0.5), ACCENT)
    for i, width in enumerate((184, 170, 188, 150, 178, 96)):
        if t > 0.2 + i * 0.07:
            screen.rect(26, 158 + i * 28, width, 8, NEAR)


def _ask_scene(index: int) -> Scene:
    name, text, caption = ASK[index]
    show = (_search, _form, _code, _route, _answer)[index]

    def draw(pen: Pen, t: float) -> None:
        _says(pen, index + 1, name, text)
        show(_phone(pen), t)

    return Scene(4.2, draw, caption)


ASK_AND_FOLLOW = Clip(
    slug="ask-and-follow-a-question",
    title="Сұрақ қою",
    poster_at=17.6,
    scenes=(
        _card(3, "Сұрақ қойып, жауабын күтеміз", "Бес қадам. Тіркелу қажет емес.", ASK["opening"]),
        *(_ask_scene(i) for i in range(5)),
        _card(3, "Сұрағыңыз бар\u00a0ма? Қойыңыз", "«Жауап» порталы, «Сұрақ қою» батырмасы", ASK["closing"]),
    ),
)


def _month(pen: Pen, until: float) -> None:
    """The calendar of the example, counted up to the day number `until` (0 is the start day)."""
    counted = working_days.counted_days()
    step, height = 58, 62
    for i, name in enumerate(working_days.TEXTS["kk"]["week"]):
        pen.text(i * step + 26, -14, name, 18, INK_2, True, anchor="middle")
    for offset in range(working_days.WEEKS * 7):
        day = working_days.FIRST_SHOWN + timedelta(days=offset)
        kind = working_days.kind_of(day, counted)
        passed = (day - working_days.START).days <= until
        cell = pen.at(offset % 7 * step, offset // 7 * (height + 6))
        number = str(counted[day]) if passed and day in counted else ""
        shown = kind if passed or kind == "start" else "plain"
        working_days.draw_cell(cell, shown, step - 6, height, number, 20)
        if kind != "start" or not number:
            cell.text(26, 19, f"{day:%d.%m}", 14, PAPER if shown == "due" else INK_2, anchor="middle")


def _days_scene(seconds: float, key: str, start: float, end: float) -> Scene:
    name, text, caption = DAYS[key]

    def draw(pen: Pen, t: float) -> None:
        pen.rect(492, 63, 1.5, HEIGHT - 63, LINE)
        _month(pen.at(528, 150), start + (end - start) * min(1.0, t / 0.85))
        below = pen.block(LEFT, 180, name, 44, 400, INK, True, leading=1.18)
        pen.block(LEFT, below + 14, text, 26, 390, INK_2)

    return Scene(seconds, draw, caption)


WORKING_DAYS = Clip(
    slug="count-working-days",
    title="Жұмыс күндері",
    poster_at=24.4,
    scenes=(
        _card(3, "Жұмыс күндері қалай есептеледі?", "Мысал: 15 жұмыс күні", DAYS["opening"]),
        _days_scene(4, "start", -0.5, 0.9),
        _days_scene(6, "holidays", 1, 6.9),
        _days_scene(6.5, "weekends", 7, 25),
        _days_scene(5, "due", 25, 26),
    ),
)

GUIDES = (EMERGENCY_BAG, ASK_AND_FOLLOW, WORKING_DAYS)
