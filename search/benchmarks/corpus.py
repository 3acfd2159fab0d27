"""Documents made up for measuring: the same ones for the same seed, as many as you like, one after the other.

Words are as uneven as in real text (Zipf), a third of each text is function words, and roots take the endings of their
language, Kazakh ones by harmony and seam, so that the number of different words grows as in real text: some 100,000
in 1,000,000 of Kazakh. They mean nothing: with them speed can be measured, not quality.
"""

import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any, Final

from search import analysis
from search.analysis.stopwords import STOP_WORDS
from search.documents import Document, Query

LENGTH: Final = 70  # words
TITLE: Final = 8
ROOTS: Final = 20_000
KINDS: Final = ("question", "question", "question", "news", "page", "fact-check")
TOPICS: Final = tuple(f"topic-{n}" for n in range(24))
REGIONS: Final = ("", "", *(f"region-{n}" for n in range(20)))
AGENCIES: Final = ("", *(f"agency-{n}" for n in range(60)))
FIRST: Final = datetime(2016, 1, 1, 9, tzinfo=UTC)
SPAN: Final = timedelta(days=3_900)

BACK: Final = "аоұыаы"
FRONT: Final = "еөүіеіә"
CONSONANTS: Final = "қбғджзклмнпрстшй"
CODAS: Final = ("", "", "", "л", "н", "р", "с", "т", "қ", "м", "з", "й", "п")
RUSSIAN: Final = re.findall(
    r"\w+", "вы пла та спра вка во да на лог шко ла боль ни ре ги он до ро га ра бо жи ли ще тру до мест ком"
)
ENGLISH: Final = re.findall(
    r"\w+", "pay ment wa ter tax school hos pi tal re gion road work form let ter date con sul ta tion per mit"
)
ENDINGS: Final = {
    "ru": ("", "", "", "ы", "ами", "ой", "у", "ов", "ах", "е", "ого", "ые", "ать", "ает", "ила", "ость", "ости"),
    "en": ("", "", "", "s", "s", "ing", "ed", "er", "ly", "ation"),
}


class Speaker:
    """Makes up text of one language."""

    def __init__(self, language: str, seed: int) -> None:
        self.random = random.Random(f"{language} {seed}")  # noqa: S311 no secret
        self.language = language
        roots = random.Random(language)  # noqa: S311 the same roots for every seed
        self.roots = [_root(language, roots) for _ in range(ROOTS)]
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(ROOTS)))
        self.small = [word for word in sorted(STOP_WORDS[language]) if len(word) > 1]

    def text(self, words: int, *, small: float = 0.3) -> str:
        """So many words; the share `small` of them are function words."""
        chance = self.random.random
        roots = self.random.choices(self.roots, cum_weights=self.weights, k=words)
        return " ".join(
            self.small[int(len(self.small) * chance() ** 2)] if chance() < small else self.form(root) for root in roots
        )

    def form(self, root: str) -> str:
        """A word of this root, with some ending."""
        forms = _forms(root, self.language)
        return forms[int(len(forms) * self.random.random() ** 3)]  # the plain ones are commoner

    def commonest(self, number: int) -> list[str]:
        return [self.form(root) for root in self.roots[:number]]


def _root(language: str, chance: random.Random) -> str:
    if language == "ru":
        return "".join(chance.choices(RUSSIAN, k=chance.randint(2, 4)))
    if language == "en":
        return "".join(chance.choices(ENGLISH, k=chance.randint(2, 4)))
    vowels = chance.choice((BACK, FRONT))
    syllables = chance.choice((1, 2, 2, 2, 3, 3))
    parts = [chance.choice(CONSONANTS) + chance.choice(vowels) + chance.choice(CODAS) for _ in range(syllables)]
    return "".join(parts) + chance.choice(("", "л", "қ" if vowels is BACK else "к", "т"))


@cache
def _forms(root: str, language: str) -> tuple[str, ...]:
    if language != "kk":
        return tuple(dict.fromkeys(root + ending for ending in ENDINGS[language]))
    nouns = [root, root + _plural(root)]
    owned = [*nouns, *(noun + _possessive(noun) for noun in nouns)]
    cases = [_cases(noun) for noun in owned]
    return tuple(dict.fromkeys([*owned, *(form for each in zip(*cases, strict=True) for form in each)]))


