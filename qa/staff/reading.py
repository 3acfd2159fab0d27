"""What the page of a question shows to those who may read it: never a contact's address."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.safestring import SafeString

from intake.models import Attachment
from qa import clock, routing, selectors
from qa.models import AnswerFile, AnswerVersion, Assignment, DraftText, Message, PublishedQuestion, Question
from qa.rules import states
from qa.rules.deadlines import Count
from qa.rules.reasons import MessageKind
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
    contributions: list[Message]
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
    parts = list(question.assignments.select_related("agency", "unit", "officer", "suggested_agency"))
    question.returns = sum(part.is_return for part in parts)  # type: ignore[attr-defined]
    kept = AnswerFile.objects.filter(attachment__erased_at__isnull=True).select_related("attachment")
    versions = versions.prefetch_related(Prefetch("saved", queryset=saved), Prefetch("files", queryset=kept))
    return Reading(
        text=marking.marked(question.text, _words_of_the_rule(question)),
        marks=marks(question),
        standing=standing(question),
        count=clock.count_of(question),
        attachments=list(Attachment.objects.of(owner_of(question))),
        messages=[message for message in messages if message.kind != MessageKind.CONTRIBUTION],
        contributions=[message for message in messages if message.kind == MessageKind.CONTRIBUTION],
        versions=list(versions),
        assignments=parts,
        duplicates=list(question.duplicates.all()),
        parts=selectors.parts_of(question),
        published=PublishedQuestion.objects.public().filter(question=question).select_related("locale").first(),
        reachable=_holder(question).contact_id is not None,
    )


def _words_of_the_rule(question: Question) -> tuple[str, ...]:
    """The words by which a rule would take the question, while it waits to be sent to an agency."""
    if question.state not in {states.SUBMITTED, states.RETURNED}:
        return ()
    suggestion = routing.suggestion_for(question)
    return suggestion.words if suggestion else ()


def _holder(question: Question) -> Question:
    """Who holds the asker's files and address: the whole of which this is a part, else the question itself."""
    return question.parent if question.parent and question.code_fingerprint is None else question


def owner_of(question: Question) -> str:
    """How the attachments of the asker name their owner."""
    return _holder(question).reference
