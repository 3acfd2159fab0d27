"""The words of questions as rows of numbers, by which staff find similar ones among all, public or not.

Stems without a mark of language, Kazakh letters folded to the look-alikes that many type: so a word that two languages
share, or that was typed on another keyboard, meets itself. A regular job keeps the rows up with the questions.
"""

import hashlib
import math
import time
from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef

from qa.models import Question, QuestionTerm
from search import analysis

NOTHING: Final = 0  # the row of a question without any telling word
MOST_WORDS: Final = 120  # words of a question that are looked at
BUDGET: Final = 2_000  # rows that one look may read: the rarest words first
LOOKED_BACK: Final = 500  # questions before the newest known: a slower transaction may have come in among them
COMMON: Final = 300  # questions that hold a word from which its count is remembered for a while
MOST_COMMON: Final = 20_000
REMEMBERED: Final = 3600.0  # seconds
BATCH: Final = 100
SECONDS: Final = 30.0

_common: dict[int, tuple[int, float]] = {}


def words_of(text: str, language: str) -> frozenset[str]:
    """The folded stems of the telling words of a text."""
    return frozenset(
        _folded(token.text, language)
        for token in analysis.tokens(text, MOST_WORDS)
        if len(token.text) > 1 and not analysis.is_stop_word(token.text, language)
    )


def _folded(token: str, language: str) -> str:
    return analysis.terms(token, language)[-1][2:]


def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big", signed=True)


def numbers_of(text: str, language: str) -> frozenset[int]:
    """Those words as the rows hold them."""
    return frozenset(map(_number, words_of(text, language)))


def near(question: Question, limit: int) -> list[int]:
    """The keys of questions that share its rarest words, the most alike first; never itself.

    Reads at most `BUDGET` rows, and counts the words that are not known to be common: it costs the same however many
    questions there are.
    """
    own = frozenset().union(*(numbers_of(question.text, language) for language in analysis.LANGUAGES))
    counts = _counts(own)
    telling: list[int] = []
    spent = 0
    for term, count in sorted(counts.items(), key=lambda pair: (pair[1], pair[0])):
        if telling and spent + count > BUDGET:
            break
        telling.append(term)
        spent += count
    most = max(counts.values(), default=1)
    score: Counter[int] = Counter()
    rows = QuestionTerm.objects.filter(term__in=telling).exclude(question=question.pk)
    for pk, term in rows.values_list("question", "term")[:BUDGET]:
        score[pk] += 1 + math.log(most / counts[term])  # type: ignore[assignment]
    return [pk for pk, _ in sorted(score.items(), key=lambda pair: (-pair[1], -pair[0]))[:limit]]


def _counts(terms: Iterable[int]) -> dict[int, int]:
    """In how many questions each of the words stands; the common ones from memory, since their counts hardly change."""
    now = time.monotonic()
    counts = {term: _common[term][0] for term in terms if term in _common and _common[term][1] > now}
    asked = [term for term in terms if term not in counts]
    found = QuestionTerm.objects.filter(term__in=asked).values_list("term").annotate(n=Count("pk")).order_by()
    for term, count in found:
        counts[term] = count
        if count >= COMMON and len(_common) < MOST_COMMON:
            _common[term] = (count, now + REMEMBERED)
    return counts


def newest_known() -> int:
    """The key of the newest question whose words are rows; 0 when there is none."""
    return QuestionTerm.objects.aggregate(newest=Max("question"))["newest"] or 0


def catch_up(seconds: float = SECONDS) -> int:
    """Makes rows of the words of questions that have none yet; how many questions. Doing it twice changes nothing."""
    started, done = time.monotonic(), 0
    while time.monotonic() - started < seconds:
        count = _batch()
        done += count
        if not count:
            break
    return done


@transaction.atomic
def _batch() -> int:
    rows = QuestionTerm.objects.filter(question=OuterRef("pk"))
    missing = Question.objects.filter(~Exists(rows), pk__gt=newest_known() - LOOKED_BACK, erased_at__isnull=True)
    # Locked, so that a question erased meanwhile does not get its words back.
    locked = missing.select_for_update(skip_locked=True).order_by("pk").only("pk", "text", "language")[:BATCH]
    questions = list(locked)
    QuestionTerm.objects.bulk_create(
        [
            QuestionTerm(question_id=question.pk, term=term)
            for question in questions
            for term in numbers_of(question.text, question.language) or {NOTHING}
        ],
        ignore_conflicts=True,
        batch_size=5_000,
    )
    return len(questions)
