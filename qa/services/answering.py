"""What an agency does: accept, return, draft, contribute, submit for approval, approve, correct."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from directory.models import Agency, Unit
from qa import absences, clock, notifications, permissions, publishing, richtext
from qa.models import AnswerVersion, DraftText, Membership, Question
from qa.rules import states, validity
from qa.rules.reasons import MessageKind, ReassignReason, ReturnReason
from qa.rules.states import AssignmentRole, AssignmentState, Role, Verb, VersionState, Visibility
from qa.services import clusters, publication
from qa.services import files as answer_files
from qa.services.act import Act, begin, end_assignments

RETURNS_TOO_OFTEN: Final = 2  # the coordinator looks at a question that came back so many times


@transaction.atomic
def question_accept(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """The agency takes the question on; whoever accepts it is in charge of it, or the officer they stand in for."""
    act = begin(Verb.ACCEPT, question, by=actor, version=version, at=at)
    for lead in act.question.assignments.active().leads():
        lead.officer_id, lead.state = absences.in_charge(actor, lead.agency_id), AssignmentState.ACCEPTED
        seat = Membership.objects.filter(user=lead.officer_id, agency=lead.agency_id, unit__isnull=False).first()
        lead.unit_id = seat.unit_id if seat else lead.unit_id
        lead.save(update_fields=["officer", "state", "unit"])
    event = act.finish()
    notifications.tell_asker(event, act.question, "accepted", due=act.question.due_on)
    return act.question


@transaction.atomic
def question_return(
    *,
    question: Question,
    actor: Any,
    reason: ReturnReason,
    text: str,
    suggested: Agency | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """The agency gives the question back: why, and whose it may be. The clock runs on."""
    act = begin(Verb.RETURN, question, by=actor, version=version, at=at)
    lead = act.lead
    act.say(MessageKind.RETURN, text, assignment=lead)
    act.question.assignments.active().leads().update(return_reason=ReturnReason(reason), suggested_agency=suggested)
    end_assignments(act.question, AssignmentState.RETURNED, act.at)
    returns = act.question.assignments.returned_by_leads().count()
    event = act.finish(
        returns=returns,
        reason=ReturnReason(reason),
        agency=lead.agency.key if lead else None,
        suggested=suggested.key if suggested else None,
        rule=lead.rule_id if lead else None,
    )
    if returns >= RETURNS_TOO_OFTEN:
        notifications.tell_role(event, act.question, Role.COORDINATOR, "staff_returned_again")
    publishing.keep_facts(act.question)
    return act.question


@transaction.atomic
def question_reassign(
    *,
    question: Question,
    actor: Any,
    officer: Any = None,
    unit: Unit | None = None,
    reason: ReassignReason,
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """Hands the question to another officer of the same agency, or to a unit of it without one yet.

    Refused when the officer or the unit are none of that agency's, or when neither is given.
    """
    act = begin(Verb.REASSIGN, question, by=actor, version=version, at=at)
    agency = act.lead.agency_id if act.lead else None
    act.refuse_if(officer is None and unit is None, "nobody_named")
    act.refuse_if(unit is not None and unit.agency_id != agency, "not_a_unit_there")
    if officer is not None:
        seat = officer.memberships.filter(agency=agency, role=Role.OFFICER).select_related("unit").first()
        act.refuse_if(seat is None, "not_an_officer_there")
        unit = unit or seat.unit
    act.question.assignments.active().leads().update(officer=officer, unit=unit)
    event = act.finish(
        reason=ReassignReason(reason), officer=officer.pk if officer else None, unit=unit.pk if unit else None
    )
    notifications.tell_agency(event, act.question, "staff_routed", due=act.question.due_on)
    return act.question


@transaction.atomic
def contribution_submit(
    *, question: Question, actor: Any, text: str, version: int | None = None, at: datetime | None = None
) -> Question:
    """A co-executor gives the lead what they know; the lead's officer works it into the draft."""
    act = begin(Verb.CONTRIBUTE, question, by=actor, version=version, at=at)
    agencies = permissions.agencies_of(actor, Role.OFFICER)
    mine = act.question.assignments.active().filter(role=AssignmentRole.CO_EXECUTOR, agency__in=agencies)
    act.say(MessageKind.CONTRIBUTION, text, assignment=mine.first())
    mine.update(state=AssignmentState.CONTRIBUTED)
    event = act.finish()
    notifications.tell_agency(event, act.question, "staff_new_information")
    return act.question


