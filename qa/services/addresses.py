"""Where the asker is written to: another address, or none any more. The question itself does not change by it."""

from django.db import transaction

from intake.contacts import contact_add, contact_erase
from intake.models import Contact
from portal import events
from qa.models import Question
from qa.rules.states import Role
from qa.services.act import KIND

CHANGED = "change_address"  # the code of the event


def holder_of(question: Question) -> Question:
    """Who holds the address: the whole of which the question is a part, else itself."""
    return question.parent if question.parent is not None and question.code_fingerprint is None else question


@transaction.atomic
def question_change_address(*, question: Question, email: str, language: str) -> Contact | None:
    """Notices go to `email` once it is confirmed; with an empty one they stop. The old address is erased."""
    row = Question.objects.select_for_update().get(pk=holder_of(question).pk)
    if row.erased_at is not None:
        return None
    old, new = row.contact, contact_add(email, language) if email else None
    if old is None and new is None:
        return None
    Question.objects.filter(pk=row.pk).update(contact=new)
    if old is not None:
        contact_erase(old)
    events.record(KIND, row.pk, CHANGED, role=Role.CITIZEN)
    return new
