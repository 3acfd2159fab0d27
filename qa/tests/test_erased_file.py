"""What was erased is not in the database's file any more: not in a table, not in a freed page, not in the journal."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from intake.models import Attachment
from intake.models.attachment import private_storage
from qa import services
from qa.models import Question
from qa.rules.reasons import MessageKind
from qa.tests.factories import Office, confirmed_contact

MARKER = "zq7markerzq7"


def on_disk() -> int:
    """How often the marker stands in the file and in what SQLite keeps beside it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = Path(settings.DATABASES["default"]["NAME"])
    files = [file for file in path.parent.glob(f"{path.name}*") if file.is_file()]
    assert files
    return sum(file.read_bytes().lower().count(MARKER.encode()) for file in files)


def long_text(words: int) -> str:
    """Long enough to fill pages of their own, which are then freed as a whole."""
    return f"{MARKER} " + f"Сұрақ {MARKER} " * words


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_of_an_erased_question_is_left_in_the_file() -> None:
    office = Office()
    question = office.in_progress(text=long_text(200), contact=confirmed_contact(f"{MARKER}@example.org"))
    question.messages.create(kind=MessageKind.REPLY, role="citizen", text=long_text(800))
    services.answer_save_draft(question=question, actor=office.officer, text=f"<p>{long_text(300)}</p>")
    file = Attachment(owner=question.reference, name=f"{MARKER}.txt", kind="txt", size=1)
    file.file.save("a.txt", ContentFile(MARKER.encode()))
    stored = file.file.name or ""
    assert on_disk() > 1000
    services.question_erase(question=Question.objects.get(pk=question.pk))
    assert on_disk() == 0
    assert not private_storage().exists(stored)