@dataclass(frozen=True, slots=True)
class Files:
    """What is to change of an answer's files: uploads for all who read it, for the asker alone, and which go (keys)."""

    for_all: Collection[UploadedFile] = ()
    for_asker: Collection[UploadedFile] = ()
    gone: Collection[int] = ()


@transaction.atomic
def answer_save_draft(
    *,
    question: Question,
    actor: Any,
    text: str,
    public_text: str = "",
    valid_until: date | None = None,
    files: Files | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> AnswerVersion:
    """Keeps the draft of the answer: rich text, cleaned. `public_text` only where everyone must read it differently."""
    act = begin(Verb.SAVE_DRAFT, question, by=actor, version=version, at=at)
    draft = _save(act, text, public_text, valid_until=valid_until, changed=files)
    act.finish(answer=draft.number)
    return draft


@transaction.atomic
def answer_correct(
    *,
    question: Question,
    actor: Any,
    text: str,
    change_note: str,
    public_text: str = "",
    hides_earlier: bool = False,
    valid_until: date | None = None,
    files: Files | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> AnswerVersion:
    """Drafts the next version of a given answer; `change_note` tells those who have the old one what changes.

    `hides_earlier` when the old text holds personal data: once this one is approved, nobody reads it any more.
    """
    act = begin(Verb.CORRECT, question, by=actor, version=version, at=at)
    note = change_note.strip()[:500]
    act.refuse_if(not note, "change_note_missing")
    draft = _save(act, text, public_text, change_note=note, valid_until=valid_until, changed=files)
    if draft.hides_earlier != hides_earlier:
        draft.hides_earlier = hides_earlier
        draft.save(update_fields=["hides_earlier"])
    act.finish(answer=draft.number)
    return draft


def _save(
    act: Act,
    text: str,
    public_text: str,
    *,
    change_note: str = "",
    valid_until: date | None = None,
    changed: Files | None = None,
) -> AnswerVersion:
    """Writes the open version, or begins one."""
    cleaned = richtext.stored(text).strip()
    act.refuse_if(not richtext.says_something(cleaned), "text_missing")
    draft = act.open_version
    begun = draft is None
    if draft is None:
        last = act.question.versions.aggregate(last=Max("number"))["last"] or 0
        draft = AnswerVersion(question=act.question, number=last + 1, author=act.actor, created_at=act.at)
    draft.text, draft.public_text = cleaned, richtext.stored(public_text).strip()
    draft.change_note = change_note or draft.change_note
    draft.valid_until = valid_until
    draft.last_editor, draft.edited_at = act.actor, act.at
    draft.save()
    _keep(draft)
    if begun:
        answer_files.carry_over(draft, act.question.versions.filter(state=VersionState.PUBLISHED).first())
    _change_files(draft, changed or Files())
    return draft


def _change_files(draft: AnswerVersion, changed: Files) -> None:
    answer_files.drop(draft, changed.gone)
    answer_files.keep(draft, changed.for_all, for_asker_only=False)
    answer_files.keep(draft, changed.for_asker, for_asker_only=True)


def _keep(draft: AnswerVersion) -> None:
    """Adds what was saved to the texts of the version, unless it is what the last of them says."""
    last = draft.saved.last()
    if last is None or not last.says(draft):
        DraftText.objects.create(
            version=draft,
            number=last.number + 1 if last else 1,
            text=draft.text,
            public_text=draft.public_text,
            change_note=draft.change_note,
            saved_by=draft.last_editor,
            saved_at=draft.edited_at,
        )


@transaction.atomic
def answer_submit(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Hands the draft, or the correction, to the approver."""
    act = begin(Verb.SUBMIT_ANSWER, question, by=actor, version=version, at=at)
    _refuse_to_forget_others(act)
    draft = _set_state(act, VersionState.IN_APPROVAL)
    event = act.finish(answer=draft.number)
    notifications.tell_agency(event, act.question, "staff_to_approve", Role.APPROVER, due=act.question.due_on)
    return act.question


@transaction.atomic
def answer_take_back(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """The drafter wants to change what they submitted."""
    act = begin(Verb.TAKE_BACK, question, by=actor, version=version, at=at)
    draft = _set_state(act, VersionState.DRAFT)
    act.finish(answer=draft.number)
    return act.question


@transaction.atomic
def answer_send_back(
    *, question: Question, actor: Any, text: str, version: int | None = None, at: datetime | None = None
) -> Question:
    """The approver wants something changed, and says what."""
    act = begin(Verb.SEND_BACK, question, by=actor, version=version, at=at)
    act.say(MessageKind.COMMENT, text, assignment=act.lead)
    draft = _set_state(act, VersionState.DRAFT)
    event = act.finish(answer=draft.number)
    notifications.tell_agency(event, act.question, "staff_sent_back", due=act.question.due_on)
    return act.question


def _set_state(act: Act, state: VersionState) -> AnswerVersion:
    draft = act.open_version
    assert draft is not None, "the guards of the table ask for an open version"
    draft.state = state
    draft.save(update_fields=["state"])
    return draft


@transaction.atomic
def answer_approve(
    *, question: Question, actor: Any, version: int | None = None, at: datetime | None = None
) -> Question:
    """Puts the submitted version in force: the asker gets it, and the public too where that was agreed and confirmed.

    Everyone whose question was merged into this one gets what others may read of it; a correction goes to all who got
    the old text.
    """
    act = begin(Verb.APPROVE, question, by=actor, version=version, at=at)
    answered = act.question
    _refuse_to_forget_others(act)
    answered.versions.filter(state=VersionState.PUBLISHED).update(state=VersionState.SUPERSEDED)
    approved = _set_state(act, VersionState.PUBLISHED)
    approved.approved_by, approved.published_at = actor, act.at
    approved.save(update_fields=["approved_by", "published_at"])
    correction = act.before in states.HAS_ANSWER
    if not correction:
        answered.answered_at = act.at
        answered.working_days = _days_taken(answered, act)
    event = act.finish(answer=approved.number, working_days=None if correction else answered.working_days)
    mail = "corrected" if correction else "answered"
    notifications.tell_asker(event, answered, mail, date=act.today)
    if answered.visibility == Visibility.PUBLIC:
        publishing.write(answered, at=act.at)
    elif not correction and answered.may_be_public and answered.visibility == Visibility.PRIVATE:
        answered = publication.publish_approved(answered, at=act.at)
    approved.question = answered
    if approved.for_others:  # nobody is sent to a page that may not show them the answer
        notifications.tell_others_who_asked(event, answered, mail, date=act.today)
    return answered


def _refuse_to_forget_others(act: Act) -> None:
    """Nobody who was merged into the question may end without an answer: it needs a text that they may read."""
    draft = act.open_version
    assert draft is not None, "the guards of the table ask for an open version"
    draft.question = act.question
    act.refuse_if(clusters.leaves_others_without(draft), "others_without_text")


@transaction.atomic
def answer_renew(
    *,
    question: Question,
    actor: Any,
    until: date | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Question:
    """The answer in force is still right: it holds until `until`, or for as long again as it was first given."""
    act = begin(Verb.RENEW, question, by=actor, version=version, at=at)
    in_force = act.question.versions.get(state=VersionState.PUBLISHED)
    day = until or renewed_until(in_force, act.today)
    act.refuse_if(day is None or day <= act.today, "day_is_past")
    in_force.valid_until = day
    in_force.save(update_fields=["valid_until"])
    act.finish(answer=in_force.number, until=day.isoformat() if day else None)
    publishing.keep_facts(act.question)
    return act.question


def renewed_until(in_force: AnswerVersion, today: date) -> date | None:
    """Until when one click extends an answer; None for one that does not expire."""
    if in_force.valid_until is None or in_force.published_at is None:
        return None
    return validity.as_long_again(clock.day_of(in_force.published_at), in_force.valid_until, today)


def _days_taken(question: Question, act: Act) -> int:
    """Working days from the start of the clock to the answer, without the days on which the asker was waited for."""
    calendar = clock.production_calendar()
    waited = clock.count_of(question).paused
    return max(0, calendar.count(question.clock_from, act.today) - waited)
