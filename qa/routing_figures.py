"""How the routing rules fared in a period: followed or changed by moderators, returned by agencies, and how soon."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from django.utils import timezone

from qa.models import Assignment, RoutingRule
from qa.rules.states import AssignmentState

PERIODS: Final = (30, 90, 365)  # days


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule in one period; `rule` is None for what no rule spoke of. Shares are per cent, None of nothing.

    `days_to_answer` is the median of working days, `days_to_return` that of days until the agency gave it back; both
    look only at questions that went where the rule said (for no rule: at all of them).
    """

    rule: RoutingRule | None
    suggested: int
    changed: int
    returned: int
    days_to_answer: float | None
    days_to_return: float | None

    @property
    def changed_share(self) -> int | None:
        return round(100 * self.changed / self.suggested) if self.suggested else None

    @property
    def returned_share(self) -> int | None:
        sent = self.suggested - self.changed
        return round(100 * self.returned / sent) if sent else None


_Row = tuple[bool | None, str, datetime, datetime | None, int | None]


def figures(days: int) -> list[RuleFigures]:
    """Every rule in its order, then what no rule spoke of. Two queries, however many questions were routed."""
    since = timezone.now() - timedelta(days=days)
    routed = Assignment.objects.leads().filter(created_at__gte=since)
    # A rule that was deleted since leaves `followed` behind: such rows belong to nobody now.
    rows = routed.values_list("rule", "followed", "state", "created_at", "ended_at", "question__working_days")
    by_rule: dict[int | None, list[_Row]] = defaultdict(list)
    for rule, *row in rows.iterator(chunk_size=5000):
        if rule is not None or row[0] is None:
            by_rule[rule].append(tuple(row))  # type: ignore[arg-type]
    known = RoutingRule.objects.select_related("agency", "unit", "topic", "region")
    return [*(_figures(rule, by_rule[rule.pk]) for rule in known), _figures(None, by_rule[None])]


def _figures(rule: RoutingRule | None, rows: list[_Row]) -> RuleFigures:
    sent = [row for row in rows if row[0] is not False]
    returned = [row for row in sent if row[1] == AssignmentState.RETURNED]
    until_return = [(row[3] - row[2]).total_seconds() / 86400 for row in returned if row[3]]
    until_answer = [row[4] for row in sent if row[4] is not None and row[1] != AssignmentState.RETURNED]
    return RuleFigures(
        rule=rule,
        suggested=len(rows),
        changed=len(rows) - len(sent),
        returned=len(returned),
        days_to_answer=median(until_answer) if until_answer else None,
        days_to_return=round(median(until_return), 1) if until_return else None,
    )
