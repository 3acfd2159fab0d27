"""Words that sound as if someone is in danger now. They only hint: a person marks a question as urgent.

Beginnings of words or phrases, each narrow enough to be worth a moderator's look. Askers mix languages, so all are
looked for in every text; letters that are missing on a keyboard are no obstacle (`qa.rules.routing.fold`).
"""

from typing import Final

from qa.rules.routing import fold, words_found

KEYWORDS: Final[dict[str, tuple[str, ...]]] = {
    "kk": (
        "өртеніп жат", "өрт шық", "өрт болып жат", "от шық", "жанып жатыр", "газ иісі", "газдың иісі", "газ шығып",
        "иіс тиіп", "иіс тиген", "жарылыс", "жарылып кет", "уланып", "уланды", "уланған", "су басып", "су басты",
        "су басқан", "су астында қал", "суға кетіп", "батып бара", "құлап қал", "құлап кет", "қирап қал",
        "үйінді астында", "көшкін", "соққыға жық", "ұрып жат", "ұрып-соғ", "өлтіремін де", "өлтіріп кет", "өлтірмек",
        "зорлап", "зорлады", "зорлық-зомбылық", "ұрлап кет", "бала жоғал", "балам жоғал", "қызым жоғал", "ұлым жоғал",
        "өзіне-өзі қол", "өз-өзіне қол", "өмір сүргім келме", "суицид", "өліп бара", "өлім аузында", "қан кетіп",
        "тыныс ала алма", "дем ала алма", "есінен тан", "есін жоғалт", "ес-түссіз", "жедел жәрдем келме",
        "инсулин жоқ", "өмірге қауіп", "өміріне қауіп", "құтқарыңыз", "жылу жоқ, бала", "үсіп қал", "үсіп жат",
    ),
    "ru": (
        "у нас пожар", "начался пожар", "горит дом", "горит квартир", "горит подъезд", "горит школ", "горим",
        "загорел", "запах газа", "пахнет газом", "утечка газа", "утечку газа", "угарн", "взорвал", "взрыв", "отравил",
        "отравлен", "нас топит", "затопило", "затапливает", "наводнение", "тонем", "тонет", "смыло", "рушится",
        "обрушил", "рухнул", "под завалом", "под завалами", "сошла лавина", "сошёл сель", "избивает", "избил",
        "бьёт меня", "бьет меня", "бьёт ребён", "бьет ребен", "угрожает убить", "угрожают убить", "хочет убить",
        "убьёт", "убьет", "изнасил", "насилует", "похитил", "пропал ребён", "пропал ребен", "пропала дочь",
        "пропал сын", "пропала девоч", "пропал мальчик", "покончить с собой", "покончу с собой", "суицид",
        "не хочу жить", "не хочет жить", "умирает", "при смерти", "кровотечение", "истекает кров", "задыха",
        "не дышит", "без сознания", "потерял сознание", "потеряла сознание", "скорая не ед", "скорая не приех",
        "нет инсулина", "без инсулина", "угроза жизни", "угрозу жизни", "спасите", "замерзаем", "замерзают",
    ),
    "en": (
        "is on fire", "fire broke out", "house fire", "gas leak", "leaking gas", "smell of gas", "smell gas",
        "smells of gas", "carbon monoxide", "explosion", "exploded", "poisoned", "food poisoning", "being flooded",
        "is flooding", "is flooded", "drowning", "collapsed", "under the rubble", "avalanche", "beats me",
        "beating me", "hits me", "threatens to kill", "going to kill", "raped", "kidnapped", "missing child",
        "child is missing", "daughter is missing", "son is missing", "suicid", "kill myself", "end my life",
        "do not want to live", "don't want to live", "is dying", "bleeding", "can't breathe", "cannot breathe",
        "not breathing", "unconscious", "ambulance does not come", "ambulance is not coming",
        "ambulance did not come", "no insulin", "without insulin", "threat to life", "life is in danger",
        "lives are in danger", "freezing to death",
    ),
}  # fmt: skip


def words(text: str) -> tuple[str, ...]:
    """Those of the keywords with which a word or phrase of the text begins, each once, in the order of the lists."""
    folded = fold(text).replace("’", "'")
    found = (word for keywords in KEYWORDS.values() for word in words_found(keywords, folded))
    return tuple(dict.fromkeys(found))