def _front(word: str) -> bool:
    return any(letter in "еөүіә" for letter in word)


def _voiceless(word: str) -> bool:
    return word[-1] in "қкптсшфх"


def _vowel(word: str) -> bool:
    return word[-1] in "аәеоөұүыі"


def _plural(word: str) -> str:
    first = "т" if _voiceless(word) else "л" if _vowel(word) or word[-1] in "рй" else "д"
    return first + ("ер" if _front(word) else "ар")


def _possessive(word: str) -> str:
    return ("с" if _vowel(word) else "") + ("і" if _front(word) else "ы")


def _cases(word: str) -> list[str]:
    a, y = ("е", "і") if _front(word) else ("а", "ы")
    hard = _voiceless(word)
    d = "т" if hard else "д"
    n = "т" if hard else "н" if _vowel(word) or word[-1] in "мнң" else "д"
    g = {(True, "е"): "к", (True, "а"): "қ", (False, "е"): "г", (False, "а"): "ғ"}[hard, a]
    return [f"{word}{ending}" for ending in (f"{n}{y}ң", f"{g}{a}", f"{n}{y}", f"{d}{a}", f"{d}{a}н", "мен")]


def documents(number: int, seed: int = 0) -> Iterator[Document]:
    """So many documents, the three languages in turn, the older first; one in four has versions in all languages."""
    speakers = [Speaker(language, seed) for language in analysis.LANGUAGES]
    chance = random.Random(seed)  # noqa: S311 no secret
    for n in range(number):
        speaker = speakers[n % 3]
        versions = n // 3 % 4 == 0
        yield Document(
            kind=chance.choice(KINDS),
            id=str(n),
            language=speaker.language,
            title=speaker.text(TITLE),
            body=speaker.text(LENGTH - TITLE),
            url=f"/{speaker.language}/{n}/",
            group=f"thing {n // 3}" if versions else "",
            date=FIRST + SPAN * (n / number),
            topics=tuple(dict.fromkeys(TOPICS[int(len(TOPICS) * chance.random() ** 2)] for _ in range(n % 3))),
            region=chance.choice(REGIONS),
            agency=AGENCIES[int(len(AGENCIES) * chance.random() ** 2)],
        )


def queries(number: int, seed: int = 1) -> dict[str, list[Query]]:
    """So many queries of each sort, as the search page asks them: with counts and snippets."""
    chance = random.Random(seed)  # noqa: S311 no secret
    speakers = [Speaker(language, seed) for language in analysis.LANGUAGES]

    def query(make: Callable[[Speaker], str], **more: Any) -> Query:
        speaker = chance.choice(speakers)
        return Query(make(speaker), speaker.language, facets=True, **more)

    def slip(text: str) -> str:
        return text[:2] + text[3] + text[2] + text[4:] if len(text) > 5 else text

    def browsing() -> dict[str, Any]:
        return chance.choice(
            [
                {"kinds": ("news",)},
                {"topics": (chance.choice(TOPICS),)},
                {"agencies": (chance.choice(AGENCIES[1:]),), "newest": True},
                {"regions": (chance.choice(REGIONS[2:]),), "kinds": ("question",)},
                {"since": date(2025, 1, 1), "until": date(2025, 6, 15)},
            ]
        )

    sorts: dict[str, Callable[[], Query]] = {
        "1 word": lambda: query(lambda one: one.text(1, small=0)),
        "3 words": lambda: query(lambda one: one.text(3, small=0)),
        "question of 12 words": lambda: query(lambda one: one.text(12)),
        "3 words, one with a slip": lambda: query(lambda one: f"{one.text(2, small=0)} {slip(one.text(1, small=0))}"),
        "3 words, filtered": lambda: query(lambda one: one.text(3, small=0), **browsing()),
        "filters alone": lambda: query(lambda one: "", **browsing()),
        "5 of the commonest words": lambda: query(lambda one: " ".join(chance.sample(one.commonest(12), 5))),
        "16 commonest words": lambda: query(lambda one: " ".join(one.commonest(16))),
    }
    return {name: [make() for _ in range(number)] for name, make in sorts.items()}
