"""Counts what agencies received and answered: six queries, whatever the number of questions, kept for minutes.

Private questions are in the totals like all others; nothing here is split finer than by agency and month
(docs/decisions/0017-open-data.md).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.utils import timezone

from portal.memory import kept_for
from qa.models import Assignment, Question
from qa.rules.states import OPEN_STATUSES, AssignmentState, CloseReason, Status
from qa.rules.statistics import Figures, Month, months_before

MINUTES: Final = 5


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of everything, and of each agency by its row's id, as they were at `counted_at`."""

    counted_at: datetime
    since: date
    everything: Figures
    agencies: dict[int, Figures]

    def of(self, agency: int) -> Figures:
        """The figures of one agency; all nought for one that never had a question."""
        return self.agencies.get(agency) or Figures(tuple(Month(month.first) for month in self.everything.months))


@kept_for(MINUTES * 60)
def report() -> Report:
    """The present report."""
    return count(timezone.now())


def count(at: datetime) -> Report:
    """Counts everything as of the moment `at`."""
    today = timezone.localdate(at)
    starts = tuple(months_before(today))
    counting = _Counting(starts, today)
    counting.agencies_received()
    counting.agencies_answered()
    counting.agencies_open()
    counting.everything_received()
    counting.everything_open()
    return Report(at, starts[0], counting.everything, counting.agencies)


class _Counting:
    """One run through the tables; each method is one query, but for the first, which is two."""

    def __init__(self, starts: tuple[date, ...], today: date) -> None:
        self.starts, self.today = starts, today
        self.since = _midnight(starts[0])
        self.everything = self.blank()
        self.agencies: dict[int, Figures] = {}

    def blank(self) -> Figures:
        return Figures(tuple(Month(first) for first in self.starts))

    def of(self, agency: int) -> Figures:
        return self.agencies.setdefault(agency, self.blank())

    def month(self, name: str) -> Case:
        """Which of the months (from 0) the moment `name` falls into. Plain comparisons: on SQLite Django's own
        truncation calls Python for each row."""
        newest_first = reversed(list(enumerate(self.starts)))
        whens = [When(**{f"{name}__gte": _midnight(first)}, then=Value(number)) for number, first in newest_first]
        return Case(*whens, default=Value(0), output_field=IntegerField())

    def agencies_received(self) -> None:
        leads = Assignment.objects.leads()
        rows = leads.filter(created_at__gte=self.since).values("agency", month=self.month("created_at"))
        for row in rows.annotate(n=Count("pk")).order_by():
            self.of(row["agency"]).months[row["month"]].received = row["n"]
        returned = leads.filter(state=AssignmentState.RETURNED, ended_at__gte=self.since).values("agency")
        named = Count("pk", filter=Q(suggested_agency__isnull=False))
        for agency, n, forwarded in (
            returned.annotate(n=Count("pk"), named=named).order_by().values_list("agency", "n", "named")
        ):
            self.of(agency).returned, self.of(agency).forwarded = n, forwarded
            self.everything.returned += n
            self.everything.forwarded += forwarded

    def agencies_answered(self) -> None:
        """Answers by agency, month, working days, and whether they came in time. Each has one lead, so all of them
        together are everything."""
        leads = Assignment.objects.active().leads()
        in_time = When(question__answered_at__date__lte=F("question__due_on"), then=Value(1))
        rows = leads.filter(_answered("question__"), question__answered_at__gte=self.since).values(
            "agency",
            month=self.month("question__answered_at"),
            days=F("question__working_days"),
            in_time=Case(in_time, default=Value(0), output_field=IntegerField()),
        )
        for row in rows.annotate(n=Count("pk")).order_by():
            for figures in (self.everything, self.of(row["agency"])):
                _add_answers(figures, {**row})

    def agencies_open(self) -> None:
        rows = Assignment.objects.active().leads().filter(question__status__in=OPEN_STATUSES).values("agency")
        for row in rows.annotate(**self.standing("question__")).order_by():
            _set_standing(self.of(row["agency"]), {**row})

    def everything_open(self) -> None:
        _set_standing(self.everything, Question.objects.open().aggregate(**self.standing("")))

    def standing(self, path: str) -> dict[str, Count]:
        """Open, waiting for the asker, and overdue: never both, since the asker's time is not the agency's."""
        paused = Q(**{f"{path}status": Status.NEEDS_INFO})
        late = ~paused & Q(**{f"{path}due_on__lt": self.today})
        return {"n": Count("pk"), "paused": Count("pk", filter=paused), "overdue": Count("pk", filter=late)}

    def everything_received(self) -> None:
        rows = Question.objects.filter(asked_at__gte=self.since).values(month=self.month("asked_at"))
        for row in rows.annotate(n=Count("pk")).order_by():
            self.everything.months[row["month"]].received = row["n"]


def _add_answers(figures: Figures, row: dict[str, Any]) -> None:
    month = figures.months[row["month"]]
    month.answered += row["n"]
    month.in_time += row["n"] if row["in_time"] else 0
    if row["days"] is not None:
        figures.days[row["days"]] += row["n"]


def _set_standing(figures: Figures, row: dict[str, Any]) -> None:
    figures.open, figures.paused, figures.overdue = row["n"], row["paused"], row["overdue"]


def _answered(path: str) -> Q:
    """Has an answer, resolved or not; `path` leads to the question."""
    return Q(**{f"{path}status": Status.ANSWERED}) | Q(**{f"{path}close_reason": CloseReason.RESOLVED})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))
