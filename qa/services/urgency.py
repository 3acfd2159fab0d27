"""Hints that a question may be urgent: written when its words come in, answered by a person, acting on nothing."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from portal import events
from qa.models import Question, UrgencyHint
from qa.rules import urgency
from qa.rules.states import Role
from qa.services.act import KIND

NOT_URGENT: Final = "not_urgent"  # the code of the event


def urgency_hint(question: Question, text: str) -> None:
    """Keeps the words of `text` that sound urgent. New ones bring back a hint that was answered before."""
    found = urgency.words(text)
    if not found:
        return
    hint, created = UrgencyHint.objects.get_or_create(question=question, defaults={"words": list(found)})
    if not created and not set(found) <= set(hint.words):
        hint.words, hint.dismissed_at = list(dict.fromkeys([*hint.words, *found])), None
        hint.save()


@transaction.atomic
def urgency_dismiss(*, question: Question, user: Any, at: datetime | None = None) -> bool:
    """A person looked: not urgent. The hint goes; whether there was one."""
    at = at or timezone.now()
    hint = UrgencyHint.objects.filter(question=question, dismissed_at__isnull=True)
    if not hint.update(dismissed_at=at):
        return False
    events.record(KIND, question.pk, NOT_URGENT, role=Role.MODERATOR, actor=user, at=at)
    return True
