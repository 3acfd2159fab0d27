"""How long what is private is kept, and what erases it then: one table of rules, one job, one record of what went.

Apps register their rules when they are ready. A rule's days are the newest row of `RetentionTerm` in force, or the
rule's own; both count back from now. Running it twice erases nothing twice.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

BATCH: Final = 500
SECONDS: Final = 40.0  # less than a job may take: the rest goes with the next run


class RetentionTerm(models.Model):
    """For how many days something is kept, from a date on. The newest row in force counts."""

    key = models.CharField(_("what is kept"), max_length=30)
    days = models.PositiveIntegerField(_("days"))
    in_force_from = models.DateField(_("in force from"))
    basis = models.CharField(_("basis"), max_length=255, blank=True, help_text=_("The act: its name, date and number."))

    class Meta:
        verbose_name = _("storage term")
        verbose_name_plural = _("storage terms")
        ordering = ("key", "-in_force_from")
        constraints = [
            models.UniqueConstraint(fields=["key", "in_force_from"], name="retention_term_once"),
            models.CheckConstraint(condition=models.Q(days__gt=0), name="retention_term_takes_time"),
        ]

    def __str__(self) -> str:
        rule = RULES.get(self.key)
        return f"{rule.label if rule else self.key}: {self.days}"


class Erasure(models.Model):
    """How many were erased by one rule on one day. Only the count is kept."""

    key = models.CharField(max_length=30)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ("-day", "key")
        constraints = [models.UniqueConstraint(fields=["key", "day"], name="erasure_once_a_day")]

    def __str__(self) -> str:
        return f"{self.key} {self.day}: {self.count}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing that is kept for `days`.

    `count(before)` says how many are past their time, `erase(before, limit)` erases at most so many of them and says
    how many. A `fixed` rule has no rows: its time is part of how the portal works.
    """

    key: str
    label: Any
    days: int
    count: Callable[[datetime], int]
    erase: Callable[[datetime, int], int]
    fixed: bool = False


RULES: Final[dict[str, Rule]] = {}


def register(*rules: Rule) -> None:
    """Adds rules; a key that is there already is replaced by the same rule of a second start."""
    RULES.update({rule.key: rule for rule in rules})


@dataclass(frozen=True, slots=True)
class Due:
    """A rule today: its days, the moment before which everything goes, and how many that are."""

    rule: Rule
    days: int
    before: datetime
    count: int


def days_of(rule: Rule, at: datetime) -> int:
    """The days in force: of the newest row, or the rule's own."""
    if rule.fixed:
        return rule.days
    rows = RetentionTerm.objects.filter(key=rule.key, in_force_from__lte=timezone.localdate(at))
    found = rows.order_by("-in_force_from").values_list("days", flat=True).first()
    return rule.days if found is None else found


def due(at: datetime | None = None) -> list[Due]:
    """What would go now; erases nothing."""
    at = at or timezone.now()
    found = []
    for rule in RULES.values():
        days = days_of(rule, at)
        before = at - timedelta(days=days)
        found.append(Due(rule, days, before, rule.count(before)))
    return found


def run(at: datetime | None = None, seconds: float = SECONDS) -> dict[str, int]:
    """Erases what is past its time, batch by batch; how many of each kind. What is left when the time is over goes
    with the next run."""
    at, started = at or timezone.now(), time.monotonic()
    done: dict[str, int] = {}
    for rule in RULES.values():
        before = at - timedelta(days=days_of(rule, at))
        while time.monotonic() - started < seconds:
            erased = _batch(rule, before, at)
            if not erased:
                break
            done[rule.key] = done.get(rule.key, 0) + erased
    return done


@transaction.atomic
def _batch(rule: Rule, before: datetime, at: datetime) -> int:
    """One batch and its count: both or neither."""
    erased = rule.erase(before, BATCH)
    if erased:
        row = Erasure.objects.get_or_create(key=rule.key, day=timezone.localdate(at))[0]
        Erasure.objects.filter(pk=row.pk).update(count=F("count") + erased)
    return erased
