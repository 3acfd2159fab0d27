"""How to check a rumour in five steps, and the five verdicts of the fact-check section."""

from typing import Any

from demo.drawing.infographics.layout import BODY, HEADING, Column
from demo.drawing.metrics import text_width
from demo.drawing.palette import ACCENT, FALSE, INK, INK_2, MISLEADING, PAPER, SATIRE, TRUE
from demo.drawing.sheet import Pen, Sheet

INDENT = 78
SIGNS = (("cross", FALSE), ("mark", MISLEADING), ("question", INK_2), ("tick", TRUE), ("wave", SATIRE))

TEXTS: dict[str, dict[str, Any]] = {
    "kk": {
        "title": "Қауесетті тексерудің бес қадамы",
        "lead": "Хабарды біреуге жібермес бұрын бір минут бөліңіз.",
        "steps": (
            ("Асықпаңыз", "Хабар үрей туғызса немесе «тез таратыңыз» десе, бұл – алғашқы белгі."),
            ("Кім айтты?", "Автордың аты-жөні бар ма? Хабар алғаш қай жерде шықты?"),
            ("Қашан болды?", "Ескі фото мен бейне жаңа оқиға ретінде жиі тарайды. Күнін қараңыз."),
            ("Екінші дереккөзді табыңыз", "Мемлекеттік органның ресми сайтында осы туралы жазылған ба?"),
            ("Бізге жіберіңіз", "Күмәніңіз сейілмесе, порталға тексеруге жіберіңіз. Тексерілгенше таратпаңыз."),
        ),
        "verdicts": "Қорытынды бес түрлі болады",
        "names": ("Жалған", "Жаңылыстыратын", "Дәлелденбеген", "Рас", "Сатира"),
        "source": "Дереккөз: «Рас па, жалған ба?» бөлімінің тексеру тәртібі.",
    },
    "ru": {
        "title": "Проверьте слух за пять шагов",
        "lead": "Прежде чем переслать сообщение, потратьте одну минуту.",
        "steps": (
            ("Не спешите", "Сообщение пугает или просит «срочно разослать»? Это первый признак."),
            ("Кто это сказал?", "Назван ли автор? Где сообщение появилось впервые?"),
            ("Когда это было?", "Старые фото и видео часто выдают за новые. Посмотрите на дату."),
            ("Найдите второй источник", "Пишет ли об этом официальный сайт государственного органа?"),
            (
                "Пришлите нам",
                "Если сомнения остались, отправьте сообщение на проверку через портал. До ответа не пересылайте.",
            ),
        ),
        "verdicts": "Каким бывает вывод",
        "names": ("Неправда", "Вводит в заблуждение", "Не доказано", "Правда", "Сатира"),
        "source": "Источник: порядок проверки раздела «Правда или неправда?».",
    },
    "en": {
        "title": "Check a rumour in five steps",
        "lead": "Take one minute before you pass a message on.",
        "steps": (
            ("Take your time", "Does it frighten you, or ask to be “shared at once”? That is the first sign."),
            ("Who said it?", "Is the author named? Where did the message appear first?"),
            ("When was it?", "Old pictures and videos often pass for new ones. Look at the date."),
            ("Find a second source", "Does the official website of a state agency say so too?"),
            ("Send it to us", "Still in doubt? Report it to the portal. Do not share it before it is checked."),
        ),
        "verdicts": "The five verdicts",
        "names": ("False", "Misleading", "Unproven", "True", "Satire"),
        "source": "Source: how the portal’s fact-check section works.",
    },
}


def draw_sign(pen: Pen, sign: str, fill: str) -> None:
    """A verdict's sign in a disc of radius 20 around the pen's origin: told apart without colour."""
    white: dict[str, Any] = {"stroke": PAPER, "width": 4}
    pen.circle(0, 0, 20, fill)
    if sign == "cross":
        pen.line(-7, -7, 7, 7, **white)
        pen.line(7, -7, -7, 7, **white)
    elif sign == "mark":
        pen.line(0, -10, 0, 3, **white)
        pen.circle(0, 10, 2.6, PAPER)
    elif sign == "question":
        pen.path("M -6 -5 C -6 -13 7 -13 7 -5 C 7 0 0 0 0 5", **white)
        pen.circle(0, 11.5, 2.6, PAPER)
    elif sign == "tick":
        pen.line(-8, 1, -2, 7, 9, -7, **white)
    else:
        pen.path("M -10 2 C -6 -8 -2 -4 0 0 C 2 4 6 8 10 -2", **white)


def _verdicts(column: Column, names: tuple[str, ...]) -> None:
    """Two columns; the first is as wide as its longest name, so that both hold in every language."""
    widest = max(text_width(name, BODY, True) for name in names[:3])
    for i, ((sign, fill), name) in enumerate(zip(SIGNS, names, strict=True)):
        pen = column.pen.at(i // 3 * (widest + 82), i % 3 * 56)
        draw_sign(pen.at(20, 20), sign, fill)
        pen.text(52, 29, name, BODY, INK, True)
    column.space(3 * 56 - 14)


def draw(language: str) -> Sheet:
    """Return the infographic in `language` (kk, ru or en)."""
    texts = TEXTS[language]
    column = Column(texts["title"], language, texts["lead"])
    for i, (name, text) in enumerate(texts["steps"], 1):
        column.rule()
        column.space(20)
        column.pen.text(0, 56, str(i), 68, ACCENT, True)
        column.write(name, HEADING, INK, bold=True, leading=1.24, indent=INDENT)
        column.space(4)
        column.write(text, fill=INK_2, indent=INDENT)
        column.space(22)
    column.space(10)
    column.heading(texts["verdicts"])
    _verdicts(column, texts["names"])
    return column.finish(texts["source"])
