"""2020 in figures: three launches in March, and how many people they reached (a government note of 2020)."""

from typing import Any

from demo.drawing.infographics.layout import BODY, INNER, SMALL, Column, thousands
from demo.drawing.palette import ACCENT, DEEP, INK, INK_2, LINE, NEAR, PAPER, SUN
from demo.drawing.sheet import Sheet

LAUNCHES = (20, 21, 28)
REACH = (350_000, 80_000, 41_000)
POSTS_A_DAY = 40

TEXTS: dict[str, dict[str, Any]] = {
    "kk": {
        "title": "2020 жыл: күндер мен сандар",
        "lead": "Коронавирус туралы ресми ақпарат халыққа үш жолмен жетті: сайт, сұрақ қабылдайтын сервис "
        "және Telegram-арна.",
        "launches": "2020 жылғы наурызда іске қосылды",
        "launch": ("coronavirus2020.kz сайты", "Сұрақ қабылдайтын сервис", "Telegram-арна"),
        "date": "{day} наурыз",
        "reach": "Қанша адам пайдаланды",
        "reached": (
            ("{}-ға жуық", "адам Telegram-арнаға жазылды"),
            ("{}-ға жуық", "бірегей келуші сайтқа күн сайын кірді"),
            ("{}-нан астам", "сұрақ сервиске түсті"),
        ),
        "scale": "Жолақтар нөлден басталады, масштабы бірдей.",
        "posts": "хабарлама Telegram-арнада күн сайын шықты, орта есеппен",
        "source": "Дереккөз: коронавируспен күресті ақпараттық қолдау туралы ресми анықтама, 2020 жыл.",
    },
    "ru": {
        "title": "2020 год: даты и цифры",
        "lead": "Официальная информация о коронавирусе шла к людям тремя путями: сайт, сервис вопросов "
        "и Telegram-канал.",
        "launches": "Запущено в марте 2020 года",
        "launch": ("Сайт coronavirus2020.kz", "Сервис вопросов", "Telegram-канал"),
        "date": "{day} марта",
        "reach": "Сколько людей пользовалось",
        "reached": (
            ("около {}", "подписчиков у Telegram-канала"),
            ("около {}", "уникальных посетителей сайта в сутки"),
            ("более {}", "вопросов поступило в сервис"),
        ),
        "scale": "Полосы начинаются с нуля, масштаб один.",
        "posts": "сообщений в день в среднем выходило в Telegram-канале",
        "source": "Источник: официальная справка об информационном сопровождении борьбы с коронавирусом, 2020 год.",
    },
    "en": {
        "title": "2020: dates and figures",
        "lead": "Official information on the coronavirus reached people in three ways: a website, a question "
        "service and a Telegram channel.",
        "launches": "Launched in March 2020",
        "launch": ("The website coronavirus2020.kz", "The question service", "The Telegram channel"),
        "date": "{day} March",
        "reach": "How many people used them",
        "reached": (
            ("about {}", "subscribers of the Telegram channel"),
            ("about {}", "unique visitors of the website every day"),
            ("over {}", "questions sent to the service"),
        ),
        "scale": "Bars start at zero and share one scale.",
        "posts": "posts a day, on average, on the Telegram channel",
        "source": "Source: official note on information support of the fight against the coronavirus, 2020.",
    },
}


def _launches(column: Column, texts: dict[str, Any]) -> None:
    """Nine days from 20 to 28 March to scale, then each launch beside its date."""
    step = INNER / 9
    for i, day in enumerate(range(20, 29)):
        launch = day in LAUNCHES
        column.pen.rect(i * step, 0, step - 6, 58, ACCENT if launch else LINE)
        column.pen.text(
            i * step + (step - 6) / 2, 38, str(day), BODY, PAPER if launch else INK_2, launch, anchor="middle"
        )
    column.space(78)
    for day, name in zip(LAUNCHES, texts["launch"], strict=True):
        column.pen.text(0, 27, texts["date"].format(day=day), BODY, bold=True)
        column.write(name, indent=178)
        column.space(6)
    column.space(26)


def _reach(column: Column, texts: dict[str, Any], language: str) -> None:
    for value, (phrase, label), fill in zip(REACH, texts["reached"], (DEEP, ACCENT, NEAR), strict=True):
        column.write(phrase.format(thousands(value, language)), 44, INK, bold=True, leading=1.1)
        column.write(label)
        column.space(8)
        column.pen.rect(0, 0, INNER * value / max(REACH), 26, fill)
        column.space(46)
    column.write(texts["scale"], SMALL, INK_2)
    column.space(32)


def _posts(column: Column, texts: dict[str, Any]) -> None:
    column.rule(INK, 3)
    column.space(18)
    column.pen.text(0, 56, str(POSTS_A_DAY), 64, INK, True)
    top = column.y
    column.write(texts["posts"], indent=110)
    column.y = max(column.y, top + 72) + 20
    step = INNER / 20
    for i in range(POSTS_A_DAY):
        column.pen.circle(step * (i % 20) + 11, 11 + i // 20 * step, 9, SUN, stroke=INK)
    column.space(2 * step)


def draw(language: str) -> Sheet:
    """Return the infographic in `language` (kk, ru or en)."""
    texts = TEXTS[language]
    column = Column(texts["title"], language, texts["lead"])
    column.heading(texts["launches"])
    _launches(column, texts)
    column.heading(texts["reach"])
    _reach(column, texts, language)
    _posts(column, texts)
    return column.finish(texts["source"])
