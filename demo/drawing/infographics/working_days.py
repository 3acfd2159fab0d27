"""How working days are counted: 15 from 19 March 2026, with every skipped day shown.

The start day is not counted. Nauryz (21–23 March) falls on a weekend in part, so 24 and 25 March are days off.
"""

from datetime import date, timedelta
from typing import Any

from demo.drawing.infographics.layout import BODY, HEADING, INNER, SMALL, Column
from demo.drawing.palette import ACCENT, ACCENT_WASH, INK, INK_2, LINE, PAPER, SUN, WASH
from demo.drawing.sheet import Pen, Sheet

START = date(2026, 3, 19)
TERM = 15
DAYS_OFF = frozenset(date(2026, 3, day) for day in (21, 22, 23, 24, 25))
FIRST_SHOWN, WEEKS = date(2026, 3, 16), 5
STEP, HEIGHT = INNER / 7, 88

TEXTS: dict[str, dict[str, Any]] = {
    "kk": {
        "title": "Жұмыс күндері қалай есептеледі",
        "lead": "Сұрақ 2026 жылғы 19 наурызда қабылданды. Жауап беру мерзімі – 15\u00a0жұмыс күні.",
        "due": "2026 ж. 14 сәуір",
        "due_label": "жауап берудің соңғы күні",
        "week": ("Дс", "Сс", "Ср", "Бс", "Жм", "Сн", "Жс"),
        "legend": (
            "Сұрақ қабылданған күн есепке кірмейді",
            "Есептелген жұмыс күні және оның реттік нөмірі",
            "Есепке кірмеген күн",
            "Мерзімнің соңғы күні",
        ),
        "skipped": "Есепке кірмеген күндер",
        "skips": (
            ("21–23.03", "Наурыз мейрамы"),
            ("24, 25.03", "Ауыстырылған демалыс күндері"),
            ("Сн, Жс", "Сенбі мен жексенбі"),
        ),
        "source": "Дереккөз: Қазақстан Республикасының мереке және демалыс күндері, 2026 жыл.",
    },
    "ru": {
        "title": "Как считаются рабочие дни",
        "lead": "Вопрос принят 19 марта 2026 года. Срок ответа – 15\u00a0рабочих дней.",
        "due": "14 апреля 2026 года",
        "due_label": "последний день для ответа",
        "week": ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
        "legend": (
            "День, когда вопрос принят, не считается",
            "Рабочий день, вошедший в срок, и его номер",
            "День, который не считается",
            "Последний день срока",
        ),
        "skipped": "Какие дни не считались",
        "skips": (
            ("21–23.03", "Наурыз мейрамы"),
            ("24, 25.03", "Перенесённые выходные дни"),
            ("Сб, Вс", "Суббота и воскресенье"),
        ),
        "source": "Источник: праздничные и выходные дни Республики Казахстан, 2026 год.",
    },
    "en": {
        "title": "How working days are counted",
        "lead": "A question was received on 19 March 2026. The term for an answer is 15\u00a0working days.",
        "due": "14 April 2026",
        "due_label": "the last day for the answer",
        "week": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
        "legend": (
            "The day of receipt is not counted",
            "A counted working day and its number",
            "A day that is not counted",
            "The last day of the term",
        ),
        "skipped": "Which days were not counted",
        "skips": (
            ("21–23.03", "Nauryz"),
            ("24, 25.03", "Moved days off"),
            ("Sa, Su", "Saturdays and Sundays"),
        ),
        "source": "Source: public holidays and days off of the Republic of Kazakhstan, 2026.",
    },
}


def counted_days() -> dict[date, int]:
    """Return each counted day with its number, from 1 to TERM."""
    days: dict[date, int] = {}
    day = START
    while len(days) < TERM:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in DAYS_OFF:
            days[day] = len(days) + 1
    return days


def _hatch(pen: Pen, w: float, h: float) -> None:
    pen.rect(0, 0, w, h, LINE)
    for start in range(-60, int(w), 18):
        top, bottom = (max(start, 0), max(-start, 0)), (start + h, h)
        x0, y0 = top[0], top[1]
        x1 = min(bottom[0], w)
        y1 = x1 - start
        if x1 > x0 + 4:
            pen.line(x0 + 1, y0 + 1, x1 - 1, y1 - 1, stroke=PAPER)


def draw_cell(pen: Pen, kind: str, w: float, h: float, middle: str = "", size: float = HEADING) -> None:
    """Draw a day of `kind`: start, counted, skipped, due or plain, with a text in its middle."""
    ink = {"due": PAPER, "counted": INK}.get(kind, INK_2)
    if kind == "skipped":
        _hatch(pen, w, h)
    elif kind == "start":
        pen.rect(1.5, 1.5, w - 3, h - 3, PAPER, stroke=INK, width=3)
        pen.circle(w / 2, h * 0.66, 8, SUN, stroke=INK)
    else:
        pen.rect(0, 0, w, h, {"due": ACCENT, "counted": ACCENT_WASH}.get(kind, WASH))
    if middle:
        pen.text(w / 2, h / 2 + size * 0.62, middle, size, ink, True, anchor="middle")


def kind_of(day: date, counted: dict[date, int]) -> str:
    """Say how a day takes part in the count."""
    if day == START:
        return "start"
    if day in counted:
        return "due" if counted[day] == TERM else "counted"
    return "skipped" if START < day < max(counted) else "plain"


def _calendar(column: Column, week: tuple[str, ...]) -> None:
    for i, name in enumerate(week):
        column.pen.text(i * STEP + (STEP - 6) / 2, 24, name, SMALL, INK_2, True, anchor="middle")
    column.space(38)
    counted = counted_days()
    for offset in range(WEEKS * 7):
        day = FIRST_SHOWN + timedelta(days=offset)
        kind = kind_of(day, counted)
        pen = column.pen.at(offset % 7 * STEP, offset // 7 * (HEIGHT + 6))
        number = str(counted[day]) if day in counted else ""
        draw_cell(pen, kind, STEP - 6, HEIGHT, number)
        ink = PAPER if kind == "due" else INK_2
        pen.text((STEP - 6) / 2, 27, f"{day:%d.%m}", SMALL, ink, anchor="middle")
    column.space(WEEKS * (HEIGHT + 6) + 24)


def draw(language: str) -> Sheet:
    """Return the infographic in `language` (kk, ru or en)."""
    texts = TEXTS[language]
    column = Column(texts["title"], language, texts["lead"])
    column.rule(INK, 3)
    column.space(16)
    column.write(texts["due"], 52, ACCENT, bold=True, leading=1.14)
    column.write(texts["due_label"])
    column.space(30)
    _calendar(column, texts["week"])
    for kind, text in zip(("start", "counted", "skipped", "due"), texts["legend"], strict=True):
        draw_cell(column.pen.at(0, 0), kind, 52, 36, "")
        column.write(text, indent=72)
        column.space(12)
    column.space(22)
    column.heading(texts["skipped"])
    for days, reason in texts["skips"]:
        column.pen.text(0, 27, days, BODY, bold=True)
        column.write(reason, indent=150)
        column.space(6)
    return column.finish(texts["source"])
