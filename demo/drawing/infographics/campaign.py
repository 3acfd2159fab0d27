"""What the information campaign of 2020 made, one square for each item (a government note of 2020)."""

from typing import Any

from demo.drawing.infographics.layout import INNER, Column, thousands
from demo.drawing.palette import ACCENT, DEEP, INK, NEAR
from demo.drawing.sheet import Sheet

IN_A_ROW = 50
STEP = INNER / IN_A_ROW
SQUARE = 8.5

ITEMS = ((1000, True), (250, True), (51, False), (4, False))
TINTS = (ACCENT, DEEP, NEAR, INK)

TEXTS: dict[str, dict[str, Any]] = {
    "kk": {
        "title": "Ақпараттық науқан: не дайындалды",
        "lead": "Бір шаршы – бір өнім. Толық қатарда елу шаршы бар.",
        "more": "{value}-ден астам",
        "more_1000": "{value}-нан астам",
        "labels": (
            "графикалық өнім сайтта және Telegram-арнада жарияланды",
            "бейнеролик мемлекеттік және коммерциялық телеарналарда көрсетілді",
            "бейнеролик сайтқа орналастырылды",
            "арнайы бағдарлама мемлекеттік телеарналардың эфиріне шықты",
        ),
        "source": "Дереккөз: коронавируспен күресті ақпараттық қолдау туралы ресми анықтама, 2020 жыл.",
    },
    "ru": {
        "title": "Информационная кампания: что сделано",
        "lead": "Один квадрат – один материал. В полном ряду пятьдесят.",
        "more": "более {value}",
        "more_1000": "более {value}",
        "labels": (
            "графических материалов опубликовано на сайте и в Telegram-канале",
            "видеороликов вышло в эфире государственных и коммерческих телеканалов",
            "видеоролик размещён на сайте",
            "специальные программы вышли на государственных телеканалах",
        ),
        "source": "Источник: официальная справка об информационном сопровождении борьбы с коронавирусом, 2020 год.",
    },
    "en": {
        "title": "What the campaign made",
        "lead": "One square is one item. A full row holds fifty.",
        "more": "over {value}",
        "more_1000": "over {value}",
        "labels": (
            "graphics published on the website and the Telegram channel",
            "clips shown on state and commercial television",
            "videos placed on the website",
            "special programmes shown on state television",
        ),
        "source": "Source: official note on information support of the fight against the coronavirus, 2020.",
    },
}


def _squares(column: Column, count: int, fill: str) -> None:
    """A row is one dashed line: a thousand squares cost twenty short elements."""
    while count > 0:
        row = min(count, IN_A_ROW)
        end = (row - 1) * STEP + SQUARE
        column.pen.line(0, SQUARE / 2, end, SQUARE / 2, stroke=fill, width=SQUARE, dash=(SQUARE, STEP - SQUARE))
        column.space(STEP)
        count -= row


def draw(language: str) -> Sheet:
    """Return the infographic in `language` (kk, ru or en)."""
    texts = TEXTS[language]
    column = Column(texts["title"], language, texts["lead"])
    for (count, at_least), label, tint in zip(ITEMS, texts["labels"], TINTS, strict=True):
        value = thousands(count, language)
        if at_least:
            value = texts["more_1000" if count == 1000 else "more"].format(value=value)
        column.rule(INK, 3)
        column.space(14)
        column.write(value, 50, INK, bold=True, leading=1.14)
        column.write(label)
        column.space(18)
        _squares(column, count, tint)
        column.space(30)
    column.space(-24)
    return column.finish(texts["source"])
