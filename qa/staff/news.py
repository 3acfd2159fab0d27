"""What happened to the questions that someone on the staff has worked on: the newest things others did to them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component

from portal.events import Event
from qa import permissions
from qa.models import Assignment, Question
from qa.rules.states import Verb
from qa.services.act import KIND
from qa.staff import access, words

SHOWN: Final = 10
DAYS: Final = timedelta(days=14)
LOOKED_AT: Final = 300  # of someone's latest acts, and of the questions they are in charge of
# What changes the work of those who had the question in hand; drafts and the like are nobody else's news.
NEWS: Final = (
    Verb.APPEAL, Verb.RETURN, Verb.RECALL, Verb.REASSIGN, Verb.REPLY, Verb.ADD_INFORMATION, Verb.CONTRIBUTE,
    Verb.SUBMIT_ANSWER, Verb.SEND_BACK, Verb.APPROVE, Verb.PUBLISH, Verb.WITHHOLD, Verb.SHOW, Verb.REOPEN,
    Verb.WITHDRAW, Verb.REVOKE_CONSENT, Verb.ERASE, Verb.EXTEND, Verb.RECOUNT, Verb.LAPSE, Verb.MARK_URGENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened: to which question, what, when."""

    number: str
    label: Any
    at: datetime


def of(user: Any) -> list[Item]:
    """The newest of the last 14 days, on questions that `user` lately acted on or is in charge of, and may still see.

    As many queries for many questions as for few, each by an index: the log holds hundreds of thousands of events.
    """
    acted = Event.objects.filter(actor=user, subject_kind=KIND).order_by("-at").values_list("subject_id", flat=True)
    in_charge = Assignment.objects.active().filter(officer=user).order_by("-pk").values_list("question", flat=True)
    own = {*acted[:LOOKED_AT], *in_charge[:LOOKED_AT]}
    seen = permissions.visible_to(user).filter(pk=OuterRef("subject_id"))
    events = (
        Event.objects.filter(subject_kind=KIND, subject_id__in=own, at__gte=timezone.now() - DAYS, code__in=NEWS)
        .filter(Q(actor__isnull=True) | ~Q(actor=user), Exists(seen))
        .order_by("-at", "-pk")
    )
    newest = list(events[:SHOWN])
    numbers = dict(Question.objects.filter(pk__in=[e.subject_id for e in newest]).values_list("pk", "number"))
    return [Item(numbers[e.subject_id], words.HISTORY.get(e.code, e.code), e.at) for e in newest]


class NewsPanel(Component):
    """The list, on the admin's first page."""

    name = "questions_news"
    template_name = "qa/staff/news.html"
    order = 60

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"items": of(self.user)}


def panel_for(user: Any) -> NewsPanel | None:
    """The panel, for those who work with questions."""
    return NewsPanel(user) if access.has_any(user, access.EVERYTHING) else None
