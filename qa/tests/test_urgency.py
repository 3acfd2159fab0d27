"""Words that sound urgent are a hint and nothing more."""

import pytest

from portal.events import Event
from qa import services
from qa.models import UrgencyHint
from qa.rules import urgency
from qa.tests.factories import Office


@pytest.mark.parametrize(
    "text",
    [
        "Көмектесіңіздер, үйіміз өртеніп жатыр!",
        "Подъезде газдың иісі шығып тұр",
        "Балам жоғалып кетті, кімге хабарласамын?",
        "Пателде су басып калды, су басты уйди",  # typed without Kazakh letters
        "У нас в подъезде сильный запах газа",
        "Сосед ИЗБИВАЕТ жену, полиция не едет",
        "Нашу улицу затопило, дети на крыше",
        "There is a smell of gas in our school",
        "My daughter is missing since Monday",
        "I can’t breathe because of the smoke",
    ],
)
def test_danger_is_noticed_in_all_languages(text: str) -> None:
    assert urgency.words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Емханада екпе қашан болады?",
        "Республикалық ұланға қалай түсуге болады?",
        "Өрт қауіпсіздігі қағидалары қайда жарияланған?",
        "Когда проверят пожарную безопасность школы?",
        "Как получить субсидию на газ?",
        "Почему не горят фонари на улице Абая?",
        "Когда закончат строить дорогу?",
        "When will the fire station in our village open?",
        "How do I pay the gas bill?",
        "",
    ],
)
def test_ordinary_questions_are_not_called_urgent(text: str) -> None:
    assert urgency.words(text) == ()


def test_every_keyword_finds_itself_and_is_written_in_lower_case() -> None:
    for language, keywords in urgency.KEYWORDS.items():
        assert keywords, language
        for keyword in keywords:
            assert keyword == keyword.lower().strip()
            assert keyword in urgency.words(f"{keyword} …"), keyword


def test_a_hint_is_kept_and_acts_on_nothing(office: Office) -> None:
    question = office.submitted(text="У нас в доме запах газа, что делать?", language="ru")
    assert question.urgency_hint.words == ["запах газа"]
    assert not question.urgent
    assert not UrgencyHint.objects.filter(question=office.submitted()).exists()


def test_a_person_answers_it_and_new_words_bring_it_back(office: Office) -> None:
    question = office.submitted(text="У нас в доме запах газа", language="ru")
    assert services.urgency_dismiss(question=question, user=office.moderator)
    assert not services.urgency_dismiss(question=question, user=office.other_moderator)
    assert Event.objects.filter(code="not_urgent", subject_id=question.pk, actor=office.moderator).count() == 1
    services.question_add_information(question=question, text="Снова запах газа")
    assert UrgencyHint.objects.get().dismissed_at
    services.question_add_information(question=question, text="Бабушка без сознания")
    assert UrgencyHint.objects.get().words == ["запах газа", "без сознания"]
    assert UrgencyHint.objects.get().dismissed_at is None


def test_a_mark_can_be_taken_back(office: Office) -> None:
    question = services.question_mark_urgent(question=office.submitted(), actor=office.moderator)
    question = services.question_unmark_urgent(question=question, actor=office.other_moderator)
    assert not question.urgent
