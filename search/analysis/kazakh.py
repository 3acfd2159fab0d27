"""A first Kazakh stemmer: it takes the endings off a word, from the outside in.

A Kazakh word is a root with endings in a fixed order: plural, possessive, case, person for names; voice, negation,
tense, person for verbs. Each ending has several spellings, chosen by the root's last vowel (harmony) and its last
letter (the seam). The tables below are written with capital letters for what varies, and are spread out once:

    A а/е   I ы/і   K қ/к   G ғ/г

The stem is a key for comparing words, not always a word: "кітабы" and "кітап" share "кітап", "оқу" and "оқыды" "оқ".
The same endings, folded, serve words typed with Russian letters ("казакстаннын").
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from search.analysis.fold import fold
from search.analysis.stopwords import word_list

BACK: Final = frozenset("аоұыёэя")
FRONT: Final = frozenset("әеөүі")
VOWELS: Final = BACK | FRONT | frozenset("иую")
VOICELESS: Final = frozenset("кқпстфхһцчшщбвгдғ")  # б в г д end only loan words, which take the voiceless endings
NASAL: Final = frozenset("мнң")

# Where an ending may stand: what the letter before it must be.
AFTER_ANY: Final = ""
AFTER_VOWEL: Final = "vowel"
AFTER_CONSONANT: Final = "consonant"
AFTER_VOICED: Final = "voiced"  # a vowel or a voiced consonant
AFTER_VOICELESS: Final = "voiceless"
AFTER_VOWEL_OR_NASAL: Final = "vowel or nasal"
AFTER_OPEN: Final = "open"  # a vowel, but ы and і only in a known root: "байланыс-ы" is commoner than "үлгі-сі"
AFTER_NASAL: Final = "nasal"
AFTER_R: Final = "r"
AFTER_VERB: Final = "verb"  # a consonant that can end a verb's root
AFTER_MAKER: Final = "maker"  # -ла, -да, -та, which make verbs of names, or a known verb
AFTER_KNOWN: Final = "known verb"
AFTER_SOFT: Final = "nasal, з or ж"

# What the endings already taken off say of the word.
VERB: Final = "verb"
PERSONAL: Final = "personal"
RELATED: Final = "related"


@dataclass(frozen=True, slots=True)
class Ending:
    """One spelling of an ending: what it comes `after`, its harmony (None: any), the `least` root it leaves."""

    after: str
    front: bool | None
    least: int


@dataclass(frozen=True, slots=True)
class Layer:
    """Endings that exclude each other, each with the places where it may stand.

    `under` names what must already be off before this layer is tried; `marks` is what taking one of it off tells the
    layers below; a `barred` mark is one that must not be there. `verbal` endings never stand on loan words.
    """

    endings: dict[str, tuple[Ending, ...]]
    times: int = 1
    under: str = ""
    marks: str = ""
    barred: str = "nothing"
    verbal: bool = False
    longest: int = 8
    last: frozenset[str] = frozenset()


def _spread(pattern: str) -> Iterable[tuple[str, bool | None]]:
    if not set(pattern) & set("AIKG"):
        yield pattern, None
        return
    for front, letters in ((False, "аықғ"), (True, "еікг")):
        yield pattern.translate(str.maketrans("AIKG", letters)), front


def _last(endings: Iterable[str]) -> frozenset[str]:
    """The letters with which they end: most words end in none of them, and need no further look."""
    return frozenset(ending[-1] for ending in endings)


def _layer(
    *rows: tuple[str, str, int],
    times: int = 1,
    under: str = "",
    marks: str = "",
    barred: str = "nothing",
    verbal: bool = False,
) -> Layer:
    endings: dict[str, tuple[Ending, ...]] = {}
    for patterns, after, least in rows:
        for pattern in patterns.split():
            for text, front in _spread(pattern):
                endings[text] = (*endings.get(text, ()), Ending(after, front, least))
    return Layer(endings, times, under, marks, barred, verbal, max(map(len, endings)), _last(endings))


PERSON = _layer(
    ("мIн мIз", AFTER_NASAL, 4),
    ("мIн мIз сIң сIз сIңдAр сIздAр", AFTER_R, 4),
    ("бIн бIз", AFTER_SOFT, 4),
    ("пIн пIз", AFTER_VOICELESS, 4),
    ("сIң сIңдAр", AFTER_NASAL, 4),
    marks=PERSONAL,
)
FUTURE = _layer(("Aр", AFTER_CONSONANT, 2), ("р", AFTER_VOWEL, 3), under=PERSONAL, marks=VERB, verbal=True)
FINITE = _layer(
    ("AдI AмIн AсIң AсIз AмIз AсIңдAр AсIздAр", AFTER_VERB, 2),
    ("йдI ймIн йсIң йсIз ймIз йсIңдAр йсIздAр", AFTER_VOWEL, 2),
    ("идI имIн исIз имIз", AFTER_CONSONANT, 2),
    ("дIм дIңIз дIңIздAр дIңдAр", AFTER_VOICED, 2),
    ("тIм тIңIз тIңIздAр", AFTER_VOICELESS, 2),
    # "-дік" makes names as well ("әкімдік"), so "we did" only after a vowel, where they have "-лік", and known verbs
    ("дIк дIқ", AFTER_VOWEL, 3),
    ("дIк дIқ тIк тIқ", AFTER_KNOWN, 2),
    ("дI", AFTER_VOWEL, 3),  # the accusative would be "-ны"
    ("мAдI", AFTER_VOICED, 2),
    ("бAдI", AFTER_SOFT, 2),
    ("пAдI", AFTER_VOICELESS, 2),
    ("IлдI", AFTER_VERB, 3),
    ("ндI", AFTER_MAKER, 5),
    ("сA сAм сAң сAқ сAк сAңIз сAңIздAр", AFTER_ANY, 3),
    ("сIн", AFTER_CONSONANT, 3),
    ("сIн", AFTER_MAKER, 3),
    ("мAсIн", AFTER_VOICED, 2),
    ("бAсIн", AFTER_SOFT, 2),
    ("пAсIн", AFTER_VOICELESS, 2),
    ("ңIз ңIздAр", AFTER_MAKER, 3),
    ("AйIн", AFTER_VERB, 2),
    ("йIн", AFTER_MAKER, 2),
    ("ғым гім", AFTER_VOICED, 2),
    ("қым кім", AFTER_VOICELESS, 2),
    ("IңIз IңIздAр AйIқ AйIк", AFTER_CONSONANT, 3),
    ("IптI", AFTER_VERB, 2),
    ("птI", AFTER_VOWEL, 3),
    ("AтIн", AFTER_VERB, 2),
    ("йтIн", AFTER_VOWEL, 2),
    ("итIн", AFTER_CONSONANT, 2),
    ("ғаны гені", AFTER_VOICED, 2),
    ("қаны кені", AFTER_VOICELESS, 2),
    marks=VERB,
    verbal=True,
)
# Without a person, and with what follows left out: only after verbs that are known, since many names end like this.
BARE = _layer(("Aр A", AFTER_KNOWN, 2), marks=VERB, verbal=True)
RELATION = _layer(
    ("дAғI дAгI ндAғI ндAгI", AFTER_VOICED, 2),
    ("тAғI тAгI", AFTER_VOICELESS, 2),
    ("нікі дікі тікі", AFTER_ANY, 2),
    marks=RELATED,
    barred=VERB,
)
CASE = _layer(
    ("нIң", AFTER_VOWEL_OR_NASAL, 2),
    ("дIң", AFTER_VOICED, 2),
    ("тIң", AFTER_VOICELESS, 2),
    ("нI", AFTER_VOWEL, 2),
    ("дI", AFTER_VOICED, 2),
    ("тI", AFTER_VOICELESS, 2),
    ("ға ге", AFTER_VOICED, 2),
    ("қа ке", AFTER_VOICELESS, 2),
    ("дA дAн", AFTER_VOICED, 2),
    ("тA тAн", AFTER_VOICELESS, 2),
    ("нAн", AFTER_VOWEL_OR_NASAL, 2),
    ("мен бен", AFTER_VOICED, 2),
    ("пен", AFTER_VOICELESS, 2),
    ("дAй", AFTER_VOICED, 3),
    ("тAй", AFTER_VOICELESS, 3),
    # after the possessive of the third person, which keeps its own vowel
    ("IнA IндA IнAн Iн", AFTER_CONSONANT, 2),
    ("сIнA сIндA сIнAн сIн", AFTER_OPEN, 2),
    ("IмA IңA IмIздA IңIздA", AFTER_CONSONANT, 2),
    barred=VERB,
)
POSSESSIVE = _layer(
    ("I", AFTER_CONSONANT, 2),
    ("сI", AFTER_OPEN, 2),
    ("IмIз IңIз", AFTER_CONSONANT, 2),
    ("мIз ңIз", AFTER_VOWEL, 3),
    ("Iм Iң", AFTER_CONSONANT, 4),
    ("м ң", AFTER_VOWEL, 5),
    times=2,
    barred=VERB,
)
PLURAL = _layer(("лAр дAр", AFTER_VOICED, 2), ("тAр", AFTER_VOICELESS, 2), barred=VERB)
# "With"; "without" (-сыз) and "in the way of" (-ша) make other words.
QUALITY = _layer(("лI", AFTER_VOICED, 3), barred=VERB)
TENSE = _layer(
    ("ған ген", AFTER_VOICED, 2),
    ("қан кен", AFTER_VOICELESS, 2),
    ("AтIн", AFTER_VERB, 2),
    ("йтIн", AFTER_VOWEL, 2),
    ("итIн", AFTER_CONSONANT, 2),
    ("Iп", AFTER_VERB, 2),
    ("п й", AFTER_MAKER, 2),
    ("мAй мAс", AFTER_VOICED, 3),
    ("мAй мAс", AFTER_KNOWN, 2),
    ("бAй бAс", AFTER_SOFT, 3),
    ("пAй пAс", AFTER_VOICELESS, 3),
    ("у", AFTER_CONSONANT, 2),
    ("у", AFTER_VOWEL, 3),
    ("у", AFTER_KNOWN, 2),
    ("ғандық гендік", AFTER_VOICED, 2),
    ("қандық кендік", AFTER_VOICELESS, 2),
    ("мақ мек", AFTER_VOICED, 3),
    ("бақ бек", AFTER_SOFT, 3),
    ("пақ пек", AFTER_VOICELESS, 3),
    ("ғалы гелі", AFTER_VOICED, 3),
    ("қалы келі", AFTER_VOICELESS, 3),
    ("ғанша генше", AFTER_VOICED, 2),
    ("қанша кенше", AFTER_VOICELESS, 2),
    marks=VERB,
    barred=VERB,
    verbal=True,
)
NEGATION = _layer(("мA бA", AFTER_VOICED, 2), ("пA", AFTER_VOICELESS, 2), under=VERB)
VOICE = _layer(("Iл Iн", AFTER_CONSONANT, 3), ("л н", AFTER_VOWEL, 4), under=VERB)
# Roots in -ін and -ын look like an accusative: what goes from the bare "мәтін" must go from "мәтін-нің" as well.
SEEMING_CASE = _layer(("Iн", AFTER_CONSONANT, 3), barred=VERB)
LOWER_POSSESSIVE = replace(POSSESSIVE, under=RELATED)
LOWER_PLURAL = replace(PLURAL, under=RELATED)

# From the outside in. A relation ("-дағы") may itself be declined, and has a declined name below it.
LAYERS: Final = (
    PERSON, FUTURE, FINITE, BARE, RELATION, CASE, RELATION, POSSESSIVE, PLURAL, RELATION,
    LOWER_POSSESSIVE, LOWER_PLURAL, SEEMING_CASE, QUALITY, TENSE, NEGATION, VOICE,
)  # fmt: skip

# Everyday roots that look as if they had an ending; stripping stops at them.
ROOTS = word_list(
    """
    теңге сауда ақша қаржы мектеп басқа жаңа отын шекара қоғам заң маман орман адам бағдарлама баспана мекеме жеке
    аударма жарна айна дүние өнім білім бөлім өлім төлем қадам көлем жүйе сала дала бала қала шара мұра үлгі кісі
    мәселе пайда сана ана апа әке ата жалақы зейнетақы жәрдемақы өтемақы төлемақы шәкіртақы науқан
    емхана аурухана балабақша
    тәртіп сұрақ құжат қызмет мемлекет үкімет салық азамат сағат міндет қабілет апат ақпарат әділет құрмет мәлімет
    кітап талап есеп себеп жауап тақырып тарап орын алтын мәтін тасқын келін ақын жақын мүмкін қиын тегін
    жер қауіп кәсіп айып әріп қарар жаза көше апта тақта мақта қысқа өзен өзге келесі ағайын дауыл орган заман
    тұлға кеуде орда жылу қару айнал қарағанды қаулы кесте шығын аудан майдан
    қағида дастан белгі қайғы
    нәтиже рұқсат үкім өкім мүлік тұрғын көрме кеңсе келісім мереке демалыс бюджет салым
    қазақстан өзбекстан қырғызстан тәжікстан түркіменстан ауғанстан пәкістан татарстан башқұртстан түркістан
    """
)
# Everyday verbs, for endings that are too short to tell a verb by.
VERBS: Final = word_list(
    """
    бол кел бар ал бер тұр жүр отыр жат шық кір түс қал қой сал көр біл айт жаз аш жап тап жоғалт тарт бас бітір жет
    жібер кет қайт көш өт өткіз өс өл ту ен енгіз ек кес күт ки сат ат бұз құр жу піс пісір іш тас шаш қос қорық көтер
    түсір шақыр тапсыр алмастыр ауыс ауыстыр өзгер өзгерт арт арттыр көбейт азайт дамыт білдір көрсет ұсын бекіт шеш
    қолдан пайдалан тексер сен орнат ұйымдастыр басқар жүргіз қамт өндір айнал бөл соқ ұр сүй үйрен үйрет оян күл жүз
    ұш қаш қу тый жина ойла сөйле істе жаса оқы тыңда қара ұста баста аяқта тоқта төле сұра түзе жөнде тазала қорға
    қабылда қолда тірке жұмса орында сана тара ойна ұйықта жыла күре қуа сыйла сақта қозға жалға де же
    """
)
VERBS_FOLDED: Final = frozenset(map(fold, VERBS))
# Those that end in a vowel keep it, but for those that are also a name in the locative or dative: "орын-да", "қор-ға".
ROOTS |= {verb for verb in VERBS if verb[-1] in VOWELS and len(verb) > 3} - word_list(
    "орында қолда істе баста аяқта қорға жалға"
)
ROOTS_FOLDED: Final = frozenset(map(fold, ROOTS))
LONGEST_ROOT: Final = max(map(len, ROOTS))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that are known, and whether harmony can be asked for: the fold takes it away."""

    roots: Collection[str]
    verbs: Collection[str]
    harmony: bool


