"""What stands above a question: who has it in hand, who else has it open, and the way to the next one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from portal.users import User
from qa import services
from qa.models import Lease, Presence, Question
from qa.rules import states
from qa.staff import access
from qa.staff.desk import memory

OPEN_FOR: Final = timedelta(seconds=90)  # an open page gives a sign of life every 30 seconds


@dataclass(frozen=True, slots=True)
class Bar:
    """`holder` has the question in hand until `until`; `mine` says that it is the reader. `here` are the others who
    have its page open. `moderates`: the reader moderates and the question waits for a moderator."""

    holder: User | None
    until: datetime | None
    mine: bool
    here: list[User]
    moderator: bool
    moderates: bool
    barred: bool
    goes_on: bool

    @property
    def others(self) -> bool:
        """Whether a colleague has it in hand, so that the reader is asked before acting."""
        return self.moderates and self.holder is not None and not self.mine


def arrive(question: Question, user: Any) -> bool:
    """The reader opened a page of the question, a sign of life; whether they have it in hand."""
    services.presence_note(question=question, user=user)
    return access.has_any(user, access.MODERATION) and services.lease_prolong(question=question, user=user)


def bar_of(question: Question, request: Any) -> Bar:
    """Two queries."""
    user, now = request.user, timezone.now()
    lease = Lease.objects.live(now).filter(question=question).select_related("holder").first()
    moderator = access.has_any(user, access.MODERATION)
    return Bar(
        holder=lease.holder if lease else None,
        until=lease.expires_at if lease else None,
        mine=lease is not None and lease.holder_id == user.pk,
        here=[p.user for p in present(now).filter(question=question).exclude(user=user)],
        moderator=moderator,
        moderates=moderator and question.state in states.IN_MODERATION,
        barred=question.barred_moderator_id == user.pk,
        goes_on=memory.goes_on(request),
    )


def present(now: datetime) -> "QuerySet[Presence]":
    """Who has a page open now, the earliest known first."""
    return Presence.objects.filter(seen_at__gt=now - OPEN_FOR).select_related("user").order_by("pk")


def with_colleagues(questions: Any) -> Any:
    """A list of questions with who has each in hand and who has each open: one query more, however long it is."""
    here = Prefetch("presences", queryset=present(timezone.now()), to_attr="here")
    return questions.select_related("lease__holder", "urgency_hint").prefetch_related(here)
