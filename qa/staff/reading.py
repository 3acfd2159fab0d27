"""What the page of a question shows to those who may read it: never a contact's address."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.safestring import SafeString

from intake.models import Attachment
from qa import clock, selectors
from qa.models import AnswerFile, AnswerVersion, Assignment, DraftText, Message, PublishedQuestion, Question
from qa.rules.deadlines import Count
from qa.staff import marking
from qa.staff.columns import marks
from qa.staff.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Reading:
    """One question, ready to be read."""

    text: SafeString
    marks: list[Any]
    standing: Standing
    count: Count
    attachments: list[Attachment]
    messages: list[Message]
    versions: list[AnswerVersion]
    assignments: list[Assignment]
    duplicates: list[Question]
    parts: list[Question]
    published: PublishedQuestion | None
    reachable: bool


def page_of(question: Question) -> Reading:
    """Reads everything about a question: as many queries for a long history as for a short one."""
    messages = question.messages.filter(erased_at__isnull=True).select_related("author", "assignment__agency")
    saved = DraftText.objects.defer("text", "public_text").select_related("saved_by").order_by("-number")
    versions = question.versions.select_related("author", "last_editor", "approved_by").order_by("-number")
    kept = AnswerFile.objects.filter(attachment__erased_at__isnull=True).select_related("attachment")
    versions = versions.prefetch_related(Prefetch("saved", queryset=saved), Prefetch("files", queryset=kept))
    parts = question.assignments.select_related("agency", "officer", "suggested_agency")
    return Reading(
        text=marking.marked(question.text),
        marks=marks(question),
        standing=standing(question),
        count=clock.count_of(question),
        attachments=list(Attachment.objects.of(owner_of(question))),
        messages=list(messages),
        versions=list(versions),
        assignments=list(parts),
        duplicates=list(question.duplicates.all()),
        parts=selectors.parts_of(question),
        published=PublishedQuestion.objects.public().filter(question=question).select_related("locale").first(),
        reachable=_holder(question).contact_id is not None,
    )


def _holder(question: Question) -> Question:
    """Who holds the asker's files and address: the whole of which this is a part, else the question itself."""
    return question.parent if question.parent and question.code_fingerprint is None else question


def owner_of(question: Question) -> str:
    """How the attachments of the asker name their owner."""
    return _holder(question).reference