PLAIN: Final = Lexicon(ROOTS, VERBS, harmony=True)
FOLDED: Final = Lexicon(ROOTS_FOLDED, VERBS_FOLDED, harmony=False)
FOREIGN: Final = frozenset("фцчщёвэъь")


def _is_loan(word: str) -> bool:
    """Letters that only loan words have, or о after the first syllable: such words are names, and break harmony."""
    if not FOREIGN.isdisjoint(word):
        return True
    place = word.rfind("о")
    return place > 0 and not VOWELS.isdisjoint(word[:place])


def _fits(root: str, ending: Ending, lexicon: Lexicon, harmony: bool) -> bool:
    if len(root) < ending.least or VOWELS.isdisjoint(root):
        return False
    last = root[-1]
    if len(root) < 3 and last in VOWELS and last != "у" and root not in lexicon.verbs:
        return False
    if harmony and ending.front is not None:
        vowel = next(letter for letter in reversed(root) if letter in VOWELS)
        if vowel in (BACK if ending.front else FRONT):
            return False
    match ending.after:
        case "vowel":
            return last in VOWELS
        case "consonant":
            return last not in VOWELS or last in "уи"
        case "voiced":
            return last not in VOICELESS
        case "voiceless":
            return last in VOICELESS or last == "ь"
        case "vowel or nasal":
            return last in VOWELS or last in NASAL
        case "nasal":
            return last in NASAL
        case "nasal, з or ж":
            return last in NASAL or last in "зж"
        case "open":
            return last in VOWELS and (last not in "ыі" or root in lexicon.roots)
        case "r":
            return last == "р"
        case "verb":
            # "айт-ады", but "қолда-ды" and "баста-ды": no root ends in лд or ст
            return (last not in VOWELS or last in "уи") and (root[-2] in VOWELS or _ends_verb(root))
        case "maker":
            return root in lexicon.verbs or (len(root) > 4 and last in "ае" and root[-2] in "лдт")
        case "known verb":
            return root in lexicon.verbs or root[:-1] + RESTORED.get(last, last) in lexicon.verbs
    return True


