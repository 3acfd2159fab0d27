"""Putting an urgent banner up, and taking it down. Each leaves a line in the log: who, when, in which languages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from newsroom.models import UrgentBanner
from newsroom.models.banner import PUT_UP
from portal import events, languages
from portal.memory import forget

KIND: Final = "urgent_banner"


class ChangedMeanwhile(Exception):  # noqa: N818 a state of affairs: someone was faster
    """Another banner is up than the one that was looked at."""


def may_put_up(user: Any) -> bool:
    return bool(user.has_perm(PUT_UP))


def up_now() -> UrgentBanner | None:
    """The banner that is up at this moment, by the database."""
    return UrgentBanner.objects.ahead().filter(begins_at__lte=timezone.now()).last()


def in_the_way(begins_at: datetime, ends_at: datetime) -> list[UrgentBanner]:
    """The banners that are up or planned within that time: a new one takes their place."""
    return list(UrgentBanner.objects.ahead().filter(begins_at__lt=ends_at, ends_at__gt=begins_at))


@transaction.atomic
def banner_put_up(
    *,
    actor: Any,
    texts: Mapping[str, str],
    page: Any = None,
    begins_at: datetime | None = None,
    ends_at: datetime,
    seen: frozenset[int] | None = None,
) -> UrgentBanner:
    """Puts a banner over every page, from `begins_at` (None: from now) until `ends_at`, in place of those in its way.

    `seen` are the keys of those that the actor knows to be in the way. Raises PermissionDenied, and ChangedMeanwhile
    when others are by now.
    """
    _allowed(actor)
    begins = begins_at or timezone.now()
    # One at a time: two editors who press at once are put in an order by the rows that are ahead.
    list(UrgentBanner.objects.ahead().select_for_update())
    replaced = in_the_way(begins, ends_at)
    if seen is not None and {banner.pk for banner in replaced} != seen:
        raise ChangedMeanwhile
    for banner in replaced:
        _down(banner, actor, "urgent_replaced")
    made = UrgentBanner.objects.create(
        **{f"text_{code}": texts.get(code, "") for code in languages.CODES},
        page=page, begins_at=begins, ends_at=ends_at, put_up_by=actor,
    )  # fmt: skip
    _record(made, actor, "urgent_put_up", until=ends_at.isoformat(), languages=" ".join(made.texts))
    forget()
    return made


@transaction.atomic
def banner_take_down(*, actor: Any, banner: UrgentBanner) -> bool:
    """Takes a banner down now, or before it begins; False when it is down already. Raises PermissionDenied."""
    _allowed(actor)
    fresh = UrgentBanner.objects.ahead().select_for_update().filter(pk=banner.pk).first()
    if fresh is None:
        return False
    _down(fresh, actor, "urgent_taken_down")
    forget()
    return True


def _allowed(actor: Any) -> None:
    if not may_put_up(actor):
        raise PermissionDenied


def _down(banner: UrgentBanner, actor: Any, code: str) -> None:
    banner.taken_down_at, banner.taken_down_by = timezone.now(), actor
    banner.save(update_fields=["taken_down_at", "taken_down_by"])
    _record(banner, actor, code)


def _record(banner: UrgentBanner, actor: Any, code: str, **data: Any) -> None:
    events.record(KIND, banner.pk, code, role=events.STAFF, actor=actor, **data)
