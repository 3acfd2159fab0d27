"""What the public sees of a question: publish, withhold, show again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qa import notifications, publishing
from qa.models import Question
from qa.rules.reasons import WithholdReason
from qa.rules.states import Verb, Visibility
from qa.services.act import AUTOMATION, Act, begin


@transaction.atomic
def question_publish(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Shows the question to everyone: with its answer, or with the date until which it waits for one."""
    return _publish(begin(Verb.PUBLISH, question, by=actor, version=version, at=at))


def publish_approved(question: Question, *, at: datetime | None = None) -> Question:
    """Publishes what has just been approved: the asker agreed and a moderator confirmed the title and text before."""
    return _publish(begin(Verb.PUBLISH, question, roles=AUTOMATION, at=at))


def _publish(act: Act) -> Question:
    act.question.visibility = Visibility.PUBLIC
    event = act.finish()
    publishing.write(act.question, at=act.at)
    if act.actor is not None:  # after an approval the asker has just been told of the answer
        notifications.tell_asker(event, act.question, "published")
    return act.question


@transaction.atomic
def question_withhold(
    *, question: Question, actor: Any, reason: WithholdReason, version: int | None = None, at: datetime | None = None
) -> Question:
    """Takes a public question down: a tombstone stays at its address."""
    act = begin(Verb.WITHHOLD, question, by=actor, version=version, at=at)
    publishing.take_down(act.question, WithholdReason(reason), at=act.at)
    event = act.finish(reason=WithholdReason(reason))
    notifications.tell_asker(event, act.question, "withheld")
    return act.question


@transaction.atomic
def question_show(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Shows a withheld question again."""
    act = begin(Verb.SHOW, question, by=actor, version=version, at=at)
    publishing.put_back(act.question)
    event = act.finish()
    publishing.write(act.question, at=act.at)
    notifications.tell_asker(event, act.question, "published")
    return act.question
