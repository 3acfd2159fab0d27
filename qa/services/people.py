"""What the manager of an agency arranges: its units, who sits in which, and who stands in for whom."""

from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from directory.models import Agency, Unit
from portal import events
from portal.users import User
from qa.models import Absence, Membership
from qa.rules.states import Role

KIND: Final = "agency"  # how events name their subject


class ArrangementRefused(Exception):  # noqa: N818 a rule's answer, not a fault
    """The arrangement would break a rule; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def absence_add(
    *, agency: Agency, officer: User, substitute: User, since: date, until: date, actor: Any, role: Role
) -> Absence:
    """`substitute` stands in for `officer` from `since` up to and including `until`.

    Raises ArrangementRefused: "not_in_the_agency", "themselves", "backwards", "over" (all of it is past),
    "already_away", "substitute_away", "stands_in" (the officer stands in for someone on one of these days).
    """
    # One arrangement at a time in an agency: two made at once could each be right and both wrong together.
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    _refuse_if(officer.pk == substitute.pk, "themselves")
    _refuse_if(until < since, "backwards")
    _refuse_if(until < timezone.localdate(), "over")
    there = Membership.objects.filter(agency=agency, user__in=[officer.pk, substitute.pk], user__is_active=True)
    _refuse_if(there.values("user").distinct().count() != 2, "not_in_the_agency")
    meeting = Absence.objects.filter(agency=agency).meeting(since, until)
    _refuse_if(meeting.filter(officer=officer).exists(), "already_away")
    _refuse_if(meeting.filter(officer=substitute).exists(), "substitute_away")
    _refuse_if(meeting.filter(substitute=officer).exists(), "stands_in")
    absence = Absence.objects.create(agency=agency, officer=officer, substitute=substitute, since=since, until=until)
    _record(agency, "absence_add", actor, role, officer=officer.pk, substitute=substitute.pk, since=since, until=until)
    return absence


@transaction.atomic
def absence_end(*, absence: Absence, actor: Any, role: Role) -> None:
    """Whoever was away is back today: one that has not begun is taken away, one that is over stays as it was."""
    today = timezone.localdate()
    found = Absence.objects.select_for_update().filter(pk=absence.pk, until__gte=today).first()
    if found is None:
        return
    _record(found.agency, "absence_end", actor, role, officer=found.officer_id, since=found.since)
    if found.since >= today:
        found.delete()
    else:
        found.until = today - timedelta(days=1)
        found.save(update_fields=["until"])


@transaction.atomic
def seat_change(*, agency: Agency, user: User, unit: Unit | None, actor: Any, role: Role) -> None:
    """Puts someone of the agency into one of its units, or into none. Raises ArrangementRefused otherwise."""
    _refuse_if(unit is not None and unit.agency_id != agency.pk, "not_a_unit_there")
    moved = Membership.objects.filter(agency=agency, user=user).update(unit=unit)
    _refuse_if(not moved, "not_in_the_agency")
    _record(agency, "seat_change", actor, role, user=user.pk, unit=unit.pk if unit else None)


@transaction.atomic
def unit_save(*, agency: Agency, unit: Unit, actor: Any, role: Role) -> Unit:
    """Keeps a new or a renamed unit of the agency. Raises ArrangementRefused for a name that is taken there."""
    taken = Unit.objects.filter(agency=agency, name_kk=unit.name_kk).exclude(pk=unit.pk)
    _refuse_if(taken.exists(), "name_taken")
    unit.agency = agency
    unit.save()
    _record(agency, "unit_save", actor, role, unit=unit.pk)
    return unit


def _refuse_if(condition: bool, code: str) -> None:
    if condition:
        raise ArrangementRefused(code)


def _record(agency: Agency, code: str, actor: Any, role: Role, **data: Any) -> None:
    said = {key: value.isoformat() if isinstance(value, date) else value for key, value in data.items()}
    events.record(KIND, agency.pk, code, role=role, actor=actor, **said)
