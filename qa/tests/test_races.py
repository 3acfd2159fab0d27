"""Two at once, over real connections. SQLite lets one writer at a time in; PostgreSQL really interleaves them."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import close_old_connections, connection, connections
from django.utils import timezone

from portal.events import Event
from qa import services
from qa.models import Lease, Question
from qa.rules import states
from qa.rules.states import Role, Verb
from qa.services import StaleVersion, VerbRefused
from qa.services.desk import lease_time
from qa.staff import queues
from qa.tests.factories import Office, member

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def two_connections(transactional_db) -> None:
    """The tests' SQLite lives in memory, where a second connection is the same one."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("needs a database with several connections (DATABASE_URL)")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs all `acts` at the same moment, each over its own connection; what they returned or raised."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        close_old_connections()
        barrier.wait()
        try:
            results[place] = act()
        except (VerbRefused, StaleVersion) as refused:
            results[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_double_submit_makes_one_question_with_one_code(two_connections) -> None:
    def submit() -> services.Submitted:
        return services.question_submit(
            token="same", text="Бір сұрақ", language="kk", consent_publish=True, consent_processing=True
        )

    results = at_once(*[submit] * 6)
    assert Question.objects.count() == 1
    assert len({result.code for result in results}) == 1
    assert Event.objects.filter(code=Verb.SUBMIT).count() == 1


def test_numbers_have_no_gaps_and_no_doubles(two_connections) -> None:
    def submit(place: int) -> Callable[[], Any]:
        return lambda: services.question_submit(
            token=f"t{place}", text="Сұрақ", language="kk", consent_publish=True, consent_processing=True
        )

    at_once(*map(submit, range(8)))
    numbers = sorted(int(number.partition("-")[2]) for number in Question.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 9))


def test_two_approvals_put_one_version_in_force(two_connections) -> None:
    office = Office()
    question = office.in_approval()
    results = at_once(*[lambda: services.answer_approve(question=question, actor=office.approver)] * 2)
    assert sum(isinstance(result, VerbRefused) for result in results) == 1
    assert Event.objects.filter(code=Verb.APPROVE).count() == 1


def test_approve_against_withdraw_has_one_winner(two_connections) -> None:
    office = Office()
    question = office.in_approval()
    approved, withdrawn = at_once(
        lambda: services.answer_approve(question=question, actor=office.approver),
        lambda: services.question_withdraw(question=question),
    )
    question.refresh_from_db()
    assert isinstance(approved, VerbRefused) != isinstance(withdrawn, VerbRefused)
    assert question.state in {states.ANSWERED, states.WITHDRAWN}


def test_duplicate_against_duplicate_makes_no_circle(two_connections) -> None:
    office = Office()
    first, second = office.submitted(), office.submitted()
    at_once(
        lambda: services.question_merge(question=first, into=second, actor=office.moderator),
        lambda: services.question_merge(question=second, into=first, actor=office.other_moderator),
    )
    states_now = sorted(str(question.state) for question in Question.objects.all())
    assert states_now == ["closed: duplicate", "submitted"]


def test_one_version_lets_one_of_two_change_it(two_connections) -> None:
    office = Office()
    question = office.submitted()
    results = at_once(
        lambda: services.question_mark_urgent(question=question, actor=office.moderator, version=question.version),
        lambda: services.question_add_information(question=question, text="Тағы", version=question.version),
    )
    assert sum(isinstance(result, StaleVersion) for result in results) == 1


def _next(user: Any) -> Callable[[], Any]:
    return lambda: services.lease_next(user=user, waiting=queues.moderation(user))


def test_many_moderators_at_once_get_a_question_each(two_connections) -> None:
    office = Office()
    questions = {office.submitted().pk for _ in range(6)}
    given = at_once(*[_next(member(Role.MODERATOR)) for _ in range(6)])
    assert {question.pk for question in given} == questions
    assert Lease.objects.count() == 6


def test_of_two_who_want_the_last_question_one_gets_it(two_connections) -> None:
    office = Office()
    office.submitted()
    given = at_once(_next(office.moderator), _next(office.other_moderator))
    assert sorted(question is None for question in given) == [False, True]


def test_a_lease_at_its_end_is_either_prolonged_or_taken(two_connections) -> None:
    """The holder's sign of life came a moment before the end, the colleague a moment after it."""
    office = Office()
    for _ in range(5):
        question, start = office.submitted(), timezone.now()
        services.lease_take_over(question=question, user=office.moderator, at=start)
        end = start + lease_time()
        waiting = queues.moderation(office.other_moderator).filter(pk=question.pk)
        prolonged, taken = at_once(
            lambda q=question, at=end: services.lease_prolong(
                question=q, user=office.moderator, at=at - timedelta(milliseconds=1)
            ),
            lambda w=waiting, at=end: services.lease_next(
                user=office.other_moderator, waiting=w, at=at + timedelta(milliseconds=1)
            ),
        )
        assert prolonged == (taken is None)
        holder = office.moderator if prolonged else office.other_moderator
        assert Lease.objects.get(question=question).holder == holder


def test_a_lease_being_taken_does_not_stop_the_asker(two_connections) -> None:
    office = Office()
    question = office.submitted()
    _, withdrawn = at_once(_next(office.moderator), lambda: services.question_withdraw(question=question))
    assert withdrawn.state == states.WITHDRAWN
    assert services.lease_next(user=office.moderator, waiting=queues.moderation(office.moderator)) is None


def test_the_same_bulk_order_twice_at_once_is_done_once(two_connections) -> None:
    office = Office()
    question = office.submitted()

    def do() -> Any:
        return services.bulk_do(
            token="same", actor=office.moderator, order=services.Order(Verb.MARK_SPAM), seen=[(question, 1)]
        )

    at_once(do, do, do)
    assert Event.objects.filter(code=Verb.MARK_SPAM).count() == 1
