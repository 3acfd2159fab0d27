"""The urgent questions, on a list of their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from qa.models import Question, UrgencyHint
from qa.querysets import QuestionQuerySet
from qa.rules.states import IN_MODERATION
from qa.staff import access, columns, filters, queues
from qa.staff.desk import bar
from qa.staff.desk import columns as desk

_KEPT = "_urgent_questions"


class UrgentQueue(queues.Queue):
    """What is marked as urgent, wherever it waits, then what may be: the latter is for a person to say."""

    name = "urgent"
    template_name = "qa/staff/desk/queue.html"
    page_title = _("Urgent questions")
    roles = access.MODERATION
    filterset_class = filters.StateFilters
    columns = [
        columns.NUMBER, columns.TEXT, columns.DUE, desk.STATE, columns.AGENCY, desk.COLLEAGUES, columns.TOPIC,
        columns.REGION,
    ]  # fmt: skip

    def questions(self) -> QuestionQuerySet:
        found: QuestionQuerySet = bar.with_colleagues(queues.urgent(self.request.user))
        return found

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"keys_on": queues.are_on(self.request.user)}


def urgent_count(user: Any) -> int:
    """How many the list holds: two counts over small indexes, made once for a request."""
    kept: int | None = getattr(user, _KEPT, None)
    if kept is None:
        statuses = [state.status for state in IN_MODERATION]
        hinted = UrgencyHint.objects.filter(
            dismissed_at__isnull=True, question__urgent=False, question__status__in=statuses
        )
        kept = Question.objects.open().filter(urgent=True).count() + hinted.count()
        setattr(user, _KEPT, kept)
    return kept
