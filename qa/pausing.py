"""Whether questions about a topic are taken in now, and what people read when they are not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal import dates, languages
from qa.models import IntakePause


@dataclass(frozen=True, slots=True)
class Notice:
    """Why nothing is taken in, until when if that is known, and of which topic: "" for all."""

    topic: str
    name: str
    reason: Any
    until: str


def notices(at: datetime | None = None) -> list[Notice]:
    """The pauses in force, in the reader's language: that of every topic first. One query."""
    return [_notice(pause) for pause in IntakePause.objects.in_force(at).select_related("topic")]


def notice_for(topic: str, at: datetime | None = None) -> Notice | None:
    """The pause that holds a question about `topic` ("" when none was chosen), None when it may be sent."""
    return next((notice for notice in notices(at) if notice.topic in {"", topic}), None)


def _notice(pause: IntakePause) -> Notice:
    return Notice(
        topic=pause.topic.key if pause.topic else "",
        name=pause.topic.name if pause.topic else "",
        reason=pause.reason,
        until=_moment(pause.until) if pause.until else "",
    )


def _moment(at: datetime) -> str:
    return f"{dates.full(dates.local(at), languages.current())}, {dates.clock(at)}"
