"""Intake that is paused, for one topic or for all: nothing typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.tests.samples import PDF, upload
from qa.models import IntakePause, Question
from qa.tests.factories import TopicFactory
from qa.tests.public.asking import TEXT, Asker
from qa.tests.public.test_ask import HIT

pytestmark = pytest.mark.django_db

REASONS = {"kk": "Жүйе жаңартылуда", "ru": "Система обновляется", "en": "The system is being updated"}


@pytest.fixture
def flood():
    return TopicFactory(key="flood", name_kk="Тасқын", name_ru="Паводок", name_en="Flood")


def pause(topic=None, since=-1, until=None):
    """A pause from so many hours before now, to so many after."""
    now = timezone.now()
    return IntakePause.objects.create(
        topic=topic,
        since=now + timedelta(hours=since),
        until=now + timedelta(hours=until) if until is not None else None,
        **{f"reason_{code}": words for code, words in REASONS.items()},
    )


def test_a_paused_topic_leads_to_the_reason_and_to_answers(client, language, similar, flood):
    pause(flood, until=5)
    similar.append(HIT)
    asker = Asker(client, language)
    asker.start(topic="flood")
    assert asker.similar().url == asker.at("paused")
    page = client.get(asker.at("paused"))
    assert REASONS[language] in page.text
    assert flood.name_in(language) in page.text
    assert TEXT in page.text
    assert "Как получить компенсацию?" in page.text
    assert f'href="{asker.at()}"' in page.text, "the way to another topic"


def test_another_topic_can_be_chosen(asker, similar, flood):
    pause(flood)
    TopicFactory(key="health")
    asker.start(topic="flood")
    asker.client.post(asker.at(), {"text": TEXT, "topic": "health"})
    assert asker.client.get(asker.at("paused")).url == asker.at("similar")
    asker.similar()
    asker.contact()
    assert asker.send().url == asker.at("done")


def test_a_pause_that_begins_meanwhile_stops_the_last_step_and_keeps_all(asker, similar, flood):
    asker.start(topic="flood")
    asker.similar()
    asker.contact(attachments=[upload("а.pdf", PDF)], email="asel@example.kz")
    held = pause(flood)
    assert asker.send().url == asker.at("paused")
    assert asker.client.get(asker.at("check")).url == asker.at("paused")
    assert not Question.objects.exists()
    held.until = timezone.now()
    held.save()
    page = asker.client.get(asker.at("check"))
    assert TEXT in page.text
    assert "а.pdf" in page.text
    assert "asel@example.kz" in page.text
    assert asker.send().url == asker.at("done")


def test_what_was_typed_into_the_second_step_is_kept_too(asker, similar, flood):
    asker.start(topic="flood")
    asker.similar()
    pause(flood)
    asker.contact(email="asel@example.kz")
    assert asker.client.get(asker.at("contact")).url == asker.at("paused")
    IntakePause.objects.all().delete()
    assert "asel@example.kz" in asker.client.get(asker.at("contact")).text


def test_a_pause_of_all_is_told_before_anything_is_typed(client, language, similar):
    pause()
    page = client.get(f"/{language}/questions/ask/")
    assert REASONS[language] in page.text
    asker = Asker(client, language)
    asker.start()
    assert asker.similar().url == asker.at("paused")
    assert f'href="{asker.at()}"' not in client.get(asker.at("paused")).text, "no other topic would help"


def test_the_found_answer_ends_it_there(asker, similar, flood):
    pause(flood)
    similar.append(HIT)
    asker.start(topic="flood")
    asker.client.get(asker.at("paused"))
    assert asker.client.post(asker.at("similar"), {"enough": "question:kk:1"}).url == "/kk/questions/ask/enough/"


@pytest.mark.parametrize(
    ("since", "until", "holds"), [(-1, None, True), (-1, 1, True), (1, None, False), (1, 2, False), (-2, -1, False)]
)
def test_it_holds_between_its_moments(since, until, holds, flood):
    pause(flood, since, until)
    assert IntakePause.objects.in_force().exists() == holds


def test_others_are_not_touched(asker, similar, flood):
    pause(flood)
    assert asker.ask().status_code == 200
    assert Question.objects.count() == 1


def test_a_reason_is_plain_text(client, flood):
    row = pause()
    row.reason_kk = "<script>alert(1)</script>"
    row.save()
    assert "<script>alert" not in client.get("/kk/questions/ask/").text
