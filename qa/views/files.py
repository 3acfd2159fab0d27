"""The files of answers: for everyone once the answer is public, for its asker at once, for others who were merged."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from intake.downloads import attachment_response
from qa.models import AnswerFile, PublishedQuestion, Question
from qa.models.answers import SAYS_TOO_MUCH
from qa.models.files import AnswerFileQuerySet
from qa.views.tracking import own_question


@require_safe
def public_file(request: HttpRequest, number: str, pk: int) -> FileResponse:
    """A file of an answer that everyone may read."""
    row = get_object_or_404(PublishedQuestion.objects.public().filter(number=number)[:1])
    files = AnswerFile.objects.in_force(row.question_id).for_others().select_related("attachment")
    return attachment_response(get_object_or_404(files, pk=pk).attachment)


@require_safe
def own_file(request: HttpRequest, number: str, pk: int) -> FileResponse:
    """A file of the answer, for who asked; without a pass for the question there is none."""
    question = own_question(request, number)
    if question is None:
        raise Http404
    files = files_for_asker(question).select_related("attachment")
    return attachment_response(get_object_or_404(files, pk=pk).attachment)


def files_for_asker(question: Question) -> AnswerFileQuerySet:
    """What the asker may download: all of their own answer; of another's, into which they were merged, what is for
    others, unless it was taken down for what it says."""
    source = question.duplicate_of or question
    files = AnswerFile.objects.in_force(source)
    if source.pk == question.pk:
        return files
    return files.none() if source.withhold_reason in SAYS_TOO_MUCH else files.for_others()


def of_public(row: PublishedQuestion) -> list[dict[str, Any]]:
    """The files that everyone gets with a published answer."""
    if row.answered_at is None:
        return []
    return listed("qa:answer-file", row.number, AnswerFile.objects.in_force(row.question_id).for_others())


def listed(view: str, number: str, files: AnswerFileQuerySet) -> list[dict[str, Any]]:
    """Files as the answer's component takes them."""
    return [
        {
            "url": reverse(view, args=[number, file.pk]),
            "title": file.attachment.name,
            "size": file.attachment.size,
            "kind": file.attachment.kind,
        }
        for file in files.select_related("attachment")
    ]
