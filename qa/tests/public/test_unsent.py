"""Unsent forms: a way back within 24 hours, nothing left after them; sent ones stay sent, also by the back button."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intake.models import Attachment, Draft
from intake.models.attachment import private_storage
from intake.tests.samples import PDF, upload
from portal import retention
from qa.models import Question
from qa.tests.public.asking import TEXT, Asker

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(asker, similar):
    """A form with a file, one step before it is sent."""
    asker.start()
    asker.similar()
    asker.contact(attachments=[upload("а.pdf", PDF)], email="asel@example.kz", consent_publish="on")
    asker.client.post(asker.at("check"), {"preview": "1", "words": "өтемақыны", "again": "1"})
    return asker


def age(asker, **by):
    Draft.objects.update(expires_at=Draft.objects.get().expires_at - timedelta(**by))
    return asker.client


def test_within_its_day_the_way_back_leads_to_all_that_was_typed(begun):
    client = age(begun, hours=23, minutes=58)
    page = client.get("/kk/questions/ask/")
    assert f'href="{begun.at()}"' in page.text
    assert client.get(begun.at()).context["form"]["text"].value() == TEXT
    check = client.get(begun.at("check"))
    assert "asel@example.kz" in check.text
    assert "а.pdf" in check.text
    assert check.context["proposal"].text == "Су тасқынынан кейін █████ қайдан алуға болады?"
    retention.run()
    assert Draft.objects.exists()


def test_each_step_begins_the_day_anew(begun):
    client = age(begun, hours=20)
    client.post(begun.at("check"), {"preview": "1", "words": "", "again": "1"})
    assert Draft.objects.get().expires_at > timezone.now() + timedelta(hours=23)


def test_after_its_day_it_is_erased_with_its_files(begun, django_capture_on_commit_callbacks):
    path = Attachment.objects.get().file.name
    client = age(begun, hours=24, seconds=1)
    assert begun.at() not in client.get("/kk/questions/ask/").text
    assert client.get(begun.at("check")).status_code == 410
    assert begun.send().status_code == 410
    with django_capture_on_commit_callbacks(execute=True):
        retention.run()
    assert not Draft.objects.exists()
    assert not Attachment.objects.exists()
    assert not private_storage().exists(path)
    assert not Question.objects.exists()


def test_the_way_back_is_only_for_the_browser_that_began(begun):
    assert Client().get(begun.at()).status_code == 410
    assert begun.at() not in Client().get("/kk/questions/ask/").text


def test_sent_every_step_of_the_way_back_leads_to_the_one_code(begun):
    begun.send()
    code = begun.done().context["code"]
    client = begun.client
    for step in ("", "own-case", "similar", "paused", "contact", "check"):
        assert client.get(begun.at(step)).url == begun.at("done")
        sent = client.post(begun.at(step), {"text": TEXT + " Тағы?", "enough": "1", "consent_processing": "on"})
        assert sent.status_code == 405 or sent.url == begun.at("done")
    assert begun.done().context["code"] == code
    assert Question.objects.get().text == TEXT


def test_a_second_question_after_going_back_to_the_start_is_a_second_question(begun, similar):
    begun.send()
    again = Asker(begun.client)
    again.ask(TEXT + " Тағы бір сұрақ.")
    assert Question.objects.count() == 2
    assert begun.done().context["code"] != again.done().context["code"]
