"""Named sets of questions, for permissions, queues and selectors."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from qa.rules.states import OPEN_STATUSES, CloseReason, Status

if TYPE_CHECKING:
    from qa.models import Question  # noqa: F401 named in a string below


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self) -> "QuestionQuerySet":
        """Every status but answered and closed."""
        return self.filter(status__in=OPEN_STATUSES)

    def answered(self) -> "QuestionQuerySet":
        """Those that have an answer, resolved or not."""
        return self.filter(Q(status=Status.ANSWERED) | Q(close_reason=CloseReason.RESOLVED))

    def overdue(self, today: date) -> "QuestionQuerySet":
        """Open, past their date, and not waiting for the asker."""
        return self.open().exclude(status=Status.NEEDS_INFO).filter(due_on__lt=today)

    def queue_order(self) -> "QuestionQuerySet":
        """Urgent first, then the earliest due date."""
        return self.order_by("-urgent", "due_on", "id")
