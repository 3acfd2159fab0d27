"""What to put into an emergency bag: general advice of civil protection."""

from typing import Any

from demo.drawing.icons import BAG
from demo.drawing.infographics.layout import HEADING, Column
from demo.drawing.palette import INK, INK_2
from demo.drawing.sheet import Sheet

INDENT = 104

TEXTS: dict[str, dict[str, Any]] = {
    "kk": {
        "title": "Дабыл чемоданына не салу керек",
        "lead": "Бір адамға бір сөмке. Есіктің жанында, бәрі білетін жерде тұрсын.",
        "items": (
            (
                "Құжаттар",
                "Жеке куәлік, балалардың туу туралы куәлігі, баспананың құжаттары. Су өткізбейтін қапқа салыңыз.",
            ),
            ("Су және тамақ", "Үш күнге жететін ауыз су, консерві, кептірілген нан, балаға арналған тамақ."),
            ("Дәрі-дәрмек", "Күн сайын ішетін дәріңіз, таңғыш, жарақатты тазалайтын зат."),
            ("Жарық және байланыс", "Қолшам, батарея, телефонның қуаттағышы, қуаты толық сыртқы аккумулятор."),
            ("Киім", "Жылы киім, су өткізбейтін күртеше, ауыстыратын аяқкиім, жұқа көрпе."),
            ("Ақша және тазалық заттары", "Қолма-қол ақша, үйдің қосалқы кілті, сабын, сүлгі."),
        ),
        "note": "Өмірге қауіп төнсе, 112 нөміріне қоңырау шалыңыз.",
        "source": "Дереккөз: азаматтық қорғау жөніндегі жалпыға ортақ кеңестер, портал редакциясы дайындаған.",
    },
    "ru": {
        "title": "Что положить в тревожный чемоданчик",
        "lead": "На каждого человека одна сумка. Держите её у двери, там, где её найдут все.",
        "items": (
            (
                "Документы",
                "Удостоверение личности, свидетельства о рождении детей, документы на жильё. "
                "Сложите их в непромокаемый пакет.",
            ),
            ("Вода и еда", "Питьевая вода на трое суток, консервы, сухари, питание для ребёнка."),
            ("Лекарства", "То, что вы принимаете каждый день, бинт, средство для обработки ран."),
            ("Свет и связь", "Фонарик, батарейки, зарядное устройство, полностью заряженный внешний аккумулятор."),
            ("Одежда", "Тёплые вещи, непромокаемая куртка, сменная обувь, тонкое одеяло."),
            ("Деньги и гигиена", "Наличные, запасной ключ от дома, мыло, полотенце."),
        ),
        "note": "Если есть угроза жизни, звоните\u00a0112.",
        "source": "Источник: общие советы по гражданской защите, подготовлено редакцией портала.",
    },
    "en": {
        "title": "What to put into an emergency bag",
        "lead": "One bag for each person. Keep it by the door, where everyone can find it.",
        "items": (
            (
                "Documents",
                "Identity card, children’s birth certificates, papers of the home. Keep them in a waterproof bag.",
            ),
            ("Water and food", "Drinking water for three days, tins, dry bread, food for a baby."),
            ("Medicine", "What you take every day, a bandage, something to clean a wound with."),
            ("Light and contact", "A torch, batteries, a phone charger, a fully charged power bank."),
            ("Clothes", "Warm clothes, a waterproof jacket, a second pair of shoes, a thin blanket."),
            ("Money and hygiene", "Cash, a spare house key, soap, a towel."),
        ),
        "note": "If life is in danger, call\u00a0112.",
        "source": "Source: general advice of civil protection, prepared by the portal’s editors.",
    },
}


def draw(language: str) -> Sheet:
    """Return the infographic in `language` (kk, ru or en)."""
    texts = TEXTS[language]
    column = Column(texts["title"], language, texts["lead"])
    for icon, (name, text) in zip(BAG, texts["items"], strict=True):
        column.rule()
        column.space(22)
        top = column.y
        icon(column.pen.at(0, 4, 1.5))
        column.write(name, HEADING, INK, bold=True, leading=1.24, indent=INDENT)
        column.space(4)
        column.write(text, fill=INK_2, indent=INDENT)
        column.y = max(column.y, top + 80) + 22
    column.space(6)
    column.note(texts["note"])
    return column.finish(texts["source"])
