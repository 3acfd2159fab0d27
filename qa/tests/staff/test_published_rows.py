"""Published questions as snippets: translators mend translations; what was confirmed by others stays."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from qa import services
from qa.models import PublishedQuestion, Question
from qa.roles import GROUPS
from qa.rules.states import Role
from qa.tests.factories import Office, member

BLOCK = {"key": "a", "type": "unstyled", "depth": 0, "text": "Changed", "inlineStyleRanges": [], "entityRanges": []}
WORDS = {
    "title": "Changed",
    "question_text": "Changed",
    "answer": json.dumps({"blocks": [BLOCK], "entityMap": {}}),
    "correction": "",
}


@pytest.fixture
def editor(sign_in: Callable[..., Client]) -> Client:
    user = member(Role.EDITOR)
    user.groups.set(Group.objects.filter(name__in=GROUPS[Role.EDITOR]))
    return sign_in(user)


@pytest.fixture
def question(office: Office) -> Question:
    return office.answered()


def row(question: Question, code: str) -> PublishedQuestion:
    return PublishedQuestion.objects.get(question=question, locale__language_code=code)


@pytest.fixture
def translation(question: Question) -> PublishedQuestion:
    copy = row(question, "kk").copy_for_translation(Locale.objects.get(language_code="ru"))
    copy.live = True
    copy.save()
    return copy


def at(name: str, published: PublishedQuestion) -> str:
    return reverse(f"wagtailsnippets_qa_publishedquestion:{name}", args=[published.pk])


def test_the_confirmed_words_change_by_redaction_and_correction_alone(editor: Client, question: Question) -> None:
    source = row(question, "kk")
    for name in ("edit", "unpublish"):
        assert editor.post(at(name, source), {**WORDS, "action-publish": "1"}).status_code in (302, 403)
    assert editor.get(at("edit", source)).url == f"/kk/questions/{question.number}/"
    source.refresh_from_db()
    assert (source.title, source.live) == ("Екпе", True)
    assert source.latest_revision is None


def test_a_translation_may_be_mended(editor: Client, translation: PublishedQuestion) -> None:
    assert editor.get(at("edit", translation)).status_code == 200
    editor.post(at("edit", translation), {**WORDS, "action-publish": "1"})
    translation.refresh_from_db()
    assert (translation.title, translation.live) == ("Changed", True)


def test_what_is_taken_down_is_not_published_again_by_a_translator(
    editor: Client, question: Question, translation: PublishedQuestion, office: Office, client: Client
) -> None:
    services.question_withhold(question=question, actor=office.moderator, reason="personal_data")
    editor.post(at("edit", translation), {**WORDS, "action-publish": "1"})
    translation.refresh_from_db()
    assert not translation.live
    assert client.get(f"/ru/questions/{question.number}/").status_code == 410


@pytest.mark.parametrize("who", ["moderator", "officer", "approver", "coordinator"])
def test_others_get_to_no_row(who: str, office: Office, sign_in: Callable[..., Client], question: Question) -> None:
    response = sign_in(getattr(office, who)).get(at("edit", row(question, "kk")))
    assert response.status_code in (302, 403)
