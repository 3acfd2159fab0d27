"""Who may open a question's own page: the browser in which its code was typed, or which sent it; for two hours.

The address holds the public number only, so no log, history or screenshot holds a key
(docs/decisions: "Codes are never in an address").
"""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intake import grants
from qa.models import Question

KIND: Final = "question"
SECONDS: Final = 2 * 60 * 60


def _reference(question: Question) -> str:
    """The number, and so much of the code's fingerprint that the pass ends with the code."""
    return f"{question.number}:{(question.code_fingerprint or '')[:24]}"


def entrust_question(request: HttpRequest, response: HttpResponseBase, question: Question) -> None:
    """Lets this browser open the question's page for the next two hours."""
    grants.give(request, response, f"{KIND}_track", _reference(question), SECONDS)


def forget_question(request: HttpRequest, response: HttpResponseBase, question: Question) -> None:
    grants.take_back(request, response, f"{KIND}_track", _reference(question))


def own_question(request: HttpRequest, number: str) -> Question | None:
    """The question `number` if this browser may open it; None for any other number, alike."""
    prefix = f"{number}:"
    passes = [known for known in grants.references(request, f"{KIND}_track") if known.startswith(prefix)]
    question = Question.objects.filter(number=number, erased_at__isnull=True).select_related("topic", "region").first()
    if question is None or not question.code_fingerprint or _reference(question) not in passes:
        return None
    return question
