"""Suspicious senders: the browser is given work, nobody is refused, and who did not do it waits in quarantine."""

import json

import altcha
import pytest
from django.test import Client

from intake.models import Challenge, Draft
from qa.models import Question
from qa.tests.public.asking import TEXT, Asker

pytestmark = pytest.mark.django_db

SPAM = "Арзан! http://a.example http://b.example http://c.example"


def checked(asker, text=TEXT, **fields):
    """The page of the last step, with all steps before it done."""
    asker.start(text, **fields)
    asker.similar()
    asker.contact()
    return asker.client.get(asker.at("check"))


def solution(page):
    challenge = altcha.Challenge.from_dict(json.loads(page.context["challenge"]))
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()


def send(asker, **fields):
    return asker.client.post(asker.at("check"), fields)


def test_an_unsuspicious_sender_meets_no_challenge(client, language, similar):
    asker = Asker(client, language)
    page = checked(asker)
    assert page.context["challenge"] == ""
    assert "challenge.js" not in page.text
    send(asker)
    assert not Question.objects.get().quarantined
    assert not Challenge.objects.exists()


def test_work_that_is_done_clears_the_sender(asker, similar):
    page = checked(asker, SPAM)
    assert "challenge.js" in page.text
    assert send(asker, altcha=solution(page)).url == asker.at("done")
    assert not Question.objects.get().quarantined


@pytest.mark.parametrize("answer", [None, "", "nonsense", "\x00", "a" * 100_000])
def test_without_it_the_question_is_taken_and_waits_in_quarantine(asker, similar, answer):
    checked(asker, SPAM)
    assert send(asker, **({} if answer is None else {"altcha": answer})).url == asker.at("done")
    question = Question.objects.get()
    assert question.quarantined
    assert asker.done().context["code"]


def test_a_solution_is_no_use_for_a_second_question(asker, similar):
    answer = solution(checked(asker, SPAM))
    send(asker, altcha=answer)
    checked(asker, SPAM + " Тағы!")
    send(asker, altcha=answer)
    assert [q.quarantined for q in Question.objects.order_by("pk")] == [False, True]


def test_sent_twice_with_one_solution_it_stays_cleared(asker, similar):
    answer = solution(checked(asker, SPAM))
    send(asker, altcha=answer)
    assert send(asker, altcha=answer).url == asker.at("done")
    assert not Question.objects.get().quarantined


def test_the_trap_is_not_worked_off(asker, similar):
    page = checked(asker, website="http://spam.example")
    assert page.context["challenge"] == ""
    send(asker)
    assert Question.objects.get().quarantined


def test_a_sender_too_fast_for_a_person(asker, similar, settings):
    settings.SUSPICION = {"least_seconds": 3}
    page = checked(asker)
    assert page.context["challenge"]
    send(asker, altcha=solution(page))
    assert not Question.objects.get().quarantined


def test_many_from_one_address(similar, settings):
    settings.SUSPICION = {"least_seconds": 0, "most_sent": 2}
    for n in range(3):
        asker = Asker(Client())
        page = checked(asker, f"{TEXT} {n}")
        send(asker)
        assert bool(page.context["challenge"]) == (n == 2)
    assert list(Question.objects.order_by("pk").values_list("quarantined", flat=True)) == [False, False, True]
    elsewhere = Asker(Client(REMOTE_ADDR="203.0.113.9"))
    assert checked(elsewhere).context["challenge"] == ""


def test_sent_without_a_look_at_the_last_page_it_is_judged_all_the_same(asker, similar):
    asker.start(SPAM)
    asker.similar()
    asker.contact()
    send(asker)
    assert Question.objects.get().quarantined


def test_a_text_changed_after_the_look_is_judged_anew(asker, similar):
    checked(asker)
    asker.client.post(asker.at(), {"text": SPAM})
    asker.similar()
    send(asker)
    assert Question.objects.get().quarantined


def test_the_work_is_erased_with_the_form(asker, similar):
    checked(asker, SPAM)
    assert Challenge.objects.exists()
    Draft.objects.all().delete()
    assert not Challenge.objects.exists()
