"""What staff see of an asker beyond the question: each look is a line of the log, written before it is shown."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from intake.models import Attachment
from portal import events
from qa import notifications
from qa.models import Question
from qa.permissions import SEE_CONTACTS, roles_on
from qa.rules.reasons import LookReason


@transaction.atomic
def contact_disclose(*, question: Question, actor: Any, reason: LookReason) -> str:
    """The asker's address in plain text, "" when none was left or it is erased. Raises PermissionDenied."""
    held = roles_on(actor, question) & SEE_CONTACTS
    if not held:
        raise PermissionDenied
    contact = notifications.contact_of(question)
    if contact is None or contact.erased_at is not None:
        return ""
    _record("contact", contact.pk, "contact_seen", question, actor, reason=LookReason(reason), capacity=min(held))
    return contact.email()


def attachment_opened(*, question: Question, attachment: Attachment, actor: Any) -> None:
    """Writes down that someone who may see the question opened one of its files."""
    held = roles_on(actor, question)
    capacity = min(held) if held else ""
    _record("attachment", attachment.pk, "attachment_opened", question, actor, capacity=capacity)


def _record(kind: str, pk: int, code: str, question: Question, actor: Any, **data: Any) -> None:
    events.record(kind, pk, code, role=events.STAFF, actor=actor, question=question.number, **data)
