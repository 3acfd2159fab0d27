"""Several browsers' requests at the same moment, on real connections."""

import json
from concurrent.futures import ThreadPoolExecutor

import altcha
import pytest
from django.db import connection
from django.test import Client

from intake import limits
from intake.models import Counter, Draft
from intake.tests.samples import PDF, upload
from qa.models import Question
from qa.tests.public.asking import Asker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(work, times=4):
    """Runs `work(n)` in as many threads; their results."""

    def run(n):
        try:
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_a_double_click_makes_one_question(client, similar):
    asker = Asker(client)
    asker.start()
    asker.similar()
    asker.contact(attachments=[upload("a.pdf", PDF)])
    passes = client.cookies

    def send(_):
        browser = Client()
        browser.cookies = passes
        return browser.post(asker.at("check"))

    responses = at_once(send)
    assert {(r.status_code, r.url) for r in responses} == {(302, asker.at("done"))}
    assert Question.objects.count() == 1
    assert asker.done().context["question"] == Question.objects.get()
    assert Draft.objects.get().sent


def test_every_try_is_counted(rf):
    request = rf.get("/", REMOTE_ADDR="203.0.113.7")
    at_once(lambda _: limits.hit("code", request), times=6)
    assert sum(Counter.objects.values_list("count", flat=True)) == 6


def test_one_solution_sent_many_times_at_once_clears_one_question(client, similar):
    asker = Asker(client)
    asker.start("Арзан! http://a.example http://b.example http://c.example")
    asker.similar()
    asker.contact()
    challenge = altcha.Challenge.from_dict(json.loads(client.get(asker.at("check")).context["challenge"]))
    solution = altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()
    passes = client.cookies

    def send(_):
        browser = Client()
        browser.cookies = passes
        return browser.post(asker.at("check"), {"altcha": solution})

    assert {response.url for response in at_once(send)} == {asker.at("done")}
    assert not Question.objects.get().quarantined


def test_files_sent_at_once_are_never_more_than_may_be_attached(client, similar):
    asker = Asker(client)
    asker.start()
    asker.similar()
    passes = client.cookies

    def attach(n):
        browser = Client()
        browser.cookies = passes
        return browser.post(asker.at("contact"), {"attachments": [upload(f"{n}{m}.pdf", PDF) for m in "ab"]})

    at_once(attach)
    assert Draft.objects.get().attachments.count() == 3
