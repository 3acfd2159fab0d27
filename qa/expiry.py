"""Answers that age: a review reminder to the agency, once for each date. A missed scan loses nothing."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal import events
from qa import notifications
from qa.escalation import REMIND
from qa.models import AnswerVersion, Reminder
from qa.rules.states import HAS_ANSWER, Role, VersionState
from qa.rules.validity import REMIND_BEFORE
from qa.services.act import KIND

BATCH: Final = 500


def remind_expiring() -> int:
    """Tells the agencies whose answers are about to be out of date; how many answers."""
    soon = timezone.localdate() + timedelta(days=REMIND_BEFORE)
    before = Reminder.objects.filter(
        question=OuterRef("question"), kind=Reminder.Kind.EXPIRY, for_date=OuterRef("valid_until")
    )
    expiring = AnswerVersion.objects.filter(
        state=VersionState.PUBLISHED, valid_until__lte=soon, question__erased_at__isnull=True
    ).exclude(Exists(before))
    versions = expiring.select_related("question").order_by("valid_until", "pk")[:BATCH]
    return sum(_remind(version) for version in versions if version.question.state in HAS_ANSWER)


@transaction.atomic
def _remind(version: AnswerVersion) -> bool:
    assert version.valid_until is not None, "the scan asks for a date"
    _, created = Reminder.objects.get_or_create(
        question=version.question, kind=Reminder.Kind.EXPIRY, for_date=version.valid_until
    )
    if created:
        event = events.record(KIND, version.question_id, REMIND, role=Role.AUTOMATION, reminder=Reminder.Kind.EXPIRY)
        notifications.tell_agency(event, version.question, "staff_expiring", until=version.valid_until)
    return created
