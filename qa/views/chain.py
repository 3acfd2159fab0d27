"""Asking again: a follow-up of an answered question, or the mended text of a rejected one. Both are new questions that
know the one before; only whoever holds that one's code can begin them.
"""

from typing import Any

from django.http import HttpRequest

from intake.models import Draft
from portal import text
from qa.models import Question
from qa.rules.states import HAS_ANSWER, REJECTED
from qa.views.tracking import own_question

FIELD = "follows"  # of the form, and of the address that begins it


def followed(request: HttpRequest) -> Question | None:
    """The question that the form in hand would follow; None when it names none, or none of this browser's."""
    number = text.clean((request.POST if request.method == "POST" else request.GET).get(FIELD, ""))[:16]
    question = own_question(request, number) if number else None
    return question if question is not None and may_be_followed(question) else None


def may_be_followed(question: Question) -> bool:
    """Whether there is something to come back to: an answer, or a rejection that can be mended."""
    return question.state in HAS_ANSWER or question.state == REJECTED


def opening(question: Question) -> dict[str, Any]:
    """What the form begins with: the matter of the question before, and its text where that is to be mended."""
    begun = {
        "topic": question.topic.key if question.topic else "",
        "region": question.region.key if question.region else "",
    }
    return {**begun, "text": question.text} if question.state == REJECTED else begun


def steps_data(request: HttpRequest) -> dict[str, str]:
    """What the draft keeps of it."""
    question = followed(request)
    return {"parent": question.number} if question is not None else {}


def parent_of(draft: Draft) -> Question | None:
    """The question that the one in the draft follows, unless it was erased meanwhile."""
    return Question.objects.filter(number=draft.get("parent", ""), erased_at__isnull=True).first()
