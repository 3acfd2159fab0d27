"""The figures of the coordinator's first look: what came, what waits, what is late and where.

Thirteen queries at any number of questions, agencies and days. Open overdue questions count among what was due; the
days on which the asker was asked something are not the agency's (`Question.working_days` leaves them out).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import CharField, Count, F, Q, Value
from django.db.models.functions import Cast, Concat, Substr
from django.utils import timezone

from directory.models import Agency, Region, Topic
from portal import dates
from qa.models import Assignment, Question
from qa.rules import distribution
from qa.rules.states import OPEN_STATUSES, AssignmentState, CloseReason, Status

WEEK: Final = 7


@dataclass
class Standing:
    """How one agency, one region or the whole portal does. `days` counts answers by the working days they took."""

    asked: int = 0
    open: int = 0
    overdue: int = 0
    waiting: int = 0  # for the asker
    answered: int = 0
    late: int = 0
    returned: int = 0
    days: Counter[int] = field(default_factory=Counter)

    @property
    def median(self) -> float | None:
        return distribution.median(self.days)

    @property
    def kept(self) -> float | None:
        """The share answered in time, of all that was due."""
        return distribution.kept_share(self.answered - self.late, self.answered, self.overdue)

    @property
    def hurts(self) -> tuple[float, ...]:
        """What the tables are sorted by: many overdue, then few in time, then slow."""
        kept = self.kept
        return (-self.overdue, 1.0 if kept is None else kept, -(self.median or 0), -self.open)


@dataclass(frozen=True, slots=True)
class Day:
    """One day (or one week, by its first day): what came, what was answered, what was open at its end."""

    day: date
    asked: int
    answered: int
    backlog: int


@dataclass(frozen=True, slots=True)
class Rising:
    topic: Topic
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page."""

    since: date
    until: date
    total: Standing
    days: list[Day]
    agencies: list[tuple[Agency, Standing]]
    regions: list[tuple[Region | None, Standing]]
    rising: list[Rising]


def overview(days: int, at: datetime | None = None) -> Overview:
    """The figures of the last `days` days, today included."""
    at = at or timezone.now()
    until = timezone.localdate(at)
    since = until - timedelta(days=days - 1)
    start = dates.begins(since)
    regions = _by_region(start, until)
    agencies = _by_agency(start, until)
    total = _sum(regions.values())
    total.returned = sum(standing.returned for standing in agencies.values())
    return Overview(
        since=since,
        until=until,
        total=total,
        days=_days(since, until, start, total.open),
        agencies=_named(Agency.objects.in_bulk(list(agencies)), agencies),
        regions=_named({None: None, **Region.objects.in_bulk()}, regions),
        rising=_rising(at),
    )


def _by_region(start: datetime, today: date) -> dict[Any, Standing]:
    found: dict[Any, Standing] = defaultdict(Standing)
    for row in Question.objects.filter(asked_at__gte=start).values("region").annotate(n=Count("pk")).order_by():
        found[row["region"]].asked = row["n"]
    _add_open(found, Question.objects.open(), "region", "", today)
    _add_answered(found, Question.objects.filter(_answered(start)), "region", "")
    return found


def _by_agency(start: datetime, today: date) -> dict[Any, Standing]:
    found: dict[Any, Standing] = defaultdict(Standing)
    leads = Assignment.objects.active().leads()
    _add_open(found, leads.filter(question__status__in=OPEN_STATUSES), "agency", "question__", today)
    _add_answered(found, leads.filter(_answered(start, "question__")), "agency", "question__")
    back = Assignment.objects.leads().filter(state=AssignmentState.RETURNED, ended_at__gte=start)
    for row in back.values("agency").annotate(n=Count("pk")).order_by():
        found[row["agency"]].returned = row["n"]
    return found


def _answered(start: datetime, to: str = "") -> Q:
    """The same as `QuestionQuerySet.answered`, since `start`, without the OR that keeps a database from its index."""
    return Q(
        **{
            f"{to}answered_at__gte": start,
            f"{to}status__in": [Status.ANSWERED, Status.CLOSED],
            f"{to}close_reason__in": ["", CloseReason.RESOLVED],
        }
    )


def _add_open(found: dict[Any, Standing], rows: Any, by: str, to: str, today: date) -> None:
    """Counts what is open: `to` leads from a row to its question."""
    asked = Q(**{f"{to}status": Status.NEEDS_INFO})
    late = ~asked & Q(**{f"{to}due_on__lt": today})
    counts = {"n": Count("pk"), "late": Count("pk", filter=late), "asked": Count("pk", filter=asked)}
    for row in rows.values(by).annotate(**counts).order_by():
        standing = found[row[by]]
        standing.open, standing.overdue, standing.waiting = row["n"], row["late"], row["asked"]


