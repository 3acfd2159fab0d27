"""After the answer, and the asker's rights at any time: resolve, reopen, appeal, revoke consent, erase."""

from datetime import datetime

from django.db import transaction

from intake.contacts import contact_erase
from intake.models import Attachment
from intake.opinions import opinions_erase_words
from intake.services import attachments_erase
from qa import clock, notifications, publishing
from qa.models import DraftText, Look, Question, QuestionTerm, UrgencyHint
from qa.opinions import subject_of
from qa.rules.reasons import MessageKind, WithholdReason
from qa.rules.states import NO_REPLY, Verb, Visibility
from qa.services import clusters
from qa.services import files as answer_files
from qa.services.act import AUTOMATION, CITIZEN, Act, begin, end_pause
from qa.services.intake import question_withdraw


@transaction.atomic
def question_resolve(
    *,
    question: Question,
    useful: bool | None = None,
    by_timer: bool = False,
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """Closes an answered question: the asker says so (and whether it was useful), or nobody objected in time."""
    act = begin(Verb.RESOLVE, question, roles=AUTOMATION if by_timer else CITIZEN, version=version, at=at)
    act.finish(useful=useful)
    return act.question


@transaction.atomic
def question_reopen(
    *, question: Question, text: str = "", version: int | None = None, at: datetime | None = None
) -> Question:
    """The asker takes a question up again: after its answer once, with a new date; or after a lapse, where it stood."""
    act = begin(Verb.REOPEN, question, roles=CITIZEN, version=version, at=at)
    reopened = act.question
    after_answer = act.before != NO_REPLY
    act.say(MessageKind.REOPENING, text, needed=after_answer)
    if after_answer:
        reopened.reopened_at = act.at
        reopened.round += 1
        reopened.clock_from = act.today
        reopened.working_days = None
        clock.recount(reopened)
    else:
        end_pause(reopened, act.today)
    event = act.finish(due=reopened.due_on.isoformat(), round=reopened.round)
    notifications.tell_asker(event, reopened, "receipt", due=reopened.due_on)
    notifications.tell_agency(event, reopened, "staff_reopened", due=reopened.due_on)
    publishing.keep_facts(reopened)
    return reopened


@transaction.atomic
def question_appeal(
    *, question: Question, text: str = "", version: int | None = None, at: datetime | None = None
) -> Question:
    """The asker wants another moderator to look at a rejected question; once."""
    act = begin(Verb.APPEAL, question, roles=CITIZEN, version=version, at=at)
    act.say(MessageKind.APPEAL, text, needed=False)
    act.question.appealed_at = act.at
    event = act.finish(barred=act.question.barred_moderator_id)
    notifications.tell_asker(event, act.question, "receipt", due=act.question.due_on)
    return act.question


@transaction.atomic
def question_revoke_consent(*, question: Question, version: int | None = None, at: datetime | None = None) -> Question:
    """The asker no longer agrees to publication: whatever of it is public goes at once."""
    act = begin(Verb.REVOKE_CONSENT, question, roles=CITIZEN, version=version, at=at)
    act.question.consent_revoked_at = act.at
    if act.question.visibility == Visibility.PUBLIC:
        publishing.take_down(act.question, WithholdReason.CONSENT_REVOKED, at=act.at)
    act.finish()
    for part in _parts(act.question):
        if part.consent_revoked_at is None:
            question_revoke_consent(question=part, at=act.at)
    return act.question


@transaction.atomic
def question_erase(
    *, question: Question, by_timer: bool = False, version: int | None = None, at: datetime | None = None
) -> Question:
    """Empties everything the asker wrote or left, the public text included; statistics and the history of codes stay.

    An open question is withdrawn first. The code answers like an unknown one from now on. `by_timer` erases what was
    rejected or was spam, once it has been kept long enough.
    """
    clusters.lock(question)  # before it is looked at: an answer approved meanwhile must not stop the erasure
    if not by_timer and Question.objects.open().filter(pk=question.pk).exists():
        question_withdraw(question=question, version=version, at=at)
        version = None
    act = begin(Verb.ERASE, question, roles=AUTOMATION if by_timer else CITIZEN, version=version, at=at)
    erased = act.question
    if erased.visibility == Visibility.PUBLIC:
        publishing.take_down(erased, WithholdReason.ERASED, at=act.at)
    publishing.forget(erased)
    contact, erased.contact = erased.contact, None
    erased.text = erased.proposed_text = erased.public_title = erased.public_text = erased.code_sealed = ""
    erased.code_fingerprint, erased.token = None, f"erased-{erased.pk}"
    erased.erased_at = act.at
    _erase_texts(act)
    act.finish()
    if contact is not None:
        contact_erase(contact)
    for part in _parts(erased):
        if part.erased_at is None:
            question_erase(question=part, at=act.at)
    return erased


def _erase_texts(act: Act) -> None:
    """Messages, files, readers' words, answers. A public answer stays for those whose questions were merged into it."""
    act.question.messages.update(text="", erased_at=act.at)
    attachments_erase(Attachment.objects.of(act.question.reference))
    opinions_erase_words(subject_of(act.question.number))
    Look.objects.filter(question=act.question).delete()
    for rows in (QuestionTerm, UrgencyHint):
        rows.objects.filter(question=act.question).delete()
    act.question.versions.update(text="", change_note="")
    DraftText.objects.filter(version__question=act.question).erase()
    others = act.question.duplicates.exists()
    answer_files.erase(act.question, keep_for_others=others)
    if not others:
        act.question.versions.update(public_text="")


def _parts(question: Question) -> list[Question]:
    """The parts of a split question: they share its code, so they share its fate."""
    return list(question.children.filter(code_fingerprint__isnull=True))
