"""Every text that was saved is kept, can be read and compared, and can be taken up again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qa import services
from qa.models import DraftText, Question
from qa.rules.states import Role, Verb
from qa.tests.factories import AgencyFactory, Office, member
from qa.tests.staff.pages import do, editor, page, verb_page


def save(office: Office, question: Question, text: str, **more: Any) -> None:
    services.answer_save_draft(question=question, actor=more.pop("actor", office.officer), text=text, **more)


def at(question: Question, answer: int, saved: int) -> str:
    return reverse("qa_staff:draft", args=[question.number, answer, saved])


@pytest.fixture
def question(office: Office) -> Question:
    """A question whose draft was saved three times, by two people."""
    question = office.in_progress()
    save(office, question, "<p>Бейсенбіде келіңіз.</p>")
    colleague = member(Role.OFFICER, office.agency)
    save(office, question, "<p>Жұмада келіңіз.</p>", actor=colleague, public_text="<p>Жұмада.</p>")
    save(office, question, "<p>Жұмада келіңіз.</p><p>Құжат алыңыз.</p>")
    return question


def test_each_saved_text_is_kept_with_who_saved_it(question: Question, office: Office) -> None:
    rows = list(DraftText.objects.order_by("number"))
    assert [row.text for row in rows] == [
        "<p>Бейсенбіде келіңіз.</p>",
        "<p>Жұмада келіңіз.</p>",
        "<p>Жұмада келіңіз.</p><p>Құжат алыңыз.</p>",
    ]
    assert [row.public_text for row in rows] == ["", "<p>Жұмада.</p>", ""]
    assert rows[0].saved_by == rows[2].saved_by == office.officer
    assert rows[1].saved_by != office.officer
    assert rows[-1].text == question.versions.get().text


def test_saving_the_same_again_adds_nothing(question: Question, office: Office) -> None:
    save(office, question, "<p>Жұмада келіңіз.</p><p>Құжат алыңыз.</p>")
    assert DraftText.objects.count() == 3
    save(office, question, "<p>Бейсенбіде келіңіз.</p>")  # an older text is a new state
    assert DraftText.objects.count() == 4


def test_the_rows_cannot_be_changed_or_deleted_one_by_one(question: Question) -> None:
    row = DraftText.objects.first()
    assert row is not None
    for act in (row.save, row.delete):
        with pytest.raises(TypeError, match="append-only"):
            act()


def test_a_correction_has_texts_of_its_own_beside_the_version_in_force(office: Office, sign_in) -> None:
    question = office.answered()
    services.answer_correct(question=question, actor=office.officer, text="<p>Жұмада.</p>", change_note="Күні")
    assert list(DraftText.objects.values_list("version__number", "number")) == [(1, 1), (2, 1)]
    html = sign_in(office.officer).get(at(question, 2, 1)).content.decode()
    assert "Бейсенбіде.</del>" in strip_hidden(html)
    assert "Жұмада.</ins>" in strip_hidden(html)
    assert "Күні" in html


def strip_hidden(html: str) -> str:
    """Without what is there for screen readers alone."""
    import re

    return re.sub(r'<span class="w-sr-only">.*?</span>', "", html)


class TestScreens:
    def test_the_question_lists_them_newest_first(self, question: Question, office: Office, sign_in) -> None:
        for user in (office.officer, office.approver, office.moderator, office.coordinator):
            html = sign_in(user).get(page(question)).content.decode()
            places = [html.index(f'"{at(question, 1, number)}"') for number in (3, 2, 1)]
            assert places == sorted(places)

    def test_a_text_is_shown_with_what_changed_marked_without_colour(self, question: Question, office, sign_in):
        html = sign_in(office.officer).get(at(question, 1, 2)).content.decode()
        assert "[taken out: </span>Бейсенбіде<span" in html
        assert "[added: </span>Жұмада<span" in html
        assert "Public text of the answer" in html
        assert f'"{at(question, 1, 1)}"' in html
        assert f'"{at(question, 1, 3)}"' in html

    def test_the_first_text_has_nothing_to_be_compared_with(self, question: Question, office, sign_in) -> None:
        html = sign_in(office.officer).get(at(question, 1, 1)).content.decode()
        assert "Бейсенбіде келіңіз." in html
        assert "<del>" not in html
        assert "<ins>" not in html

    def test_an_older_text_is_taken_up_and_nothing_is_lost(self, question: Question, office: Office, sign_in) -> None:
        client = sign_in(office.officer)
        shown = client.get(at(question, 1, 1))
        url = shown.context["take_up"]
        assert f'href="{url}"' in shown.content.decode()
        form = client.get(url).context["form"]
        assert form["text"].value() == "<p>Бейсенбіде келіңіз.</p>"
        assert question.versions.get().text.endswith("<p>Құжат алыңыз.</p>")  # nothing was written yet
        do(client, question, Verb.SAVE_DRAFT, text=editor("Бейсенбіде келіңіз."))
        assert [row.text for row in DraftText.objects.order_by("number")][2].endswith("<p>Құжат алыңыз.</p>")
        assert "Бейсенбіде" in question.versions.get().text

    def test_a_correction_begins_with_an_older_text_and_its_note(self, office: Office, sign_in) -> None:
        question, client = office.answered(), sign_in(office.officer)
        for text, note in (("<p>Жұмада.</p>", "Күні"), ("<p>Сенбіде.</p>", "Күні тағы")):
            services.answer_correct(question=question, actor=office.officer, text=text, change_note=note)
        form = client.get(client.get(at(question, 2, 1)).context["take_up"]).context["form"]
        assert (form["text"].value(), form["change_note"].value()) == ("<p>Жұмада.</p>", "Күні")

    def test_who_may_not_write_now_is_offered_no_form(self, question: Question, office: Office, sign_in) -> None:
        assert sign_in(office.moderator).get(at(question, 1, 1)).context["take_up"] == ""
        services.answer_submit(question=question, actor=office.officer)
        assert sign_in(office.officer).get(at(question, 1, 1)).context["take_up"] == ""

    @pytest.mark.parametrize("key", ["", "x", "-1", "99999999999999999999", "١"])
    def test_what_is_no_text_of_this_answer_is_not_taken_up(self, key, question, office: Office, sign_in) -> None:
        other = office.drafted()
        key = key or str(DraftText.objects.get(version__question=other).pk)
        form = sign_in(office.officer).get(f"{verb_page(question, Verb.SAVE_DRAFT)}?take-up={key}").context["form"]
        assert form["text"].value().endswith("<p>Құжат алыңыз.</p>")


class TestAccess:
    def test_others_neither_see_nor_guess_them(self, question: Question, office: Office, sign_in, client: Client):
        assert sign_in(member(Role.OFFICER, AgencyFactory())).get(at(question, 1, 1)).status_code == 404
        assert sign_in(member(Role.EDITOR)).get(at(question, 1, 1)).status_code == 302
        assert client.get(at(question, 1, 1)).status_code == 302

    def test_a_number_of_another_question_leads_nowhere(self, question: Question, office: Office, sign_in) -> None:
        other = office.in_progress()
        assert sign_in(office.officer).get(at(other, 1, 1)).status_code == 404
        assert sign_in(office.officer).get(at(question, 1, 4)).status_code == 404


def test_erasing_empties_the_texts_and_keeps_the_rows(question: Question, office: Office, sign_in) -> None:
    services.question_erase(question=question)
    assert set(DraftText.objects.values_list("text", "public_text", "change_note")) == {("", "", "")}
    assert DraftText.objects.count() == 3
    client = sign_in(office.moderator)
    assert at(question, 1, 1) not in client.get(page(question)).content.decode()
    assert "had this question erased" in client.get(at(question, 1, 1)).content.decode()


def test_what_merged_askers_read_does_not_keep_the_drafts(question: Question, office: Office) -> None:
    services.question_merge(question=office.submitted(), into=question, actor=office.moderator)
    services.question_erase(question=question)
    assert set(DraftText.objects.values_list("text", "public_text", "change_note")) == {("", "", "")}


def test_what_was_being_written_before_is_the_first_text(office: Office) -> None:
    from importlib import import_module

    from django.apps import apps

    drafted, answered = office.drafted(), office.answered()
    DraftText.objects.all().delete()
    import_module("qa.migrations.0004_answer_drafts").keep_what_is_being_written(apps, None)
    kept = DraftText.objects.get()
    assert (kept.version.question, kept.text, kept.saved_by) == (drafted, "<p>Бейсенбіде.</p>", office.officer)
    assert answered.versions.count() == 1
