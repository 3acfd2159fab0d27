"""Two at once, over real connections. SQLite lets one writer at a time in; PostgreSQL really interleaves them."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import close_old_connections, connection, connections

from portal.events import Event
from qa import services
from qa.models import Question
from qa.rules import states
from qa.rules.states import Verb
from qa.services import StaleVersion, VerbRefused
from qa.tests.factories import Office

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
