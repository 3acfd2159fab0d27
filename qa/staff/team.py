"""The people and units of one agency as its manager sees them: roles, load, who is away, who stands in."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext

from directory.models import Agency, Unit
from portal import dates, languages
from portal.users import User
from qa import labels, workload
from qa.models import Absence, Membership
from qa.rules.states import Role
from qa.workload import Load


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone of the agency; `away` is their absence of today, if any."""

    user: User
    roles: tuple[Role, ...]
    unit: Unit | None
    load: Load
    away: Absence | None

    @property
    def name(self) -> str:
        return self.user.get_full_name() or self.user.get_username()

    @property
    def role_names(self) -> str:
        return ", ".join(str(labels.ROLE[role]) for role in self.roles)

    @property
    def in_words(self) -> Any:
        """What stands beside the name in a list to choose from."""
        parts = [str(self.unit)] if self.unit else []
        parts.append(str(load_in_words(self.load)))
        if self.away:
            until = dates.short(self.away.until, languages.current())
            parts.append(f"{gettext('away until')}: {until}")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: Unit
    load: Load


@dataclass(frozen=True, slots=True)
class Team:
    """An agency at work. `nobody` is what has no officer yet."""

    colleagues: list[Colleague]
    units: list[UnitRow]
    nobody: Load

    @property
    def officers(self) -> list[Colleague]:
        return [one for one in self.colleagues if Role.OFFICER in one.roles]


def of_agency(agency: Agency) -> Team:
    """Everyone who works there: four queries, however many they are."""
    load = workload.of_agency(agency)
    away = {row.officer_id: row for row in Absence.objects.on(timezone.localdate()).filter(agency=agency)}
    units = list(Unit.objects.filter(agency=agency, active=True))
    by_id = {unit.pk: unit for unit in units}
    seats = Membership.objects.filter(agency=agency, user__is_active=True).select_related("user")
    people: dict[int, list[Membership]] = {}
    for seat in seats.order_by("user__last_name", "user__username", "pk"):
        people.setdefault(seat.user_id, []).append(seat)
    colleagues = [
        Colleague(
            user=rows[0].user,
            roles=tuple(Role(row.role) for row in rows),
            unit=next((by_id[row.unit_id] for row in rows if row.unit_id in by_id), None),
            load=load.of(pk),
            away=away.get(pk),
        )
        for pk, rows in people.items()
    ]
    return Team(colleagues, [UnitRow(unit, load.of_unit(unit.pk)) for unit in units], load.of(None))


def load_in_words(load: Load) -> Any:
    """ "open: 5", and how many of them are overdue."""
    if not load.overdue:
        return format_lazy("{}: {}", pgettext("count", "open"), load.open)
    return format_lazy("{}: {}, {}: {}", pgettext("count", "open"), load.open, gettext("of them overdue"), load.overdue)
