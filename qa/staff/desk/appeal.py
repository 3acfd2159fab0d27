"""A second look, as the moderator who decides on it reads it: the first decision and the asker's words together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.events import Event
from portal.users import User
from qa import labels
from qa.models import Message, Question
from qa.rules.reasons import MessageKind
from qa.rules.states import Status, Verb


@dataclass(frozen=True, slots=True)
class Appeal:
    """`reason` and `explained` are of the first decision, `words` of the asker; each may be empty."""

    reason: Any
    at: datetime
    by: User | None
    explained: str
    words: str


def appeal_of(question: Question, events: Iterable[Event], messages: Iterable[Message]) -> Appeal | None:
    """What the second look is about, while one is asked for; from what the page of the question has read anyway."""
    if not question.appealed_at or question.status != Status.SUBMITTED:
        return None
    rejection = next((e for e in reversed(list(events)) if e.code == Verb.REJECT), None)
    if rejection is None:
        return None
    said = {message.kind: message.text for message in messages}
    return Appeal(
        reason=labels.REJECT_REASON.get(rejection.data.get("reason", ""), ""),
        at=rejection.at,
        by=rejection.actor,
        explained=said.get(MessageKind.REJECTION, ""),
        words=said.get(MessageKind.APPEAL, ""),
    )
