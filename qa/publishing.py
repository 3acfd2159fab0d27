"""Writes the rows that the public reads, and tells search. Called by the services, in their transactions."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Locale, ModelLogEntry, Revision
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    TranslationSource,
)

from qa import archive, clock, richtext
from qa.models import AnswerVersion, PublishedQuestion, Question
from qa.models.answers import SAYS_TOO_MUCH
from qa.rules.reasons import WithholdReason
from qa.rules.states import VersionState, Visibility
from search import changes

SEARCH_KIND = "question"


def write(question: Question, *, at: datetime) -> PublishedQuestion:
    """Brings the row in the question's language in line with the question, live; the other languages get the facts.

    The question must be public, redacted and confirmed. Translations keep their words and are stale from now on
    (`source_version`), until a translator brings them up to date.
    """
    version = question.versions.filter(state=VersionState.PUBLISHED).first()
    words = _words(question, version)
    facts = _facts(question)
    row = PublishedQuestion.objects.filter(question=question, locale__language_code=question.language).first()
    if row is None:
        row = PublishedQuestion(question=question, locale=Locale.objects.get(language_code=question.language), **facts)
        row.source_version = 0
        row.first_published_at = at
    for name, value in facts.items():
        setattr(row, name, value)
    if version and version.change_note:
        row.corrected_at = version.published_at
    changed = row.source_version == 0 or words != _said(row)
    row.title, row.question_text, row.answer, row.correction = words
    row.live, row.has_unpublished_changes = True, False
    if changed:
        row.source_version += 1
        row.last_published_at = at
    row.save()
    others = _rows(question).exclude(pk=row.pk)
    others.update(**facts, corrected_at=row.corrected_at)
    if changed:
        if version and version.hides_earlier:
            archive.hide(question)
            others.update(live=False)
        archive.keep(row, version.change_note if version else "", at=at)
        _mark_source_changed(row)
    note(question)
    return row


def _words(question: Question, version: AnswerVersion | None) -> tuple[str, str, str, str]:
    """What the row in the question's own language says: title, question, answer, what was corrected."""
    answer = richtext.stored(version.public_text or version.text) if version else ""
    return question.public_title, question.public_text, answer, version.change_note if version else ""


def _said(row: PublishedQuestion) -> tuple[str, str, str, str]:
    return row.title, row.question_text, row.answer, row.correction


def _facts(question: Question) -> dict[str, Any]:
    """What has no words and is the same in every language."""
    lead = question.assignments.active().leads().select_related("agency").first()
    in_force = question.versions.filter(state=VersionState.PUBLISHED).only("valid_until").first()
    versions = question.versions.filter(published_at__isnull=False).order_by("number")
    return {
        **_clock_facts(question),
        "number": question.number,
        "topic": question.topic,
        "region": question.region,
        "agency": lead.agency if lead else None,
        "asked_at": question.asked_at,
        "routed_at": lead.created_at if lead else None,
        "answered_at": question.answered_at,
        "answer_dates": [at.isoformat() for at in versions.values_list("published_at", flat=True) if at],
        "working_days": question.working_days,
        "asked_too": question.asked_too,
        "valid_until": in_force.valid_until if in_force else None,
        "withheld_at": None,
    }


def _clock_facts(question: Question) -> dict[str, Any]:
    """Until when a waiting question waits and how that was counted; nothing for one that does not wait."""
    if not question.is_open:
        return {"clock_from": None, "due_on": None, "extended_by": 0, "paused_by": 0, "paused_since": None}
    count = clock.count_of(question)
    pause = next((pause for pause in question.pauses.all() if pause.until is None), None)
    return {
        "clock_from": question.clock_from,
        "due_on": question.due_on,
        "extended_by": count.extension,
        "paused_by": count.paused,
        "paused_since": pause.since if pause else None,
    }


def _mark_source_changed(row: PublishedQuestion) -> None:
    """Where translation has begun, the source is read anew, so that translators see what is out of date."""
    source = TranslationSource.objects.filter(
        object_id=row.translation_key, specific_content_type=ContentType.objects.get_for_model(PublishedQuestion)
    ).first()
    if source is not None:
        source.update_from_db()


def keep_facts(question: Question) -> None:
    """Copies dates, agency and the like to the rows of a public question, in every language."""
    if question.visibility == Visibility.PUBLIC:
        _rows(question).update(**_facts(question))
        note(question)


def take_down(question: Question, reason: WithholdReason, *, at: datetime) -> None:
    """A public question becomes a tombstone in every language; search forgets it at once. The caller saves it.

    What everyone read of the answer stays for those who were merged into it, unless that is why it goes.
    """
    if reason not in SAYS_TOO_MUCH and question.duplicates.exists():
        question.versions.filter(state=VersionState.PUBLISHED, public_text="").update(public_text=F("text"))
    if reason in SAYS_TOO_MUCH:
        archive.hide(question)
    question.visibility, question.withhold_reason = Visibility.WITHHELD, reason
    _rows(question).update(live=False, withheld_at=at)
    note(question)


def put_back(question: Question) -> None:
    """A tombstone becomes the page again, in every language that had been published.

    The caller saves the question and then calls `write`, since something may have changed in between. Where it was
    taken down for what it says and says something else now, the translations still say the old: they wait for theirs.
    """
    rows = _rows(question).filter(first_published_at__isnull=False)
    source = rows.filter(locale__language_code=question.language).first()
    version = question.versions.filter(state=VersionState.PUBLISHED).first()
    if question.withhold_reason in SAYS_TOO_MUCH and source and _said(source) != _words(question, version):
        rows = rows.filter(pk=source.pk)
    question.visibility, question.withhold_reason = Visibility.PUBLIC, ""
    _rows(question).update(withheld_at=None)
    rows.update(live=True)


def forget(question: Question) -> None:
    """Empties the public words in every language: rows, drafts, revisions, and what translators worked on."""
    archive.forget(question)
    rows = _rows(question)
    keys = {str(key) for key in rows.values_list("translation_key", flat=True)}
    content_type = ContentType.objects.get_for_model(PublishedQuestion)
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    rows.update(title="", question_text="", answer="", correction="", latest_revision=None, live_revision=None)
    Revision.objects.filter(content_type=content_type, object_id__in=ids).delete()
    ModelLogEntry.objects.filter(content_type=content_type, object_id__in=ids).update(label=question.number)
    strings = {*StringSegment.objects.filter(source__object_id__in=keys).values_list("string", flat=True)}
    strings |= {*StringTranslation.objects.filter(context__object_id__in=keys).values_list("translation_of", flat=True)}
    # The segments go first: they hold on to their contexts, and those to the object.
    TranslationSource.objects.filter(object_id__in=keys).delete()
    TranslatableObject.objects.filter(translation_key__in=keys).delete()
    # Strings are shared by everything translated: what something else still says stays.
    String.objects.filter(pk__in=strings, segments__isnull=True).delete()
    note(question)


def note(question: Question) -> None:
    """Tells search that the rows of the question changed, appeared or went."""
    changes.note(SEARCH_KIND, _rows(question).values_list("pk", flat=True))


def _rows(question: Question) -> Any:
    return PublishedQuestion.objects.filter(question=question)
