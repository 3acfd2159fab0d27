"""How much lies with each officer and unit of an agency."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from directory.models import Agency
from qa.models import Assignment
from qa.rules.states import OPEN_STATUSES, Status


@dataclass(frozen=True, slots=True)
class Load:
    """Open questions, and how many of them are past their date and wait for nobody else."""

    open: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Workload:
    """By officer and by unit; None stands for those that nobody, or no unit, has yet."""

    officers: dict[int | None, Load]
    units: dict[int | None, Load]

    def of(self, officer: int | None) -> Load:
        return self.officers.get(officer, Load())

    def of_unit(self, unit: int | None) -> Load:
        return self.units.get(unit, Load())


def of_agency(agency: Agency) -> Workload:
    """The load in an agency, what it contributes to others included. One query."""
    late = Q(due_on__lt=timezone.localdate()) & ~Q(question__status=Status.NEEDS_INFO)
    theirs = Assignment.objects.active().filter(agency=agency, question__status__in=OPEN_STATUSES)
    rows = theirs.order_by().values_list("officer", "unit").annotate(open=Count("pk"), overdue=Count("pk", filter=late))
    officers: dict[int | None, Load] = defaultdict(Load)
    units: dict[int | None, Load] = defaultdict(Load)
    for officer, unit, open_, overdue in rows:
        for sums, key in ((officers, officer), (units, unit)):
            sums[key] = Load(sums[key].open + open_, sums[key].overdue + overdue)
    return Workload(dict(officers), dict(units))
