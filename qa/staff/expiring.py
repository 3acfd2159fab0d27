"""The list of answers that expire: still valid, or to be corrected, each by one click."""

from datetime import timedelta
from typing import Any, Final

import django_filters
from django.db.models import Exists, OuterRef, Subquery
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from directory.models import Agency
from qa import permissions
from qa.models import AnswerVersion
from qa.querysets import QuestionQuerySet
from qa.rules import validity
from qa.rules.states import Status, Verb, VersionState
from qa.staff import access, columns
from qa.staff.filters import QuestionFilters, by_agency
from qa.staff.queues import Queue

WHEN: Final = [("past", _("out of date")), ("soon", _("not yet"))]


def expiring(user: Any) -> QuestionQuerySet:
    """The questions someone may see whose answer is out of date or will soon be, the oldest date first."""
    horizon = timezone.localdate() + timedelta(days=validity.LISTED)
    dated = AnswerVersion.objects.filter(
        question=OuterRef("pk"), state=VersionState.PUBLISHED, valid_until__lte=horizon
    )
    renewable = permissions.actionable(user, Verb.RENEW).filter(pk=OuterRef("pk"))
    correctable = permissions.actionable(user, Verb.CORRECT).filter(pk=OuterRef("pk"))
    return (
        permissions.visible_to(user)
        .filter(Exists(dated), status__in=[Status.ANSWERED, Status.CLOSED], erased_at__isnull=True)
        .annotate(
            valid_until=Subquery(dated.values("valid_until")[:1]),
            renewable=Exists(renewable),
            correctable=Exists(correctable),
        )
        .order_by("valid_until", "pk")
    )


def by_when(queryset: QuestionQuerySet, name: str, value: str) -> QuestionQuerySet:
    today = timezone.localdate()
    return queryset.filter(**({"valid_until__lt": today} if value == "past" else {"valid_until__gte": today}))


class ExpiringFilters(QuestionFilters):
    timing = None
    age = None
    when = django_filters.ChoiceFilter(label=_("Valid until"), choices=WHEN, method=by_when)
    agency = django_filters.ModelChoiceFilter(
        label=_("Agency"), queryset=Agency.objects.filter(active=True), method=by_agency
    )


class ValidColumn(Column):
    """The day until which the answer holds, and a word once it has passed."""

    cell_template_name = "qa/staff/cells/valid.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"past": validity.is_past(instance.valid_until, timezone.localdate())}


class ReviewColumn(Column):
    """What can be done about it, by one click each."""

    cell_template_name = "qa/staff/cells/review.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(parent_context["request"])}


class Expiring(Queue):
    """Answers that are out of date or will be within two months."""

    name = "expiring"
    page_title = _("Answers that expire")
    roles = access.EVERYTHING
    filterset_class = ExpiringFilters
    columns = [
        columns.NUMBER, columns.TEXT, ValidColumn("valid_until", label=_("Valid until")), columns.AGENCY,
        columns.TOPIC, ReviewColumn("review", label=_("What to do"), accessor="number"),
    ]  # fmt: skip

    def questions(self) -> QuestionQuerySet:
        return expiring(self.request.user).select_related("topic", "region")
