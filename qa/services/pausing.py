"""Intake is paused and taken up again, for a topic or for all. Who did it, the event tells; why, the row."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal import events
from qa.models import IntakePause
from qa.rules.states import Role

KIND = "intake_pause"


@transaction.atomic
def intake_pause_save(*, pause: IntakePause, actor: Any) -> IntakePause:
    """Writes a new or a changed pause, and its event."""
    code = "changed" if pause.pk else "set"
    if not pause.pk:
        pause.made_by = actor
    pause.save()
    events.record(
        KIND,
        pause.pk,
        code,
        role=Role.COORDINATOR,
        actor=actor,
        topic=pause.topic.key if pause.topic else None,
        since=pause.since.isoformat(),
        until=pause.until.isoformat() if pause.until else None,
    )
    return pause


@transaction.atomic
def intake_pause_end(*, pk: int, actor: Any) -> bool:
    """Ends a pause that is in force at this moment; False when it is not, or no more."""
    now = timezone.now()
    pause = IntakePause.objects.select_for_update(of=("self",)).in_force(now).filter(pk=pk, since__lt=now).first()
    if pause is None:
        return False
    pause.until = now
    intake_pause_save(pause=pause, actor=actor)
    return True
