"""Filters of the staff's lists."""

from datetime import timedelta
from typing import Any, Final

import django_filters
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from directory.models import Agency, Region, Topic
from portal import languages
from portal.calendar import production_calendar
from portal.widgets import PlainSelect
from qa import clock, labels, selectors
from qa.models import Assignment, Question
from qa.querysets import QuestionQuerySet
from qa.rules.states import AssignmentState, Status, Timing

AGES: Final = [(1, _("more than 1 day ago")), (3, _("more than 3 days ago")), (7, _("more than 7 days ago"))]
WAITING: Final[list[tuple[str, Promise]]] = [
    ("new", _("New")),
    ("returned", _("Returned by an agency")),
    ("appealed", _("Second look asked for")),
    ("urgent", _("Urgent")),
    ("may_be_urgent", _("May be urgent")),
    ("quarantined", _("Looks like spam")),
]
RETURNS: Final = [(1, _("at least once")), (2, _("more than once"))]
TIMINGS: Final = [(timing, labels.TIMING[timing]) for timing in (Timing.OVERDUE, Timing.DUE_SOON)]


def by_age(queryset: QuestionQuerySet, name: str, value: str) -> QuestionQuerySet:
    """Asked more than so many days ago."""
    return queryset.filter(asked_at__lt=timezone.now() - timedelta(days=int(value)))


def by_timing(queryset: QuestionQuerySet, name: str, value: str) -> QuestionQuerySet:
    """Past their date, or near it."""
    today = timezone.localdate()
    if value == Timing.OVERDUE:
        return queryset.overdue(today)
    near = production_calendar().add(today, clock.soon())
    return queryset.open().exclude(status=Status.NEEDS_INFO).filter(due_on__gte=today, due_on__lte=near)


def by_waiting(queryset: QuestionQuerySet, name: str, value: str) -> QuestionQuerySet:
    """Why a question waits for a moderator."""
    conditions: dict[str, dict[str, Any]] = {
        "new": {"status": Status.SUBMITTED, "appealed_at__isnull": True, "quarantined": False},
        "returned": {"status": Status.RETURNED},
        "appealed": {"status": Status.SUBMITTED, "appealed_at__isnull": False},
        "urgent": {"urgent": True},
        "may_be_urgent": {
            "urgent": False,
            "urgency_hint__isnull": False,
            "urgency_hint__dismissed_at__isnull": True,
        },
        "quarantined": {"quarantined": True},
    }
    return queryset.filter(**conditions[value])


def by_agency(queryset: QuestionQuerySet, name: str, value: Agency | None) -> QuestionQuerySet:
    """Those that this agency answers now."""
    if value is None:
        return queryset
    leads = Assignment.objects.active().leads().filter(question=OuterRef("pk"), agency=value)
    return queryset.filter(Exists(leads))


def by_returns(queryset: QuestionQuerySet, name: str, value: str) -> QuestionQuerySet:
    """Open, and given back by agencies so many times at least."""
    return selectors.returns(queryset.open(), int(value))


def by_stage(queryset: QuestionQuerySet, name: str, value: str) -> QuestionQuerySet:
    """Open, or answered."""
    return queryset.open() if value == "open" else queryset.answered()


def as_it_is(queryset: QuestionQuerySet, name: str, value: Any) -> QuestionQuerySet:
    """For filters that only mean something together: the set of filters applies them."""
    return queryset


def returned(by: Agency | None, when: slice | None) -> Any:
    """The parts of the question in the outer query that this agency returned, within this time."""
    found = Assignment.objects.leads().filter(question=OuterRef("pk"), state=AssignmentState.RETURNED)
    if by:
        found = found.filter(agency=by)
    if when and when.start:
        found = found.filter(ended_at__gte=when.start)
    if when and when.stop:
        found = found.filter(ended_at__lte=when.stop)
    return found


class QuestionFilters(WagtailFilterSet):
    """What every list of questions can be narrowed by."""

    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.filter(active=True), widget=PlainSelect
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), queryset=Region.objects.filter(active=True), widget=PlainSelect
    )
    language = django_filters.ChoiceFilter(label=_("Language"), choices=list(languages.NAMES.items()))
    timing = django_filters.ChoiceFilter(label=_("Due date"), choices=TIMINGS, method=by_timing)
    age = django_filters.ChoiceFilter(label=pgettext_lazy("filter", "Asked"), choices=AGES, method=by_age)

    class Meta:
        model = Question
        fields: list[str] = []


class ModerationFilters(QuestionFilters):
    waiting = django_filters.ChoiceFilter(label=_("Why it waits"), choices=WAITING, method=by_waiting)


class StateFilters(QuestionFilters):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=labels.choices(labels.STATUS))


class OverviewFilters(StateFilters):
    returns = django_filters.ChoiceFilter(label=_("Returned by agencies"), choices=RETURNS, method=by_returns)
    close_reason = django_filters.ChoiceFilter(label=_("Why closed"), choices=labels.choices(labels.CLOSE_REASON))
    agency = django_filters.ModelChoiceFilter(
        label=_("Agency"), queryset=Agency.objects.filter(active=True), method=by_agency, widget=PlainSelect
    )
    stage = django_filters.ChoiceFilter(
        label=_("Stage"),
        choices=[("open", pgettext_lazy("stage", "open")), ("answered", pgettext_lazy("stage", "answered"))],
        method=by_stage,
    )
    asked = django_filters.DateFromToRangeFilter(
        label=_("Asked on"), field_name="asked_at", widget=DateRangePickerWidget
    )
    answered = django_filters.DateFromToRangeFilter(
        label=_("Answered on"), field_name="answered_at", widget=DateRangePickerWidget
    )
    returned = django_filters.DateFromToRangeFilter(
        label=_("Returned on"), widget=DateRangePickerWidget, method=as_it_is
    )
    returned_by = django_filters.ModelChoiceFilter(
        label=_("Returned by"), queryset=Agency.objects.filter(active=True), method=as_it_is
    )

    def filter_queryset(self, queryset: QuestionQuerySet) -> QuestionQuerySet:
        found = super().filter_queryset(queryset)
        by, when = self.form.cleaned_data["returned_by"], self.form.cleaned_data["returned"]
        return found.filter(Exists(returned(by, when))) if by or when else found