def _ends_verb(root: str) -> bool:
    return root[-2] in "рлнйум" and root[-1] in "тқкпсш"


def _strip(word: str, layers: Iterable[Layer], lexicon: Lexicon) -> str:
    seen = {""}
    known = _known(word, lexicon.roots)
    loan = _is_loan(word)
    harmony = lexicon.harmony and not loan
    for layer in layers:
        if word[-1] not in layer.last or layer.under not in seen or (loan and layer.verbal) or layer.barred in seen:
            continue
        for _ in range(layer.times):
            shorter = _without(word, layer, known, lexicon, harmony)
            if shorter == word:
                break
            # A vowel had voiced the consonant before it.
            restored = RESTORED.get(shorter[-1]) if word[len(shorter)] in VOWELS else None
            word = shorter[:-1] + restored if restored else shorter
            if restored:
                known = _known(word, lexicon.roots)
            seen.add(layer.marks)
    return word


def _known(word: str, roots: Collection[str]) -> int:
    """How many letters of `word` are a known root, which no ending may cut into."""
    return next((size for size in range(min(len(word), LONGEST_ROOT), 1, -1) if word[:size] in roots), 2)


def _without(word: str, layer: Layer, known: int, lexicon: Lexicon, harmony: bool) -> str:
    """`word` without the longest ending of `layer` that fits and leaves the first `known` letters."""
    endings = layer.endings
    for size in range(min(layer.longest, len(word) - known), 0, -1):
        rows = endings.get(word[-size:])
        if rows:
            root = word[:-size]
            if any(_fits(root, ending, lexicon, harmony) for ending in rows):
                return root
    return word


