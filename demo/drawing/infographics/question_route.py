"""The route of a question, from its receipt to the published answer."""

from typing import Any

from demo.drawing.infographics.layout import HEADING, Column
from demo.drawing.palette import ACCENT, INK, INK_2, PAPER, SUN
from demo.drawing.sheet import Sheet

INDENT = 78
RADIUS = 24

TEXTS: dict[str, dict[str, Any]] = {
    "kk": {
        "title": "Сұрақ жауапқа дейін қандай жолдан өтеді",
        "lead": "Алты қадамның бәрі сұрақ бетінде көрінеді.",
        "steps": (
            ("Қабылданды", "Сұрақ кодын бірден аласыз. Жауап беру мерзімі есептеледі."),
            ("Модератор тексереді", "Дербес деректерді жасырады, ұқсас сұрақтарды біріктіреді."),
            ("Мемлекеттік органға жіберілді", "Сұрақ бетінде қай орган жауап беретіні көрсетіледі."),
            ("Жауап дайындалып жатыр", "Органның орындаушысы жауап жобасын жазады."),
            ("Екінші адам бекітеді", "Жауапты жазған адам оны өзі бекіте алмайды."),
            ("Жауап берілді", "Сұрақ бетінен оқисыз. Келісім берсеңіз, жауап сайтта жарияланады."),
        ),
        "code": "Сұрақ кодын сақтап қойыңыз: тіркелудің де, поштаның да қажеті жоқ.",
        "source": "Дереккөз: «Жауап» порталының сұрақ қабылдау тәртібі.",
    },
    "ru": {
        "title": "Как вопрос доходит до ответа",
        "lead": "Все шесть шагов видны на странице вопроса.",
        "steps": (
            ("Принят", "Вы сразу получаете код вопроса. Рассчитан срок ответа."),
            ("Проверяет модератор", "Скрывает персональные данные, объединяет похожие вопросы."),
            ("Направлен в государственный орган", "На странице вопроса указано, какой орган ответит."),
            ("Готовится ответ", "Исполнитель в органе пишет проект ответа."),
            ("Утверждает второй человек", "Автор ответа не может утвердить его сам."),
            ("Ответ дан", "Вы читаете его на странице вопроса. С вашего согласия он публикуется на сайте."),
        ),
        "code": "Сохраните код вопроса: ни регистрация, ни почта не нужны.",
        "source": "Источник: порядок приёма вопросов портала «Жауап».",
    },
    "en": {
        "title": "How a question gets its answer",
        "lead": "All six steps are shown on the question’s page.",
        "steps": (
            ("Received", "You get a tracking code at once. The due date is worked out."),
            ("Checked by a moderator", "Personal data is hidden, similar questions are joined."),
            ("Sent to a state agency", "The question’s page names the agency that will answer."),
            ("Being prepared", "An officer of the agency drafts the answer."),
            ("Approved by a second person", "Nobody can approve an answer they wrote themselves."),
            ("Answered", "You read it on the question’s page. With your consent it is published."),
        ),
        "code": "Keep the tracking code: you need no account and no e-mail.",
        "source": "Source: how the Jauap portal takes questions.",
    },
}


def _steps(column: Column, steps: tuple[tuple[str, str], ...]) -> None:
    before = None
    for i, (name, text) in enumerate(steps):
        last = i == len(steps) - 1
        middle = column.y + RADIUS
        pen = column.sheet.pen().at(column.pen.x, 0)
        if before is not None:
            pen.line(RADIUS, before + RADIUS + 6, RADIUS, middle - RADIUS - 6, stroke=ACCENT, width=3)
        pen.circle(RADIUS, middle, RADIUS, SUN if last else ACCENT)
        pen.text(RADIUS, middle + 10, str(i + 1), HEADING, INK if last else PAPER, True, anchor="middle")
        column.space(5)
        column.write(name, HEADING, INK, bold=True, leading=1.24, indent=INDENT)
        column.space(3)
        column.write(text, fill=INK_2, indent=INDENT)
        column.space(32)
        before = middle


def draw(language: str) -> Sheet:
    """Return the infographic in `language` (kk, ru or en)."""
    texts = TEXTS[language]
    column = Column(texts["title"], language, texts["lead"])
    _steps(column, texts["steps"])
    column.note(texts["code"])
    return column.finish(texts["source"])
