"""Many questions living beside each other while weeks pass: no sequence of verbs, by whomever, breaks what must hold.

Beside `test_invariants` (one question, one verb after the other): here the clock runs with its own jobs, questions are
merged into each other, split, erased and corrected, and after every step all of them are looked at.
"""

from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal.events import Event
from portal.notices import Notice
from qa import services, tasks
from qa.models import AnswerVersion, PublishedQuestion, Question
from qa.rules import states
from qa.rules.reasons import ExtendReason
from qa.rules.states import CloseReason, Visibility
from qa.rules.transitions import VerbRefused
from qa.tests.factories import Office, confirmed_contact
from qa.tests.test_invariants import STEPS, TO_AN_ANSWER, check

MOST = 5  # questions at a time
PLACES = st.integers(0, MOST - 1)
# Verbs that make a question's life long are drawn more often than those that end it.
ENDS = {"withdraw", "erase", "spam", "reject", "merge the other"}
NAMES = sorted(name for name in STEPS if name not in ENDS | {"merge", "merge the other"})


class Life(RuleBasedStateMachine):
    """The office and its questions; `now` is the clock that everything sees."""

    office: Office

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.now: datetime = timezone.now() - timedelta(days=300)
        self.events = 0
        self.made: list[int] = []
        self.history: dict[int, tuple[Any, ...]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def question(self, place: int) -> Question:
        return Question.objects.get(pk=self.made[place % len(self.made)])

    def do(self, name: str, place: int, other: int = 0) -> None:
        self.office.canonical = self.question(other)  # type: ignore[attr-defined]
        with time_machine.travel(self.now, tick=False):
            try:
                with transaction.atomic():
                    STEPS[name](self.office, self.question(place), self.now)
            except VerbRefused:
                return

    @initialize()
    def first_questions(self) -> None:
        self.ask(True)
        self.ask(False)

    @precondition(lambda self: len(self.made) < MOST)
    @rule(address=st.booleans())
    def ask(self, address: bool) -> None:
        with time_machine.travel(self.now, tick=False):
            contact = confirmed_contact(f"{len(self.made)}@example.org") if address else None
            self.made.append(self.office.submitted(contact=contact, at=self.now).pk)

    @rule(name=st.sampled_from(NAMES), place=PLACES)
    def live(self, name: str, place: int) -> None:
        self.do(name, place)

    @rule(place=PLACES, upto=st.integers(3, len(TO_AN_ANSWER)))
    def towards_an_answer(self, place: int, upto: int) -> None:
        for name in TO_AN_ANSWER[:upto]:
            self.do(name, place)

    @rule(place=PLACES)
    def correct_and_approve(self, place: int) -> None:
        for name in ("correct", "submit answer", "approve"):
            self.do(name, place)

    @rule(place=PLACES, other=PLACES)
    def merge(self, place: int, other: int) -> None:
        self.do("merge", place, other)

    @rule(name=st.sampled_from(sorted(ENDS - {"merge the other"})), place=PLACES)
    def end(self, name: str, place: int) -> None:
        self.do(name, place)

    @rule(place=PLACES, days=st.integers(1, 40))
    def extend(self, place: int, days: int) -> None:
        with time_machine.travel(self.now, tick=False):
            try:
                services.question_extend(
                    question=self.question(place), actor=self.office.approver, working_days=days,
                    reason=ExtendReason.VISIT, text="!", at=self.now,
                )  # fmt: skip
            except VerbRefused:
                return

    @rule(hours=st.sampled_from([1, 20, 72, 24 * 8, 24 * 20]), nights_missed=st.booleans())
    def time_passes(self, hours: int, nights_missed: bool) -> None:
        """The clock's jobs run once at the end, or did not run at all; a second run changes nothing."""
        self.now += timedelta(hours=hours)
        if nights_missed:
            return
        with time_machine.travel(self.now, tick=False):
            self.jobs()
            before = Event.objects.count()
            self.jobs()
            assert Event.objects.count() == before, "a second run of the clock's jobs repeated something"

    @staticmethod
    def jobs() -> None:
        tasks.remind()
        tasks.lapse_unanswered()
        tasks.resolve_answered()

    @invariant()
    def every_question_is_whole(self) -> None:
        for question in Question.objects.all():
            check(question)

    @invariant()
    def nothing_is_taken_back(self) -> None:
        """Events only come, versions only rise, and no question disappears or changes its number."""
        count = Event.objects.count()
        assert count >= self.events
        self.events = count
        now = {pk: (number, version) for pk, number, version in Question.objects.values_list("pk", "number", "version")}
        for pk, (number, version) in self.history.items():
            assert now[pk][0] == number
            assert now[pk][1] >= version
        self.history = now

    @invariant()
    def clusters_are_flat_and_alive(self) -> None:
        duplicates = Question.objects.filter(duplicate_of__isnull=False).select_related("duplicate_of")
        for question in duplicates:
            canonical = question.duplicate_of
            assert canonical is not None
            assert canonical.duplicate_of_id is None
            dead = canonical.close_reason in {CloseReason.WITHDRAWN, CloseReason.REJECTED, CloseReason.SPAM}
            answered = canonical.versions.exclude(published_at=None).exists()
            assert answered or not dead or question.erased_at, f"{question} waits for {canonical}, which has ended"

    @invariant()
    def nobody_approved_their_own_text(self) -> None:
        assert not AnswerVersion.objects.filter(approved_by=F("last_editor")).exists()

    @invariant()
    def what_is_erased_is_gone(self) -> None:
        for question in Question.objects.filter(erased_at__isnull=False):
            assert not question.messages.exclude(text="").exists()
            assert not question.versions.exclude(text="").exists()
            assert question.state not in states.OPEN
            assert question.visibility != Visibility.PUBLIC
        assert not PublishedQuestion.objects.public().filter(question__erased_at__isnull=False).exists()

    @invariant()
    def nobody_is_told_twice_of_one_thing(self) -> None:
        told = list(Notice.objects.values_list("event", "recipient", "channel"))
        assert len(told) == len(set(told))


def test_no_life_of_many_questions_breaks_an_invariant(office: Office) -> None:
    Life.office = office
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=22,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