# What the seam changed in the root is put back: "кітаб-ы" → "кітап", "аймағ-ы" → "аймақ", "халқ-ы" → "халық".
RESTORED: Final = {"ғ": "қ", "г": "к", "б": "п"}
SHORTENED: Final = frozenset({"лқ", "рқ", "рн", "йн", "уз", "лп"})
SHORTENED_FOLDED: Final = frozenset(map(fold, SHORTENED))


def _mend(root: str, shortened: Collection[str]) -> str:
    """The root as it stands alone: no soft sign, doubled letter or loose ы and і; its pushed-out vowel put back."""
    root = root.rstrip("ь") or root
    if len(root) > 2:
        root = root[:-1] + RESTORED.get(root[-1], root[-1])
        if root[-1] == root[-2]:
            root = root[:-1]
    if root[-1] in "ыі" and (len(root) > 3 or root == "оқы") and root not in ROOTS:
        root = root[:-1]  # "оқы-ған" beside "оқ-у"
    if len(root) in (3, 4) and root[-2:] in shortened:
        front = any(letter in FRONT for letter in root)
        root = root[:-1] + ("і" if front else "ы") + root[-1]
    return root


def _folded(layer: Layer) -> Layer:
    endings: dict[str, tuple[Ending, ...]] = {}
    for text, rows in layer.endings.items():
        if text == "ң":  # folded it would be any last н
            continue
        endings[fold(text)] = (*endings.get(fold(text), ()), *rows)
    return replace(layer, endings=endings, last=_last(endings))


FOLDED_LAYERS: Final = tuple(_folded(layer) for layer in LAYERS)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of `word`, a token in lower case: never empty, never longer."""
    if len(word) < 3 or word.isascii():
        return word
    root = _strip(word, LAYERS, PLAIN)
    return _mend(root, SHORTENED if root != word else ())


@lru_cache(maxsize=100_000)
def stem_folded(word: str) -> str:
    """The stem of `word` after the fold: the same for "Қазақстанның" and "казакстаннын".

    Harmony is not asked for, since the fold has taken it away.
    """
    word = fold(word)
    if len(word) < 3 or word.isascii():
        return word
    root = _strip(word, FOLDED_LAYERS, FOLDED)
    return fold(_mend(root, SHORTENED_FOLDED if root != word else ()))
