"""Several browsers' requests at the same moment, on real connections."""

from concurrent.futures import ThreadPoolExecutor

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
