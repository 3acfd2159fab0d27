"""Who may open a question's own page: the browser in which its code was typed, or which sent it; for two hours.

The address holds the public number only, so no log, history or screenshot holds a key
(docs/decisions/0010).
"""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intake import grants
from qa.models import Question

COOKIE: Final = "question_track"
SECONDS: Final = 2 * 60 * 60


def _holder(question: Question) -> Question:
    """The question whose code opens this one: itself, or the one of which it is a part."""
    if question.code_fingerprint is None and question.parent is not None:
        return question.parent
    return question


def _reference(question: Question) -> str:
    """The number, and so much of the code's fingerprint that the pass ends with the code."""
    return f"{question.number}:{(question.code_fingerprint or '')[:24]}"


def entrust_question(request: HttpRequest, response: HttpResponseBase, question: Question) -> None:
    """Lets this browser open the question's page for the next two hours."""
    grants.give(request, response, COOKIE, _reference(_holder(question)), SECONDS)


def forget_question(request: HttpRequest, response: HttpResponseBase, question: Question) -> None:
    """Ends the pass, as after an erasure; `question` as it was before."""
    grants.take_back(request, response, COOKIE, _reference(_holder(question)))


def own_question(request: HttpRequest, number: str) -> Question | None:
    """The question `number` if this browser may open it; None for any other number, alike."""
    rows = Question.objects.filter(number=number, erased_at__isnull=True)
    question = rows.select_related("topic", "region", "contact", "parent").first()
    if question is None or not _holder(question).code_fingerprint:
        return None
    return question if grants.holds(request, COOKIE, _reference(_holder(question))) else None
