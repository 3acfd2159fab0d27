"""The Kazakh stemmer: it takes the endings off a word, from the outside in.

A Kazakh word is a root with endings in a fixed order: plural, possessive, case, person for names; voice, negation,
tense, person for verbs (`search.analysis.kazakh_endings`). The stem is a key for comparing words, not always a word:
"кітабы" and "кітап" share "кітап", "оқу" and "оқыды" "оқ". The same endings, folded, serve words typed with Russian
letters ("казакстаннын").
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search.analysis.fold import fold
from search.analysis.kazakh_endings import BACK, FOLDED_LAYERS, FRONT, LAYERS, NASAL, VOICELESS, VOWELS, Ending, Layer
from search.analysis.kazakh_words import LONGEST_ROOT, ROOTS, ROOTS_FOLDED, VERBS, VERBS_FOLDED


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
