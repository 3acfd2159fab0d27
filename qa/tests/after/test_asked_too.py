"""Those who have the question too: a number, nothing of them."""

import pytest
from django.test import Client

from qa import services
from qa.models import Follower, PublishedQuestion
from qa.staff.columns import marks

pytestmark = pytest.mark.django_db


def press(question, client=None, **fields):
    return (client or Client()).post(f"/kk/questions/{question.number}/too/", fields)


def count(question):
    question.refresh_from_db()
    assert set(PublishedQuestion.objects.filter(question=question).values_list("asked_too", flat=True)) == {
        question.asked_too
    }
    return question.asked_too


def test_a_browser_counts_once(client, waiting):
    assert press(waiting, client).status_code == 302
    press(waiting, client)
    assert count(waiting) == 1
    assert "1" in client.get(f"/kk/questions/{waiting.number}/too/?counted=1").text


def test_a_network_counts_a_few_times_a_day(waiting, office):
    for _ in range(8):
        press(waiting)
    assert count(waiting) == 5
    other = services.question_publish(question=office.routed(), actor=office.moderator)
    press(other)
    assert count(other) == 1, "the limit of one question is not that of another"


def test_with_an_address_it_is_followed_too(client, waiting):
    press(waiting, client, email="reader@example.org")
    assert count(waiting) == 1
    assert Follower.objects.get().question_id == waiting.pk


def test_programs_are_thanked_and_not_counted(client, waiting):
    assert press(waiting, client, website="x").status_code == 302
    assert count(waiting) == 0


def test_the_question_itself_is_as_it_was(client, waiting):
    version = waiting.version
    press(waiting, client)
    waiting.refresh_from_db()
    assert waiting.version == version


def test_an_act_made_meanwhile_keeps_the_count(client, waiting, answer):
    press(waiting, client)
    answer(waiting)
    assert count(waiting) == 1


def test_the_public_page_and_the_list_show_it(client, waiting, office):
    services.question_publish(question=office.routed(), actor=office.moderator)
    press(waiting)
    assert "· 1" in client.get(f"/kk/questions/{waiting.number}/").text
    page = client.get("/kk/questions/most-asked/")
    assert [item["asked_too"] for item in page.context["items"]] == [1]
    assert not page.cookies


def test_an_empty_list_says_what_to_do(client, waiting, language):
    page = client.get(f"/{language}/questions/most-asked/")
    assert page.status_code == 200
    assert page.context["items"] == []


def test_what_was_taken_down_is_in_no_list(client, waiting, office):
    press(waiting)
    services.question_withhold(question=waiting, actor=office.moderator, reason="mistake")
    assert client.get("/kk/questions/most-asked/").context["items"] == []


def test_few_queries_however_many(client, office, django_assert_max_num_queries):
    for _ in range(4):
        press(services.question_publish(question=office.routed(), actor=office.moderator))
    client.get("/kk/questions/most-asked/")
    with django_assert_max_num_queries(8):
        client.get("/kk/questions/most-asked/")


def test_staff_see_it_beside_the_state(waiting):
    assert len(marks(waiting)) == 1
    press(waiting)
    waiting.refresh_from_db()
    assert "1" in str(marks(waiting)[-1])
