"""Kazakh words for a spelling checker: which to ask about, and what its answers mean.

The dictionary knows stems and a part of their endings. Kazakh adds endings to endings, so a word it does not know is
asked again without them before an editor hears of it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

SHORTEST: Final = 4
STEM: Final = 3  # letters that must be left when endings are taken off
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"[.!?…:»\n]\s*[«\"(–—-]*\s*$")
_KAZAKH: Final = re.compile("[а-яёәғқңөұүһі-]+")
# Endings of nouns, adjectives and verbs, each in its forms by vowel harmony; taken off one after another.
_ENDINGS: Final = """
лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті н да де та те нда нде дан
ден тан тен нан нен мен бен пен м ым ім ң ың ің ңыз ңіз ыңыз іңіз мыз міз ымыз іміз сы сі ы і ыз із ғы гі қы кі
дағы дегі тағы тегі ндағы ндегі лық лік дық дік тық тік лы лі сыз сіз шы ші ша ше дай дей тай тей рақ рек ырақ
ірек у ю уға уге уді уды уы уі удың удің уда уде удан уден ған ген қан кен ғанда генде қанда кенде дым дім тым
тім сын сін са се саңыз сеңіз йды йді ады еді ып іп п йын йін ыл іл ын ін ыс іс т тыр тір дыр дір ғыз гіз қыз
кіз а е й ар ер р мын мін бын бін пын пін сың сің быз біз пыз піз атын етін йтын йтін ма ме ба бе па пе май мей
бай бей пай пей мас мес бас бес пас пес мау меу бау беу пау пеу ылған ілген лған лген ылып іліп лып ліп ыла іле
ла ле лан лен лас лес дас дес тас тес ушы уші гер кер хана нама стан лап леп дап деп тап теп лау леу дау деу тау
теу ңдар ңдер сыңдар сіңдер йық йік айық ейік ғалы гелі қалы келі мақ мек бақ бек пақ пек
"""
ENDINGS: Final = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))
# A stem's last letter before an ending that begins with a vowel: кітап, кітабы; бөлік, бөлігі.
_SOFTENED: Final = {"б": "п", "г": "к", "ғ": "қ"}
_MOST: Final = 40  # stems asked about for one word


def words(text: str) -> Iterator[str]:
    """The words of `text` worth asking about: no names, no abbreviations, nothing short."""
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) < SHORTEST or not _KAZAKH.fullmatch(word.lower()):
            continue
        if not word.islower() and not (word.istitle() and _begins(text, match.start())):
            continue
        yield word.lower()


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at `at`: then a capital letter tells nothing."""
    before = text[max(0, at - 6) : at]
    return not before.strip() or bool(_SENTENCE.search(before))


def stems(word: str) -> list[str]:
    """`word` without its endings, one, two, three or four of them, the nearest to the word first."""
    found: dict[str, None] = {}
    parts = word.split("-")
    layer = [parts[-1]]
    if len(parts) > 1:  # a compound: its last part bears the endings
        found[parts[-1]] = None
    for _ in range(4):
        following: dict[str, None] = {}
        for each in layer:
            for ending in ENDINGS:
                if each.endswith(ending) and len(each) - len(ending) >= STEM:
                    stem = each[: -len(ending)]
                    following[stem] = None
                    if stem[-1] in _SOFTENED:
                        following[stem[:-1] + _SOFTENED[stem[-1]]] = None
        layer = list(following)[:_MOST]
        found |= following
        if len(found) >= _MOST:
            break
    return list(found)[:_MOST]


def suggestions(lines: Iterable[str]) -> dict[str, list[str]]:
    """What `hunspell -a` proposes: at most three words for each that it does not know.

    A line is `& word 2 0: one, two`; every other line has nothing to propose.
    """
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("& "):
            head, _, rest = line.partition(": ")
            found[head.split(" ")[1]] = [word for word in rest.strip().split(", ") if " " not in word][:3]
    return found
