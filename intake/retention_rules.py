"""What intake keeps for a time: unsent forms, addresses nobody confirmed, files without a row, counters, challenges."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from intake import challenges, contacts, limits, services
from intake.models import Contact, Counter, Draft
from portal.retention import Rule


def _unconfirmed(before: datetime) -> Any:
    return Contact.objects.live().filter(verified_at__isnull=True, created_at__lt=before)


def _erase_unconfirmed(before: datetime, limit: int) -> int:
    late = list(_unconfirmed(before)[:limit])
    for contact in late:
        contacts.contact_erase(contact)
    return len(late)


def _counters(before: datetime) -> Any:
    return Counter.objects.filter(since__lt=before)


def _erase_counters(before: datetime, limit: int) -> int:
    keys = list(_counters(before).values_list("pk", flat=True)[:limit])
    return int(Counter.objects.filter(pk__in=keys).delete()[0])


RULES: Final = (
    # A draft carries the moment of its end itself: 24 hours after its writer's last step.
    Rule(
        "drafts", _("Unsent questions and reports"), 1, lambda before: Draft.objects.expired().count(),
        lambda before, limit: services.drafts_erase_expired(), fixed=True,
    ),
    Rule(
        "unconfirmed", _("E-mail addresses that nobody confirmed"), contacts.KEPT_UNCONFIRMED.days,
        lambda before: _unconfirmed(before).count(), _erase_unconfirmed,
    ),
    Rule(
        "counters", _("Counters of the limits"), limits.KEPT.days, lambda before: _counters(before).count(),
        _erase_counters, fixed=True,
    ),
    Rule(
        "challenges", _("Work given to suspicious senders"), 1, lambda before: challenges.past(before).count(),
        challenges.prune, fixed=True,
    ),
    Rule(
        "stray_files", _("Files that belong to nothing"), 1, lambda before: len(services.stray_files(before)),
        lambda before, limit: services.files_sweep(timedelta(days=1)), fixed=True,
    ),
)  # fmt: skip
