"""Which agency a question is likely to belong to. Rules suggest, and say why; a person decides."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

# People without Kazakh letters on their keyboard type the nearest Russian ones; ё is mostly typed е.
_FOLDED: Final = str.maketrans("әғқңөұүһіё", "агкноуухие")


@dataclass(frozen=True)
class Rule:
    """One routing rule. `keywords` are beginnings of words or phrases, by language; None and empty mean "any"."""

    id: int
    agency: int
    topic: int | None = None
    region: int | None = None
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def has_keywords(self) -> bool:
        return any(self.keywords.values())


@dataclass(frozen=True, slots=True)
class Match:
    """The rule that took a question, and its keywords found in the text."""

    rule: Rule
    words: tuple[str, ...]


def fold(text: str) -> str:
    """Lower case, with Kazakh letters as those who lack them type them."""
    return unicodedata.normalize("NFC", text).lower().translate(_FOLDED)


@lru_cache(maxsize=4096)
def _at_word_start(keyword: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, fold(keyword).split())))


def words_found(keywords: Iterable[str], folded: str) -> tuple[str, ...]:
    """Those of `keywords` with which a word or phrase of the folded text begins."""
    return tuple(keyword for keyword in keywords if keyword.strip() and _at_word_start(keyword).search(folded))


def suggest(
    rules: Iterable[Rule], text: str, language: str, topic: int | None = None, region: int | None = None
) -> Match | None:
    """The first rule that fits, in order. A rule with keywords must find one in the question's language.

    A rule's topic must be the question's; a question without a topic may still be taken by its words. Its region must
    be the question's.
    """
    folded = fold(text)
    for rule in rules:
        if rule.region is not None and rule.region != region:
            continue
        if rule.topic is not None and rule.topic != topic and not (topic is None and rule.has_keywords):
            continue
        words = words_found(rule.keywords.get(language, ()), folded)
        if words or not rule.has_keywords:
            return Match(rule, words)
    return None
