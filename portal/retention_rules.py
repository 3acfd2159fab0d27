"""What the portal floor keeps for a time: the log of the staff, their sessions, and the throttle of signing in."""

from datetime import datetime
from typing import Any, Final

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import append_only
from portal.events import Event
from portal.notices import Notice
from portal.retention import Rule

_ATTEMPTS: Final[tuple[type[models.Model], ...]] = (AccessAttempt, AccessFailureLog, AccessLog)


def of_rows(key: str, label: Any, days: int, rows: Any, *, fixed: bool = False) -> Rule:
    """A rule for plain rows: `rows(before)` is the queryset of those past their time, which are deleted."""

    def erase(before: datetime, limit: int) -> int:
        keys = list(rows(before).values_list("pk", flat=True)[:limit])
        rows(before).model._default_manager.filter(pk__in=keys).delete()
        return len(keys)

    return Rule(key, label, days, lambda before: rows(before).count(), erase, fixed)


def _log(before: datetime) -> Any:
    return Event.objects.audit().filter(at__lt=before)


def _erase_log(before: datetime, limit: int) -> int:
    keys = list(_log(before).order_by("at").values_list("pk", flat=True)[:limit])
    with append_only.erasing():
        Notice.objects.filter(event__in=keys).delete()
        models.QuerySet(Event).filter(pk__in=keys)._raw_delete("default")
    return len(keys)


def _count_attempts(before: datetime) -> int:
    return sum(model._default_manager.filter(attempt_time__lt=before).count() for model in _ATTEMPTS)


def _erase_attempts(before: datetime, limit: int) -> int:
    erased = 0
    for model in _ATTEMPTS:
        keys = list(model._default_manager.filter(attempt_time__lt=before).values_list("pk", flat=True)[:limit])
        erased += model._default_manager.filter(pk__in=keys).delete()[0]
    return erased


RULES: Final = (
    Rule("log", _("The log of the staff"), 1095, lambda before: _log(before).count(), _erase_log),
    Rule("sign_ins", _("Addresses of those who signed in"), 90, _count_attempts, _erase_attempts),
    of_rows(
        "sessions", _("Sessions that have ended"), 1,
        lambda before: Session.objects.filter(expire_date__lt=before), fixed=True,
    ),
)  # fmt: skip