def _add_answered(found: dict[Any, Standing], rows: Any, by: str, to: str) -> None:
    """Counts answers by the days they took, and those that came after their date."""
    # Both as text, "2026-04-14 19": an hour of UTC, and the hour in which the day of the date ends here.
    ends = Concat(Cast(f"{to}due_on", CharField()), Value(f" {_day_ends()}"))
    dated = rows.alias(answered_hour=_hour(f"{to}answered_at"), due_hour=ends)
    late = Count("pk", filter=Q(answered_hour__gte=F("due_hour")))
    for row in dated.values(by, f"{to}working_days").annotate(n=Count("pk"), late=late).order_by():
        standing, days = found[row[by]], row[f"{to}working_days"]
        standing.answered += row["n"]
        standing.late += row["late"]
        if days is not None:
            standing.days[days] += row["n"]


def _sum(parts: Iterable[Standing]) -> Standing:
    total = Standing()
    for part in parts:
        for name in ("asked", "open", "overdue", "waiting", "answered", "late"):
            setattr(total, name, getattr(total, name) + getattr(part, name))
        total.days.update(part.days)
    return total


def _named(rows: dict[Any, Any], found: dict[Any, Standing]) -> list[tuple[Any, Standing]]:
    """The standings with their rows, what hurts most first."""
    known = [(rows[key], standing) for key, standing in found.items() if key in rows]
    return sorted(known, key=lambda pair: (pair[1].hurts, str(pair[0] or "")))


def _hour(moment: str) -> Substr:
    """The hour of UTC of a moment, as text: the database's own work, where a day of ours would be a call into Python
    for each row on SQLite (a second for a year of 41,000 questions)."""
    return Substr(Cast(moment, CharField()), 1, 13)


def _day_ends() -> int:
    """The hour of UTC at which a day ends here: 19, five hours before that of Greenwich."""
    ahead = timezone.localtime().utcoffset() or timedelta()
    return 24 - int(ahead.total_seconds() // 3600)


def _per_day(rows: Any, moment: str) -> Counter[date]:
    """How many on each day of ours, by the hours of UTC in it: at most 8,800 rows for a year."""
    found: Counter[date] = Counter()
    for hour, count in rows.annotate(hour=_hour(moment)).values_list("hour").annotate(n=Count("pk")).order_by():
        found[timezone.localdate(datetime.fromisoformat(f"{hour}:00+00:00"))] += count
    return found


def _days(since: date, until: date, start: datetime, open_now: int) -> list[Day]:
    """Each day of the period, oldest first. The backlog is counted back from today's, which is known exactly."""
    asked = _per_day(Question.objects.filter(asked_at__gte=start), "asked_at")
    answered = _per_day(Question.objects.filter(_answered(start)), "answered_at")
    without = Question.objects.filter(status=Status.CLOSED, closed_at__gte=start)
    closed = _per_day(without.exclude(close_reason=CloseReason.RESOLVED), "closed_at")
    found, backlog = [], open_now
    for back in range((until - since).days + 1):
        day = until - timedelta(days=back)
        found.append(Day(day, asked[day], answered[day], backlog))
        backlog += answered[day] + closed[day] - asked[day]
    return found[::-1]


def weekly(days: list[Day]) -> list[Day]:
    """The same in weeks that end on the last day; a week's backlog is that of its last day."""
    weeks = []
    for end in range(len(days), 0, -WEEK):
        week = days[max(0, end - WEEK) : end]
        asked, answered = (sum(getattr(day, name) for day in week) for name in ("asked", "answered"))
        weeks.append(Day(week[0].day, asked, answered, week[-1].backlog))
    return weeks[::-1]


def _rising(at: datetime) -> list[Rising]:
    """Topics asked about more in the last seven days than in the seven before."""
    week, both = at - timedelta(days=WEEK), at - timedelta(days=2 * WEEK)
    counts = {"now": Count("pk", filter=Q(asked_at__gte=week)), "before": Count("pk", filter=Q(asked_at__lt=week))}
    asked = Question.objects.filter(asked_at__gte=both, asked_at__lte=at, topic__isnull=False)
    rows = asked.values_list("topic").annotate(**counts).order_by()
    grown = distribution.rising(rows)
    topics = Topic.objects.in_bulk([key for key, _, _ in grown])
    return [Rising(topics[key], now, before) for key, now, before in grown]
