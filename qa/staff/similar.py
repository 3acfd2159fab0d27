"""Questions that resemble the one in hand: published ones by search, open ones by the words they share."""

from typing import Final

from qa.models import Question
from qa.publishing import SEARCH_KIND
from qa.querysets import QuestionQuerySet
from qa.rules.states import HAS_ANSWER
from search import analysis, service

SHOWN: Final = 8
READ: Final = 300  # the newest open questions in its language whose words are compared
ENOUGH: Final = 0.3  # the share of words in common from which two questions are worth a look


def to(question: Question, among: QuestionQuerySet | None = None) -> list[Question]:
    """Open and answered questions like this one, the most alike first; never itself. `among` those, or among all."""
    among = Question.objects.all() if among is None else among
    numbers = [hit.group for hit in service.similar(question.text, question.language, (SEARCH_KIND,), SHOWN)]
    known = among.filter(number__in=numbers).exclude(pk=question.pk).select_related("topic")
    published = {other.number: other for other in known}
    found = [published[number] for number in dict.fromkeys(numbers) if number in published]
    others = [other for other in _open_like(question, among) if other.number not in published]
    mergeable = [other for other in found + others if other.is_open or other.state in HAS_ANSWER]
    return mergeable[:SHOWN]


def _open_like(question: Question, among: QuestionQuerySet) -> list[Question]:
    own = _words(question)
    if not own:
        return []
    near = among.open().filter(language=question.language).exclude(pk=question.pk)
    scored = []
    for other in near.select_related("topic").order_by("-asked_at")[:READ]:
        words = _words(other)
        alike = len(own & words) / (min(len(own), len(words)) or 1)
        if alike >= ENOUGH:
            scored.append((alike, other))
    return [other for _, other in sorted(scored, key=lambda pair: -pair[0])]


def _words(question: Question) -> frozenset[str]:
    """The stems of a question's words that carry sense."""
    language = question.language
    return frozenset(
        analysis.terms(token.text, language)[-1]
        for token in analysis.tokens(question.text, 200)
        if not analysis.is_stop_word(token.text, language)
    )
