"""What changed in an answer: told to everyone with dates and notes, and never what may no longer be read."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from qa import services
from qa.models import PublishedAnswer, PublishedQuestion, Question
from qa.rules.reasons import WithholdReason
from qa.tests.factories import Office


def correct(office: Office, question: Question, text: str, note: str, **more: Any) -> Question:
    services.answer_correct(question=question, actor=office.officer, text=text, change_note=note, **more)
    services.answer_submit(question=question, actor=office.officer)
    return services.answer_approve(question=question, actor=office.approver)


def page(client: Client, question: Question, language: str = "kk") -> str:
    return client.get(f"/{language}/questions/{question.number}/").text


def translate(question: Question, code: str = "ru") -> PublishedQuestion:
    row = PublishedQuestion.objects.get(question=question, locale__language_code="kk")
    copy = row.copy_for_translation(Locale.objects.get_or_create(language_code=code)[0])
    copy.title, copy.live, copy.first_published_at = "Перевод с 700-00-00", True, row.first_published_at
    copy.save()
    return copy


def test_each_correction_is_told_with_its_note_and_the_difference(office: Office, client: Client) -> None:
    question = office.answered()
    assert 'id="changes"' not in page(client, question)
    correct(office, question, "<p>Жұмада.</p>", "Күні өзгерді")
    correct(office, question, "<p>Сенбіде.</p>", "Тағы өзгерді")
    html = page(client, question)
    assert 'href="#changes"' in html
    assert html.index("Тағы өзгерді</p>") < html.index("Күні өзгерді</p>")
    for gone, new in (("Бейсенбіде.", "Жұмада."), ("Жұмада.", "Сенбіде.")):
        assert f"</span>{gone}<span" in html
        assert f"</span>{new}<span" in html


def test_only_what_was_public_is_compared(office: Office, client: Client) -> None:
    question = office.in_progress()
    services.answer_save_draft(
        question=question, actor=office.officer, text="<p>Айгүл, ЖЕКЕ</p>", public_text="<p>Бейсенбіде.</p>"
    )
    services.answer_submit(question=question, actor=office.officer)
    services.answer_approve(question=question, actor=office.approver)
    correct(office, question, "<p>Айгүл, ЖЕКЕ 2</p>", "Күні", public_text="<p>Жұмада.</p>")
    html = page(client, question)
    assert "Бейсенбіде." in html
    assert "ЖЕКЕ" not in html


def test_what_was_answered_before_it_was_public_is_not_shown(office: Office, client: Client) -> None:
    question = services.question_route(question=office.submitted(), actor=office.moderator, agency=office.agency)
    services.question_accept(question=question, actor=office.officer)
    services.answer_save_draft(question=question, actor=office.officer, text="<p>ЖЕКЕ жауап</p>")
    services.answer_submit(question=question, actor=office.officer)
    services.answer_approve(question=question, actor=office.approver)
    correct(office, question, "<p>Ашық жауап</p>", "Түзету")
    services.question_redact(question=question, actor=office.moderator, title="Екпе", text="Екпе?")
    services.question_publish(question=question, actor=office.moderator)
    html = page(client, question)
    assert "Түзету" in html
    assert "ЖЕКЕ" not in html


class TestPersonalData:
    def test_an_old_text_with_personal_data_is_gone_in_every_language(self, office: Office, client: Client) -> None:
        question = office.answered()
        translate(question)
        correct(office, question, "<p>Жұмада.</p>", "Дербес дерек алынды", hides_earlier=True)
        html = page(client, question)
        assert "Бейсенбіде" not in html
        assert "Дербес дерек алынды" in html
        assert "700-00-00" not in page(client, question, "ru")
        assert not PublishedAnswer.objects.filter(text__contains="Бейсенбіде").exists()
        correct(office, question, "<p>Сенбіде.</p>", "Күні")
        assert "</span>Жұмада.<span" in page(client, question)
        assert "Бейсенбіде" not in page(client, question)

    @pytest.mark.parametrize("reason", [WithholdReason.PERSONAL_DATA, WithholdReason.MISTAKE, WithholdReason.LEGAL])
    def test_what_was_taken_down_does_not_come_back_with_the_new_text(self, reason, office, client) -> None:
        question = office.answered()
        translate(question)
        services.question_withhold(question=question, actor=office.moderator, reason=reason)
        correct(office, question, "<p>Жұмада.</p>", "Алынды")
        services.question_show(question=question, actor=office.moderator)
        assert "Жұмада." in page(client, question)
        assert "Бейсенбіде" not in page(client, question)
        assert "700-00-00" not in page(client, question, "ru")

    def test_what_comes_back_unchanged_comes_back_in_every_language(self, office: Office, client: Client) -> None:
        question = office.answered()
        translate(question)
        services.question_withhold(question=question, actor=office.moderator, reason=WithholdReason.MISTAKE)
        services.question_show(question=question, actor=office.moderator)
        assert "700-00-00" in page(client, question, "ru")


def test_a_translation_tells_the_notes_in_their_language(office: Office, client: Client) -> None:
    question = office.answered()
    translate(question)
    correct(office, question, "<p>Жұмада.</p>", "Күні өзгерді")
    html = page(client, question, "ru")
    assert 'lang="kk"' in html[html.index('id="changes"') :]
    assert "Күні өзгерді" in html
    assert "<details" not in html[html.index('id="changes"') : html.index("</section>", html.index('id="changes"'))]


def test_erasing_leaves_none_of_them(office: Office) -> None:
    question = office.answered()
    correct(office, question, "<p>Жұмада.</p>", "Күні")
    assert PublishedAnswer.objects.count() == 2
    services.question_erase(question=question)
    assert not PublishedAnswer.objects.exists()


def test_what_everyone_read_before_is_the_first_of_them(office: Office) -> None:
    from importlib import import_module

    from django.apps import apps

    question, other = office.answered(), office.answered()
    services.question_withhold(question=other, actor=office.moderator, reason=WithholdReason.PERSONAL_DATA)
    PublishedAnswer.objects.all().delete()
    import_module("qa.migrations.0009_answers").keep_what_everyone_reads(apps, None)
    kept = PublishedAnswer.objects.get()
    assert (kept.published.question, kept.text) == (question, "<p>Бейсенбіде.</p>")
