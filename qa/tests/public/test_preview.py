"""How the question will look in public: what the asker hides, and where it goes."""

import pytest

from qa import services
from qa.models import PublishedQuestion, Question
from qa.staff.forms.moderation import RedactForm
from qa.tests.public.asking import Asker

pytestmark = pytest.mark.django_db

TEXT = "Менің атым Асель Серікова. Асельдің үйі қайда? Тел. 8 701 555 01 23."
NAME, PHONE = "Асель Серікова", "8 701 555 01 23"


@pytest.fixture
def before(asker, similar):
    """Everything but the last step is done, with consent to publish."""
    return ready(asker)


def ready(asker, **contact):
    asker.start(TEXT)
    asker.similar()
    asker.contact(**{"consent_publish": "on", **contact})
    return asker


def look(asker):
    return asker.client.get(asker.at("check"))


def post(asker, **fields):
    return asker.client.post(asker.at("check"), {"preview": "1", **fields})


def proposal(page):
    return page.context["proposal"].text


def test_what_looks_like_personal_data_is_hidden_at_first(client, language, similar):
    page = look(ready(Asker(client, language)))
    assert proposal(page) == "Менің атым █████. Асельдің үйі қайда? Тел. █████."
    assert page.context["form"]["hide"].value() == [NAME, PHONE]


def test_without_consent_there_is_nothing_to_preview(asker, similar):
    asker = ready(asker, consent_publish="")
    assert "form" not in look(asker).context
    post(asker, words="Асель")
    assert Question.objects.get().proposed_text == ""


def test_the_choice_is_shown_and_kept(before):
    assert post(before, hide=[NAME], words="асель", again="1").url == before.at("check")
    page = look(before)
    assert proposal(page) == "Менің атым █████. █████ үйі қайда? Тел. 8 701 555 01 23."
    assert page.context["form"]["hide"].value() == [NAME]
    assert page.context["form"]["words"].value() == "асель"
    assert not Question.objects.exists()


def test_the_agency_reads_it_all_and_the_moderator_begins_with_the_proposal(before, office):
    post(before, hide=[NAME], words="Асель")
    question = Question.objects.get()
    assert question.text == TEXT
    assert question.proposed_text == "Менің атым █████. █████ үйі қайда? Тел. 8 701 555 01 23."
    form = RedactForm(question=question, user=office.moderator)
    assert form.initial["text"] == question.proposed_text
    assert "Асель" not in form.initial["title"]
    assert PHONE in [mark.words for mark in form.found]  # ticked, so that it cannot be confirmed unseen


def test_nothing_of_the_proposal_is_public_without_a_moderator(before, office):
    post(before, hide=[], words="")
    question = Question.objects.get()
    assert question.proposed_text == TEXT
    assert (question.public_text, question.public_confirmed_at) == ("", None)
    services.question_redact(question=question, actor=office.moderator, title="Үй", text="Үй қайда?")
    services.question_route(question=question, actor=office.moderator, agency=office.agency)
    services.question_publish(question=question, actor=office.moderator)
    assert PublishedQuestion.objects.get().question_text == "Үй қайда?"


def test_left_as_proposed_nothing_is_kept_twice(before):
    post(before, hide=[NAME, PHONE], words="")
    assert Question.objects.get().proposed_text == ""


def test_sent_without_the_preview_it_is_nobody_s_choice(before):
    before.send()
    assert Question.objects.get().proposed_text == ""


def test_words_that_are_not_there_are_told_and_kept(client, language, similar):
    asker = ready(Asker(client, language))
    page = post(asker, hide=[NAME], words="Асель\nЖоқ адам")
    assert page.status_code == 422
    assert "Жоқ адам" in str(page.context["form"].errors["words"])
    assert "Асель" not in str(page.context["form"].errors["words"])
    assert page.context["form"]["words"].value() == "Асель\nЖоқ адам"
    assert proposal(page) == "Менің атым █████. █████ үйі қайда? Тел. 8 701 555 01 23."
    assert not Question.objects.exists()
    assert post(asker, hide=[NAME], words="Асель").url == asker.at("done")


@pytest.mark.parametrize(
    "words",
    [
        "\x00\x07жоқ", "<script>alert(1)</script>", "{{ settings }}", "а" * 5000, "(((", "👩‍👧‍👦", "مرحبا", "\u202e",
        "," * 900, "жоқ\n" * 200,
    ],
    ids=lambda words: ascii(words[:6]),
)  # fmt: skip
def test_bad_words_never_break_the_page(before, words):
    page = post(before, hide=["no such", "\x00"], words=words)
    assert page.status_code == 422
    assert page.context["form"].errors["hide"]
    assert "<script>alert" not in page.text
    assert not Question.objects.exists()


def test_a_changed_text_gets_a_fresh_look(before):
    post(before, hide=[], words="Асельдің", again="1")
    before.client.post(before.at(), {"text": "Басқа мәтін: 8 702 555 01 24, жазып алыңыз."})
    before.similar()
    assert proposal(look(before)) == "Басқа мәтін: █████, жазып алыңыз."


def test_a_text_full_of_markup_is_escaped_in_the_preview(asker, similar):
    asker.start("<b onclick=alert(1)>'\"&amp; деген не, қалай жазылады?")
    asker.similar()
    asker.contact(consent_publish="on")
    page = look(asker)
    assert "<b onclick" not in page.text
    assert page.status_code == 200


def test_erased_with_the_question(before):
    post(before, hide=[], words="Асель")
    question = Question.objects.get()
    assert question.proposed_text
    services.question_erase(question=question)
    question.refresh_from_db()
    assert question.proposed_text == ""
