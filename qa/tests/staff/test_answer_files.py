"""Files of an answer: checked by content, private until the answer is in force, then for those whom it is for."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from intake.models import Attachment
from intake.tests.samples import EXE, PDF, upload
from qa import services
from qa.models import AnswerFile, Question
from qa.rules.reasons import WithholdReason
from qa.rules.states import Role, Verb
from qa.tests.factories import AgencyFactory, Office, member
from qa.tests.public.asking import Asker
from qa.tests.staff.pages import do, editor, page


def pdf(name: str = "тізім.pdf") -> SimpleUploadedFile:
    return upload(name, PDF)


def save(office: Office, question: Question, **files: Any) -> None:
    services.answer_save_draft(
        question=question, actor=office.officer, text="<p>Бейсенбіде.</p>", public_text="<p>Бейсенбіде.</p>",
        files=services.Files(**files),
    )  # fmt: skip


def approve(office: Office, question: Question) -> Question:
    services.answer_submit(question=question, actor=office.officer)
    return services.answer_approve(question=question, actor=office.approver)


def public(file: AnswerFile) -> str:
    return f"/kk/questions/{file.version.question.number}/files/{file.pk}/"


def own(question: Question, file: AnswerFile) -> str:
    return f"/kk/questions/track/{question.number}/files/{file.pk}/"


@pytest.fixture
def question(office: Office) -> Question:
    """In progress, with a file for everyone and one for the asker alone in its draft."""
    question = office.in_progress()
    save(office, question, for_all=[pdf()], for_asker=[pdf("жеке.pdf")])
    return question


@pytest.fixture
def files(question: Question) -> tuple[AnswerFile, AnswerFile]:
    shared, personal = AnswerFile.objects.order_by("for_asker_only")
    return shared, personal


class TestForm:
    def test_files_come_with_the_draft_and_go_with_a_tick(self, office: Office, sign_in: Any) -> None:
        question, client = office.in_progress(), sign_in(office.officer)
        sent = do(client, question, Verb.SAVE_DRAFT, text=editor("Жауап"), for_all=[pdf()], for_asker=[pdf("b.pdf")])
        assert sent.status_code == 302
        html = client.get(page(question)).content.decode()
        assert 'enctype="multipart/form-data"' in html
        assert "тізім.pdf" in html
        gone = AnswerFile.objects.get(for_asker_only=False).attachment
        do(client, question, Verb.SAVE_DRAFT, text=editor("Жауап"), gone=[gone.pk])
        assert AnswerFile.objects.get().for_asker_only
        gone.refresh_from_db()
        assert gone.erased_at

    def test_what_lies_about_itself_is_told_and_nothing_is_saved(self, office: Office, sign_in: Any) -> None:
        question, client = office.in_progress(), sign_in(office.officer)
        for bad in (upload("a.pdf", EXE), upload("a.pdf", b"")):
            sent = do(client, question, Verb.SAVE_DRAFT, text=editor("Менің мәтінім"), for_all=[pdf(), bad])
            assert sent.status_code == 422
            assert sent.context["form"].errors["for_all"]
            assert "Choose the files again" in sent.content.decode()
            assert "Менің мәтінім" in sent.context["form"]["text"].value()
        assert not Attachment.objects.exists()

    def test_there_are_not_too_many(self, question: Question, office: Office, sign_in: Any) -> None:
        many = [pdf(f"{n}.pdf") for n in range(4)]
        sent = do(sign_in(office.officer), question, Verb.SAVE_DRAFT, text=editor("Жауап"), for_all=many)
        assert sent.status_code == 422
        assert AnswerFile.objects.count() == 2

    def test_a_file_of_another_question_cannot_be_taken_out(self, question, files, office: Office, sign_in) -> None:
        other = office.in_progress()
        fields = {"text": editor("Жауап"), "gone": [files[0].attachment_id]}
        do(sign_in(office.officer), other, Verb.SAVE_DRAFT, **fields)
        assert AnswerFile.objects.count() == 2


class TestWhoGetsThem:
    def test_nobody_but_staff_before_the_answer_is_in_force(self, question, files, office, client, sign_in) -> None:
        services.question_publish(question=question, actor=office.moderator)
        for file in files:
            assert client.get(public(file)).status_code == 404
        url = reverse("qa_staff:answer_file", args=[question.number, files[0].pk])
        assert sign_in(office.approver).get(url).status_code == 200
        assert sign_in(member(Role.OFFICER, AgencyFactory())).get(url).status_code == 404
        assert client.get(url).status_code == 302

    def test_everyone_gets_those_of_a_public_answer(self, question, files, office: Office, client: Client) -> None:
        approve(office, question)
        shared, personal = files
        page = client.get(f"/kk/questions/{question.number}/").text
        assert public(shared) in page
        assert "жеке" not in page
        answer = client.get(public(shared))
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert client.get(public(personal)).status_code == 404

    def test_what_is_taken_down_is_gone_at_once(self, question, files, office: Office, client: Client) -> None:
        approved = approve(office, question)
        services.question_withhold(question=approved, actor=office.moderator, reason=WithholdReason.OUTDATED)
        assert client.get(public(files[0])).status_code == 404

    def test_the_asker_gets_both_and_needs_the_code(self, office: Office, client: Client) -> None:
        Asker(client).ask()
        question = Question.objects.get()
        services.question_route(question=question, actor=office.moderator, agency=office.agency)
        services.question_accept(question=question, actor=office.officer)
        save(office, question, for_all=[pdf()], for_asker=[pdf("жеке.pdf")])
        rows = list(AnswerFile.objects.all())
        assert client.get(own(question, rows[0])).status_code == 404
        approve(office, question)
        page = client.get(f"/kk/questions/track/{question.number}/").text
        for file in rows:
            assert own(question, file) in page
            assert client.get(own(question, file)).status_code == 200
            assert Client().get(own(question, file)).status_code == 404

    def test_who_was_merged_gets_what_others_may_read(self, question, files, office: Office, client: Client) -> None:
        approved = approve(office, question)
        Asker(client).ask()
        twin = Question.objects.latest("pk")
        services.question_merge(question=twin, into=question, actor=office.moderator)
        assert client.get(own(twin, files[0])).status_code == 200
        assert client.get(own(twin, files[1])).status_code == 404
        services.question_withhold(question=approved, actor=office.moderator, reason=WithholdReason.PERSONAL_DATA)
        assert client.get(own(twin, files[0])).status_code == 404


class TestVersions:
    def test_a_correction_begins_with_the_files_and_changes_its_own(self, question, files, office, client) -> None:
        question = approve(office, question)
        shared, _personal = files
        services.answer_correct(
            question=question, actor=office.officer, text="<p>Жұмада.</p>", change_note="Күні",
            files=services.Files(for_all=[pdf("жаңа.pdf")], gone=[shared.attachment_id]),
        )  # fmt: skip
        assert client.get(public(shared)).status_code == 200  # still in force
        approve(office, question)
        assert client.get(public(shared)).status_code == 404
        names = set(AnswerFile.objects.in_force(question).values_list("attachment__name", flat=True))
        assert names == {"жаңа.pdf", "жеке.pdf"}


class TestErasing:
    def test_files_go_with_the_question(self, question, files, office: Office) -> None:
        approve(office, question)
        services.question_erase(question=question)
        assert not Attachment.objects.live().exists()
        assert set(Attachment.objects.values_list("name", "file")) == {("", "")}

    def test_what_merged_askers_read_stays_for_them(self, question, files, office: Office) -> None:
        approved = approve(office, question)
        services.question_merge(question=office.submitted(), into=approved, actor=office.moderator)
        services.question_erase(question=approved)
        assert list(Attachment.objects.live()) == [files[0].attachment]
