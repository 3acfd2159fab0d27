"""The order of the routing rules."""

from typing import Any, Final

from django.db import transaction

from portal import events
from qa.models import RoutingRule
from qa.rules.states import Role

KIND: Final = "routing_rule"
STEP: Final = 10  # room between two rules, for one that is put there by its number


@transaction.atomic
def rule_move(*, rule: RoutingRule, actor: Any, role: Role, past: int) -> bool:
    """Swaps a rule with its neighbour `past`; whether it was done. Not, when they are neighbours no longer.

    All rules are numbered anew, so that no two share a number.
    """
    ordered = list(RoutingRule.objects.select_for_update().order_by("order", "pk"))
    places = {row.pk: index for index, row in enumerate(ordered)}
    here, there = places.get(rule.pk), places.get(past)
    if here is None or there is None or abs(here - there) != 1:
        return False
    ordered[here], ordered[there] = ordered[there], ordered[here]
    for index, row in enumerate(ordered, start=1):
        row.order = index * STEP
    RoutingRule.objects.bulk_update(ordered, ["order"])
    events.record(KIND, rule.pk, "move", role=role, actor=actor, past=past)
    return True
