"""Which agency a question is likely to belong to. Rules suggest, and say why; a person decides."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
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


class Miss(StrEnum):
    """Why a rule does not speak of a question."""

    REGION = "region"
    TOPIC = "topic"
    NO_WORDS = "no_words"  # it has keywords, but none in the question's language
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a question: the keywords found, or why it does not speak."""

    rule: Rule
    words: tuple[str, ...] = ()
    miss: Miss | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """Every rule in order; which one speaks, and which one would if that one were not there."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding | None:
        return next((finding for finding in self.findings if finding.miss is None), None)

    @property
    def second(self) -> Finding | None:
        speaking = [finding for finding in self.findings if finding.miss is None]
        return speaking[1] if len(speaking) > 1 else None


def fold(text: str) -> str:
    """Lower case, with Kazakh letters as those who lack them type them."""
    return unicodedata.normalize("NFC", text).lower().translate(_FOLDED)


@lru_cache(maxsize=4096)
def _at_word_start(keyword: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, fold(keyword).split())))


def words_found(keywords: Iterable[str], folded: str) -> tuple[str, ...]:
    """Those of `keywords` with which a word or phrase of the folded text begins."""
    return tuple(keyword for keyword in keywords if keyword.strip() and _at_word_start(keyword).search(folded))


def places(text: str, keywords: Iterable[str]) -> list[tuple[int, int]]:
    """Where keywords stand in a text (NFC, as we store it), to the end of their words; in order, none twice."""
    folded, origin = _fold_with_origin(text)
    spans = []
    for keyword in keywords:
        if keyword.strip():
            for found in _at_word_start(keyword).finditer(folded):
                rest = re.match(r"\w*", folded[found.end() :])
                end = found.end() + (rest.end() if rest else 0)
                spans.append((origin[found.start()], origin[end - 1] + 1))
    return _merged(sorted(spans))


def _fold_with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the one it came from: some grow in lower case."""
    pieces = [character.lower().translate(_FOLDED) for character in text]
    return "".join(pieces), [index for index, piece in enumerate(pieces) for _ in piece]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def judge(rule: Rule, folded: str, language: str, topic: int | None, region: int | None) -> Finding:
    """What one rule says of a question. A rule with keywords must find one in the question's language.

    A rule's topic must be the question's; a question without a topic may still be taken by its words. Its region must
    be the question's.
    """
    if rule.region is not None and rule.region != region:
        return Finding(rule, miss=Miss.REGION)
    if rule.topic is not None and rule.topic != topic and not (topic is None and rule.has_keywords):
        return Finding(rule, miss=Miss.TOPIC)
    if not rule.has_keywords:
        return Finding(rule)
    own = rule.keywords.get(language, ())
    words = words_found(own, folded)
    return Finding(rule, words, None if words else Miss.WORDS if own else Miss.NO_WORDS)


def suggest(
    rules: Iterable[Rule], text: str, language: str, topic: int | None = None, region: int | None = None
) -> Match | None:
    """The first rule that speaks of a question, in order."""
    folded = fold(text)
    for rule in rules:
        finding = judge(rule, folded, language, topic, region)
        if finding.miss is None:
            return Match(rule, finding.words)
    return None


def examine(
    rules: Iterable[Rule], text: str, language: str, topic: int | None = None, region: int | None = None
) -> Examination:
    """What every rule says of a question, in order."""
    folded = fold(text)
    return Examination(tuple(judge(rule, folded, language, topic, region) for rule in rules))


_ANOTHER: Final = -1  # a topic or region that no rule names


def silenced(rules: Sequence[Rule]) -> dict[int, tuple[int, ...]]:
    """The rules that can never speak: each with the ids of the earlier ones that always do before it.

    A rule is tried on the questions that the fewest others take: one keyword and no more, the rule's own topic and
    region, or such as no rule names. If an earlier rule takes each of these, it takes every question of the rule.
    """
    found = {}
    for index, rule in enumerate(rules):
        matches = [suggest(rules[: index + 1], *question) for question in _hardest_for_others(rule)]
        speakers = {match.rule.id for match in matches if match}
        if rule.id not in speakers:
            found[rule.id] = tuple(other.id for other in rules[:index] if other.id in speakers)
    return found


def _hardest_for_others(rule: Rule) -> Iterable[tuple[str, str, int | None, int | None]]:
    topics: list[int | None] = [_ANOTHER if rule.topic is None else rule.topic]
    if rule.topic is not None and rule.has_keywords:
        topics.append(None)
    region = _ANOTHER if rule.region is None else rule.region
    said = [(word, language) for language, words in rule.keywords.items() for word in words if word.strip()]
    # Without keywords: a text in which nobody finds any.
    for text, language in said or [("", "")]:
        for topic in topics:
            yield text, language, topic, region
