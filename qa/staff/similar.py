"""Questions that resemble the one in hand: published ones by search, all others by the words they share."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from qa import wording
from qa.models import Question
from qa.publishing import SEARCH_KIND
from qa.querysets import QuestionQuerySet
from qa.rules.states import HAS_ANSWER, OPEN_STATUSES, CloseReason, Status
from search import analysis, service

SHOWN: Final = 8
LOOKED_AT: Final = 24  # the nearest by their rarest words, whose whole texts are compared
TOO_NEW: Final = 200  # questions that came in since the rows of words were made
ENOUGH: Final = 0.3  # the share of words in common from which two questions are worth a look

_MERGEABLE: Final = Q(status__in=[*OPEN_STATUSES, Status.ANSWERED]) | Q(close_reason=CloseReason.RESOLVED)


def to(question: Question, among: QuestionQuerySet | None = None) -> list[Question]:
    """Open and answered questions like this one, in any language, the most alike first; never itself.

    `among` those only, where given: what its reader may see.
    """
    among = Question.objects.all() if among is None else among
    numbers = [hit.group for hit in service.similar(question.text, question.language, (SEARCH_KIND,), SHOWN)]
    near = wording.near(question, LOOKED_AT)
    others = among.filter(_MERGEABLE).exclude(pk=question.pk).select_related("topic")
    known = list(others.filter(Q(number__in=numbers) | Q(pk__in=near)))
    fresh = others.filter(pk__gt=wording.newest_known()).order_by("-pk")[:TOO_NEW]
    near_enough = _alike(question, {*known, *fresh})
    found = {other.number: other for other in [*near_enough, *known]}
    published = [found[number] for number in dict.fromkeys(numbers) if number in found]
    alike = [other for other in near_enough if other not in published]
    answered = [other for other in published if other.state in HAS_ANSWER]
    return [*answered, *alike, *(other for other in published if other not in answered)][:SHOWN]


def _alike(question: Question, others: Iterable[Question]) -> list[Question]:
    """Those that share enough of their words with the question, in whichever language they were read, best first."""
    own = {language: wording.words_of(question.text, language) for language in analysis.LANGUAGES}
    scored = []
    for other in others:
        words = wording.words_of(other.text, other.language)
        mine = own[question.language] | (own[other.language] & words)
        share = len(mine & words) / (min(len(own[question.language]), len(words)) or 1)
        if share >= ENOUGH:
            scored.append((share, other.pk, other))
    return [other for _, _, other in sorted(scored, key=lambda row: (-row[0], -row[1]))]
