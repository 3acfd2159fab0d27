"""The one way in which a question changes: lock the row, ask the rules, change, save, write one event."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from portal import events, text
from portal.events import Event
from qa import announcing, clock
from qa.guards import Case
from qa.models import AnswerVersion, Assignment, Lease, Message, Question
from qa.permissions import roles_on
from qa.rules import states
from qa.rules.following import news
from qa.rules.reasons import MessageKind
from qa.rules.states import Role, State, Status, Verb, VersionState, Visibility
from qa.rules.transitions import VerbRefused, decide

CITIZEN = frozenset({Role.CITIZEN})
AUTOMATION = frozenset({Role.AUTOMATION})
KIND = "question"  # how events name their subject


class StaleVersion(Exception):  # noqa: N818 a state of affairs: someone was faster
    """The question has changed since the page was made. Carries both versions, so that a screen can show both texts."""

    def __init__(self, question: Question, expected: int) -> None:
        super().__init__(f"{question}: version {question.version}, not {expected}")
        self.question = question
        self.expected = expected
        self.found = question.version


@dataclass
class Act:
    """One verb being done to one locked question. `question` is the fresh row: change it, then `finish`."""

    verb: Verb
    question: Question
    role: Role
    actor: Any
    at: datetime
    before: State
    after: State
    case: Case = field(repr=False)
    was_seen_by: Visibility = Visibility.PRIVATE

    @property
    def today(self) -> date:
        return clock.day_of(self.at)

    @property
    def lead(self) -> Assignment | None:
        """The active lead assignment."""
        return self.question.assignments.active().leads().first()

    @property
    def open_version(self) -> AnswerVersion | None:
        return self.case.open_version

    def refuse_if(self, condition: Any, code: str) -> None:
        """Raises VerbRefused with `code` when `condition` is true: for what depends on the words of the caller."""
        if condition:
            raise VerbRefused(self.verb, code)

    def say(self, kind: MessageKind, words: str, *, assignment: Assignment | None = None, needed: bool = True) -> None:
        """Keeps free text beside the event. Raises VerbRefused("text_missing") when it is needed and empty."""
        words = text.clean(words)
        self.refuse_if(needed and not words, "text_missing")
        if words:
            Message.objects.create(
                question=self.question,
                assignment=assignment,
                kind=kind,
                author=self.actor,
                role=self.role,
                text=words,
                at=self.at,
            )

    def finish(self, **data: Any) -> Event:
        """Moves the question to its new state, saves it, and writes the event with `data` (codes, keys, dates)."""
        self._move()
        self.question.version += 1
        self.question.save()
        data = {key: value for key, value in data.items() if value is not None}
        if self.after != self.before:
            data |= {"from": str(self.before), "to": str(self.after)}
        event = events.record(KIND, self.question.pk, self.verb, role=self.role, actor=self.actor, at=self.at, **data)
        seen_by, moved = Visibility(self.question.visibility), self.after != self.before
        heard = news(self.verb, before=self.was_seen_by, after=seen_by, moved=moved)
        if heard is not None:
            announcing.tell_followers(event, self.question, heard)
        return event

    def _move(self) -> None:
        if self.after == self.before:
            return
        question = self.question
        question.status = self.after.status
        question.close_reason = self.after.reason or ""
        question.status_since = self.at
        question.closed_at = self.at if self.after.status is Status.CLOSED else None
        if self.after in states.WAITING_FOR_ASKER:
            question.resume_status = question.resume_status or self.before.status
        else:
            question.resume_status = ""
        if self.before in states.IN_MODERATION and self.after not in states.IN_MODERATION:
            Lease.objects.filter(question=question).delete()  # whoever moved it on, nobody has it in hand any more
        if self.before == states.IN_APPROVAL and self.after != states.ANSWERED:
            question.versions.filter(state=VersionState.IN_APPROVAL).update(state=VersionState.DRAFT)


def begin(
    verb: Verb,
    question: Question,
    *,
    by: Any = None,
    roles: Set[Role] | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Act:
    """Locks the question and asks the rules. Call it in a transaction.

    `by` is a member of staff, whose roles are looked up; for the asker and the clock give `roles`. Raises StaleVersion
    when the question is no longer at `version`, VerbRefused when the table or a guard says no.
    """
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    if version is not None and version != fresh.version:
        raise StaleVersion(fresh, version)
    at = at or timezone.now()
    case = Case(fresh, by, at)
    line, role = decide(fresh.state, verb, roles if roles is not None else roles_on(by, fresh), case.holds)
    resume = State(Status(fresh.resume_status)) if fresh.resume_status else None
    return Act(
        verb, fresh, role, by, at, fresh.state, line.leads_to(fresh.state, resume), case, Visibility(fresh.visibility)
    )


def start_pause(question: Question, day: date) -> None:
    """From `day` on we wait for the asker."""
    question.pauses.create(round=question.round, since=day)


def end_pause(question: Question, day: date) -> None:
    """Ends the waiting for the asker, if we wait, and recounts the date."""
    if question.pauses.filter(until__isnull=True).update(until=day):
        clock.recount(question)


def end_assignments(question: Question, state: states.AssignmentState, at: datetime) -> None:
    """Takes the question from the agencies that have it."""
    question.assignments.active().update(state=state, ended_at=at)
