"""Who writes or approves an answer sees who else waits for it, and what approval will do."""

from typing import Any

import pytest

from qa import services
from qa.models import Question
from qa.rules.states import Verb
from qa.staff import similar
from qa.tests.factories import Office, confirmed_contact
from qa.tests.staff.pages import do, editor, page, verb_page


def shown(client: Any, url: str) -> tuple[list[str], bool]:
    """The sentences about approval on a screen, and whether one of them warns."""
    cluster = client.get(url).context["cluster"]
    return [one.words for one in cluster.outcomes], any(one.warning for one in cluster.outcomes)


@pytest.fixture
def private(office: Office) -> Question:
    return office.in_progress(consent_publish=False)


def test_merged_questions_are_named_and_not_opened(office: Office, sign_in) -> None:
    question = office.in_progress()
    twin = services.question_merge(
        question=office.submitted(text="Басқаның жеке сөзі"), into=question, actor=office.moderator
    )
    html = sign_in(office.officer).get(page(question)).content.decode()
    assert f"{twin.number} ·" in html
    assert "Басқаның жеке сөзі" not in html
    assert sign_in(office.officer).get(page(twin)).status_code == 404


def test_a_missing_text_for_the_others_is_said_before_anything_is_sent(office, private: Question, sign_in) -> None:
    services.question_merge(question=office.submitted(), into=private, actor=office.moderator)
    client = sign_in(office.officer)
    words, warns = shown(client, page(private))
    assert warns
    assert any("would get nothing" in one for one in words)
    sent = do(client, private, Verb.SAVE_DRAFT, text=editor("Тек сізге."), then=Verb.SUBMIT_ANSWER)
    assert sent.status_code == 409
    assert "their askers get nothing" in sent.content.decode()
    assert not private.versions.exists()  # both or neither
    given = {"text": editor("Тек сізге."), "public_text": editor("Бәріне."), "then": Verb.SUBMIT_ANSWER}
    assert do(client, private, Verb.SAVE_DRAFT, **given).status_code == 302
    words, warns = shown(sign_in(office.approver), verb_page(private, Verb.APPROVE))
    assert not warns
    assert any(one.endswith("public text of the answer: 1") for one in words)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ({}, "published on the portal at once"),
        ({"consent_publish": False}, "the asker does not agree"),
        ({"contact": "asker@example.org"}, "told by e-mail"),
    ],
)
def test_what_approval_does_is_said(made: dict[str, Any], words: str, office: Office, sign_in) -> None:
    if "contact" in made:
        made = {"contact": confirmed_contact(made["contact"])}
    sentences, _warns = shown(sign_in(office.approver), page(office.in_approval(**made)))
    assert any(words in one for one in sentences)


def test_what_is_said_is_what_happens(office: Office, sign_in) -> None:
    question = office.in_approval()
    services.answer_approve(question=question, actor=office.approver)
    question.refresh_from_db()
    assert question.visibility == "public"


def test_similar_ones_are_those_the_reader_may_open(office: Office, sign_in) -> None:
    text = "Балаларға екпе қай емханада салынады?"
    question, mine, foreign = office.in_progress(text=text), office.routed(text=text), office.submitted(text=text)
    alike = sign_in(office.officer).get(page(question)).context["cluster"].alike
    assert alike == [mine]
    assert foreign in similar.to(question)


def test_who_neither_writes_nor_approves_is_not_told(office: Office, sign_in) -> None:
    question = office.in_progress()
    for user in (office.moderator, office.helper, office.coordinator):
        assert sign_in(user).get(page(question)).context["cluster"] is None
