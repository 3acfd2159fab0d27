"""A question's life from the form to the public page, by the services alone."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from portal import outbox
from portal.events import Event
from portal.notices import Notice
from qa import selectors, services
from qa.models import PublishedQuestion, Question
from qa.rules import states
from qa.rules.states import Verb, Visibility
from qa.tests.factories import ALL_STATES, Office, confirmed_contact

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.mark.parametrize("state", ALL_STATES, ids=str)
def test_every_state_can_be_reached(office: Office, state: states.State) -> None:
    assert office.at(state).state == state


def test_the_answer_is_published_where_that_was_agreed(office: Office) -> None:
    question = office.answered()
    row = PublishedQuestion.objects.public().get(question=question)
    assert question.visibility == Visibility.PUBLIC
    assert (row.title, row.question_text, row.answer) == ("Екпе", "Екпе қашан болады?", "<p>Бейсенбіде.</p>")
    assert row.agency == office.agency
    assert row.answered_at == question.answered_at


def test_without_consent_nothing_is_public(office: Office) -> None:
    question = office.answered(consent_publish=False)
    assert question.state == states.ANSWERED
    assert question.visibility == Visibility.PRIVATE
    assert not PublishedQuestion.objects.exists()


def test_a_number_per_year_and_a_date_by_the_calendar(db) -> None:
    at = datetime(2026, 3, 19, 23, 30, tzinfo=ALMATY)
    first, second = (
        services.question_submit(
            token=uuid4().hex, text="?!", language="ru", consent_publish=True, consent_processing=True, at=at
        ).question
        for _ in range(2)
    )
    assert (first.number, second.number) == ("2026-00001", "2026-00002")
    assert first.due_on.isoformat() == "2026-04-14"


def test_every_verb_writes_one_event(office: Office) -> None:
    question = office.resolved()
    codes = list(Event.objects.filter(subject_kind="question", subject_id=question.pk).values_list("code", flat=True))
    assert codes == [
        Verb.SUBMIT, Verb.REDACT, Verb.ROUTE, Verb.ACCEPT, Verb.SAVE_DRAFT, Verb.SUBMIT_ANSWER, Verb.APPROVE,
        Verb.PUBLISH, Verb.RESOLVE,
    ]  # fmt: skip


def test_the_asker_reads_the_steps_that_concern_them(office: Office) -> None:
    steps = selectors.history_for_citizen(office.resolved())
    assert [step.verb for step in steps] == [
        Verb.SUBMIT, Verb.ROUTE, Verb.ACCEPT, Verb.APPROVE, Verb.PUBLISH, Verb.RESOLVE,
    ]  # fmt: skip
    assert steps[1].agency == office.agency
    assert steps[0].due is not None


def test_mails_hold_a_number_and_a_link_and_no_text(office: Office) -> None:
    question = office.resolved(contact=confirmed_contact())
    outbox.sweep()
    texts = [message.subject + message.body for message in mail.outbox if message.to == ["asker@example.org"]]
    about = [text for text in texts if question.number in text]
    assert len(about) == 4  # received, sent, being prepared, answered
    for text in about:
        assert f"/kk/questions/track/{question.number}/" in text
        assert "Бейсенбіде" not in text
        assert "екпе" not in text.lower()


def test_every_mail_can_be_written_in_every_language(db) -> None:
    for name in (name for name, path in outbox.mail_names().items() if path.startswith("qa/")):
        for language in ("kk", "ru", "en"):
            context = {"number": "2026-00001", "path": "/kk/", "due": "1", "token": "t"}
            subject, body = outbox.compose(Notice(template=name, language=language, context=context))
            assert subject
            assert body.strip()
            assert "{" not in subject + body


def test_the_code_finds_the_question_and_the_erased_one_is_unknown(office: Office) -> None:
    done = services.question_submit(
        token="t", text="Мәтін", language="kk", consent_publish=True, consent_processing=True
    )
    assert services.question_by_code(f" {done.code.lower()} ") == done.question
    services.question_erase(question=done.question)
    assert services.question_by_code(done.code) is None
    assert Question.objects.get(pk=done.question.pk).text == ""


def test_what_is_loaded_from_the_past_is_no_news(office: Office) -> None:
    office.submitted(contact=confirmed_contact(), at=datetime(2026, 3, 19, 12, tzinfo=ALMATY))
    assert not Notice.objects.filter(template="question_received").exists()
