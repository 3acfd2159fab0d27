"""Who stands in for whom today: for permissions, queues and notices."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from qa.models import Absence, Membership
from qa.rules.states import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """One role that someone acts in: their own, or that of `instead_of`, who is away."""

    role: Role
    agency: int | None
    instead_of: int | None = None


_looked_up: ContextVar[dict[int, list[Seat]] | None] = ContextVar("looked_up", default=None)


@contextmanager
def looked_up_once() -> Iterator[None]:
    """While it lasts, `seats_of` asks once for each person: for what changes nothing, such as the making of a page."""
    token = _looked_up.set({})
    try:
        yield
    finally:
        _looked_up.reset(token)


def seats_of(user: Any) -> list[Seat]:
    """The roles of an active user, and those of whoever they stand in for today, in one query.

    Who stands in must still work in that agency, whatever the rows say.
    """
    if user is None or not user.is_active or not user.pk:
        return []
    known = _looked_up.get()
    if known is None:
        return _seats_of(user)
    if user.pk not in known:
        known[user.pk] = _seats_of(user)
    return known[user.pk]


def _seats_of(user: Any) -> list[Seat]:
    away = Absence.objects.on(timezone.localdate()).filter(
        substitute=user.pk, officer=OuterRef("user"), agency=OuterRef("agency")
    )
    rows = Membership.objects.filter(Q(user=user.pk) | Exists(away)).values_list("user", "role", "agency")
    found = [Seat(Role(role), agency, None if owner == user.pk else owner) for owner, role, agency in rows]
    own = {seat.agency for seat in found if seat.instead_of is None}
    return [seat for seat in found if seat.instead_of is None or seat.agency in own]


def in_charge(user: Any, agency: int) -> int:
    """Who is in charge of what someone takes on in an agency: they, or the officer for whom alone they do it."""
    seats = [seat for seat in seats_of(user) if seat.role is Role.OFFICER and seat.agency == agency]
    if any(seat.instead_of is None for seat in seats):
        return int(user.pk)
    return next((seat.instead_of for seat in seats if seat.instead_of), int(user.pk))


def officers_of(user: Any) -> Q:
    """On which assignments someone is in charge, themselves or for someone who is away."""
    mine = Q(officer=user.pk)
    for seat in seats_of(user):
        if seat.instead_of:
            mine |= Q(officer=seat.instead_of, agency=seat.agency)
    return mine


def whose_text_waits_for_another(user: Any) -> dict[int, int]:
    """Agencies in which someone approves only for one person who is away: that person's own text is not theirs to
    approve, since nobody may do for another what the other may not do."""
    seats = [seat for seat in seats_of(user) if seat.role is Role.APPROVER and seat.agency]
    by_agency: dict[int, set[int | None]] = {}
    for seat in seats:
        by_agency.setdefault(seat.agency, set()).add(seat.instead_of)  # type: ignore[arg-type]
    return {
        agency: person
        for agency, people in by_agency.items()
        if len(people) == 1 and (person := next(iter(people))) is not None
    }


def present(users: Iterable[int], agencies: Iterable[int]) -> list[int]:
    """Whom to tell instead of `users`, people of these agencies: whoever is away gives way to who stands in today."""
    wanted = list(users)
    away = Absence.objects.on(timezone.localdate()).filter(officer__in=wanted, agency__in=list(agencies))
    there = Membership.objects.filter(user=OuterRef("substitute"), agency=OuterRef("agency"))
    rows = away.filter(Exists(there), substitute__is_active=True).values_list("officer", "substitute")
    instead = dict(rows)
    return list(dict.fromkeys(instead.get(user, user) for user in wanted))
