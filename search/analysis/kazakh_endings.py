"""The endings of Kazakh words as data, layer upon layer from the outside in; `search.analysis.kazakh` takes them off.

Each ending has several spellings, chosen by the root's last vowel (harmony) and its last letter (the seam). They are
written with capital letters for what varies, and are spread out once:

    A а/е   I ы/і   K қ/к   G ғ/г
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from search.analysis.fold import fold

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


def _folded(layer: Layer) -> Layer:
    endings: dict[str, tuple[Ending, ...]] = {}
    for text, rows in layer.endings.items():
        if text == "ң":  # folded it would be any last н
            continue
        endings[fold(text)] = (*endings.get(fold(text), ()), *rows)
    return replace(layer, endings=endings, last=_last(endings))


FOLDED_LAYERS: Final = tuple(_folded(layer) for layer in LAYERS)
