"""Files of an answer: kept with the draft, carried over to its corrections, erased with the question."""

from collections.abc import Collection, Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import ngettext

from intake import files
from intake.models import Attachment
from intake.services import attachments_erase
from qa.models import AnswerFile, AnswerVersion, Question

MAX_FILES: Final = 5  # of one version


def check(uploads: Iterable[UploadedFile], already: int) -> None:
    """Raises ValidationError with a sentence for each upload that is not taken, or when there are too many."""
    problems = []
    count = already
    for upload in uploads:
        try:
            files.check(upload)
            count += 1
        except ValidationError as error:
            problems.extend(error.messages)
    if count > MAX_FILES:
        message = ngettext("An answer has at most %(n)s file.", "An answer has at most %(n)s files.", MAX_FILES)
        problems.append(message % {"n": MAX_FILES})
    if problems:
        raise ValidationError(problems)


def carry_over(version: AnswerVersion, earlier: AnswerVersion | None) -> None:
    """A new version begins with the files of the one in force."""
    if earlier is not None:
        AnswerFile.objects.bulk_create(
            AnswerFile(version=version, attachment_id=file.attachment_id, for_asker_only=file.for_asker_only)
            for file in earlier.files.filter(attachment__erased_at__isnull=True)
        )


def keep(version: AnswerVersion, uploads: Iterable[UploadedFile], *, for_asker_only: bool) -> None:
    """Adds checked uploads to the version. Raises ValidationError for one that does not pass."""
    for upload in uploads:
        checked = files.check(upload)
        row = Attachment(owner=_owner(version.question), name=checked.name, kind=checked.kind, size=checked.size)
        row.file.save(checked.name, ContentFile(checked.content), save=True)
        AnswerFile.objects.create(version=version, attachment=row, for_asker_only=for_asker_only)


def drop(version: AnswerVersion, attachments: Collection[int]) -> None:
    """Takes files out of the version; one that no other version holds is erased."""
    dropped = version.files.filter(attachment__in=attachments)
    keys = list(dropped.values_list("attachment", flat=True))
    dropped.delete()
    attachments_erase(Attachment.objects.filter(pk__in=keys, answer_files__isnull=True))


def erase(question: Question, *, keep_for_others: bool) -> None:
    """Erases the files of all answers of a question; those that others read in the answer in force may stay."""
    rows = Attachment.objects.of(_owner(question))
    if keep_for_others:
        kept = AnswerFile.objects.in_force(question).for_others().values_list("attachment", flat=True)
        rows = rows.exclude(pk__in=list(kept))
    attachments_erase(rows)


def _owner(question: Question) -> str:
    return f"answer:{question.pk}"
