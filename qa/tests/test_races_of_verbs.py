"""Verbs that meet in the same moment over real connections: one of them wins, and the loser has changed nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.events import Event
from qa import services
from qa.models import AnswerVersion, Assignment, PublishedQuestion, Question
from qa.rules import states
from qa.rules.states import Verb, VersionState
from qa.services import VerbRefused
from qa.tests.factories import Office, reminded
from qa.tests.test_invariants import check
from qa.tests.test_races import at_once, two_connections  # noqa: F401 a fixture

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("two_connections"),
]


def refused(results: list) -> int:
    return sum(isinstance(result, VerbRefused) for result in results)


def codes_of(question: Question, *verbs: Verb) -> int:
    return Event.objects.filter(subject_kind="question", subject_id=question.pk, code__in=verbs).count()


def test_route_against_route() -> None:
    """Two moderators send it to different agencies: it has one lead."""
    office = Office()
    question = office.submitted()
    results = at_once(
        lambda: services.question_route(question=question, actor=office.moderator, agency=office.agency),
        lambda: services.question_route(question=question, actor=office.other_moderator, agency=office.other_agency),
    )
    assert refused(results) == 1
    assert Assignment.objects.active().leads().filter(question=question).count() == 1
    assert codes_of(question, Verb.ROUTE) == 1


def test_reply_against_lapse() -> None:
    """The reply comes in the moment in which the clock closes the question: it is closed, or it goes on."""
    office = Office()
    asked = timezone.now() - timedelta(days=40)
    question = services.question_ask(question=office.submitted(at=asked), actor=office.moderator, text="?", at=asked)
    reminded(question, asked + timedelta(days=10))
    results = at_once(
        lambda: services.question_reply(question=question, text="!"),
        lambda: services.question_lapse(question=question),
    )
    assert refused(results) == 1
    question.refresh_from_db()
    assert question.state in {states.SUBMITTED, states.NO_REPLY}
    # A reply that came too late is refused, not swallowed.
    assert question.messages.filter(text="!").exists() == (question.state == states.SUBMITTED)
    check(question)


def test_erase_against_approve() -> None:
    """Whoever is first: nothing of what was erased stays in force or public."""
    office = Office()
    question = office.in_approval()
    approved, erased = at_once(
        lambda: services.answer_approve(question=question, actor=office.approver),
        lambda: services.question_erase(question=question),
    )
    assert not isinstance(erased, VerbRefused)
    question.refresh_from_db()
    assert question.erased_at
    assert not PublishedQuestion.objects.public().filter(question=question).exists()
    assert not AnswerVersion.objects.filter(question=question).exclude(text="").exists()
    assert isinstance(approved, VerbRefused) == (question.state == states.WITHDRAWN)


def test_accept_against_recall() -> None:
    office = Office()
    question = office.routed()
    results = at_once(
        lambda: services.question_accept(question=question, actor=office.officer),
        lambda: services.question_recall(question=question, actor=office.moderator, reason="wrong_agency"),
    )
    question.refresh_from_db()
    # Accepted and then recalled is two things in a row; recalled first, there is nothing to accept.
    assert question.state == states.SUBMITTED or refused(results) == 1
    check(question)


def test_two_corrections_leave_one_open_version() -> None:
    office = Office()
    question = office.answered()
    at_once(
        lambda: services.answer_correct(question=question, actor=office.officer, text="<p>A</p>", change_note="A"),
        lambda: services.answer_correct(question=question, actor=office.approver, text="<p>B</p>", change_note="B"),
    )
    versions = AnswerVersion.objects.filter(question=question)
    assert versions.filter(state__in=states.OPEN_VERSIONS).count() == 1
    assert versions.filter(state=VersionState.PUBLISHED).count() == 1


def test_a_chain_of_merges_stays_one_step_deep() -> None:
    """A into B while B goes into C: whoever is first, nobody waits two steps away."""
    office = Office()
    first, second, third = office.submitted(), office.submitted(), office.submitted()
    at_once(
        lambda: services.question_merge(question=first, into=second, actor=office.moderator),
        lambda: services.question_merge(question=second, into=third, actor=office.other_moderator),
    )
    for question in Question.objects.filter(duplicate_of__isnull=False).select_related("duplicate_of"):
        assert question.duplicate_of
        assert question.duplicate_of.duplicate_of_id is None
    assert Question.objects.get(pk=second.pk).duplicate_of_id == third.pk


def test_a_merge_against_the_end_of_the_other() -> None:
    """A into B while B's asker withdraws: A does not wait for a question that has ended."""
    office = Office()
    first, second = office.submitted(), office.submitted()
    at_once(
        lambda: services.question_merge(question=first, into=second, actor=office.moderator),
        lambda: services.question_withdraw(question=second),
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert second.state == states.WITHDRAWN
    assert first.duplicate_of_id is None
    assert first.state == states.SUBMITTED


def test_reopen_against_the_clock_that_resolves() -> None:
    office = Office()
    question = office.answered()
    results = at_once(
        lambda: services.question_reopen(question=question, text="!"),
        lambda: services.question_resolve(question=question),
    )
    question.refresh_from_db()
    assert question.state in {states.IN_PROGRESS, states.RESOLVED}
    assert codes_of(question, Verb.REOPEN, Verb.RESOLVE) == 2 - refused(results)
    check(question)
