"""Whoever was merged into another question never ends without an answer, and never reads what is another's alone."""

import pytest

from portal.notices import Notice
from qa import selectors, services
from qa.models import Question
from qa.rules import states
from qa.rules.reasons import WithholdReason
from qa.rules.transitions import VerbRefused
from qa.tests.factories import Office, confirmed_contact


def draft(office: Office, question: Question, public_text: str = "") -> None:
    services.answer_save_draft(
        question=question, actor=office.officer, text="<p>Тек сізге.</p>", public_text=public_text
    )


def correct(office: Office, question: Question, text: str, **more: str) -> Question:
    services.answer_correct(question=question, actor=office.officer, text=text, change_note="Күні", **more)
    services.answer_submit(question=question, actor=office.officer)
    return services.answer_approve(question=question, actor=office.approver)


def merged(office: Office, into: Question, **more: object) -> Question:
    return services.question_merge(question=office.submitted(**more), into=into, actor=office.moderator)


def read(question: Question) -> str:
    question.refresh_from_db()
    answer = selectors.answer_for(question)
    return answer.html if answer else ""


@pytest.fixture
def private(office: Office) -> Question:
    """A question in progress whose asker does not agree to publication."""
    return office.in_progress(consent_publish=False)


class TestBeforeTheAnswer:
    def test_the_officer_is_told_to_write_the_text_for_everyone(self, office: Office, private: Question) -> None:
        twin = merged(office, private)
        draft(office, private)
        with pytest.raises(VerbRefused, match="others_without_text"):
            services.answer_submit(question=private, actor=office.officer)
        draft(office, private, "<p>Бәріне.</p>")
        services.answer_submit(question=private, actor=office.officer)
        services.answer_approve(question=private, actor=office.approver)
        assert read(twin) == "<p>Бәріне.</p>"
        assert read(private) == "<p>Тек сізге.</p>"

    def test_one_merged_while_the_answer_waits_for_approval_counts_too(self, office: Office, private: Question) -> None:
        draft(office, private)
        services.answer_submit(question=private, actor=office.officer)
        merged(office, private)
        with pytest.raises(VerbRefused, match="others_without_text"):
            services.answer_approve(question=private, actor=office.approver)
        private.refresh_from_db()
        assert private.state == states.IN_APPROVAL

    def test_an_answer_that_becomes_public_needs_no_second_text(self, office: Office) -> None:
        question = office.drafted()
        twin = merged(office, question)
        services.answer_submit(question=question, actor=office.officer)
        services.answer_approve(question=question, actor=office.approver)
        assert read(twin) == "<p>Бейсенбіде.</p>"

    def test_without_others_the_answer_may_be_for_one_alone(self, office: Office, private: Question) -> None:
        draft(office, private)
        services.answer_submit(question=private, actor=office.officer)
        assert services.answer_approve(question=private, actor=office.approver).state == states.ANSWERED

    def test_who_was_merged_and_erased_needs_no_text(self, office: Office, private: Question) -> None:
        services.question_erase(question=merged(office, private))
        draft(office, private)
        services.answer_submit(question=private, actor=office.officer)
        assert services.answer_approve(question=private, actor=office.approver).state == states.ANSWERED


class TestAfterTheAnswer:
    @pytest.fixture
    def answered(self, office: Office, private: Question) -> Question:
        draft(office, private)
        services.answer_submit(question=private, actor=office.officer)
        return services.answer_approve(question=private, actor=office.approver)

    def test_nobody_is_merged_into_an_answer_for_another_alone(self, office: Office, answered: Question) -> None:
        question = office.submitted()
        with pytest.raises(VerbRefused, match="target_answer_private"):
            services.question_merge(question=question, into=answered, actor=office.moderator)
        question.refresh_from_db()
        assert question.state == states.SUBMITTED
        correct(office, answered, "<p>Тек сізге.</p>", public_text="<p>Бәріне.</p>")
        assert read(services.question_merge(question=question, into=answered, actor=office.moderator)) == (
            "<p>Бәріне.</p>"
        )

    def test_a_reopened_question_that_is_withdrawn_hands_over(self, office: Office, answered: Question) -> None:
        services.question_reopen(question=answered, text="Түсінбедім.")
        heir = merged(office, answered)
        services.question_withdraw(question=answered)
        heir.refresh_from_db()
        assert heir.state == states.SUBMITTED


class TestWhatWasPublic:
    @pytest.mark.parametrize("act", [services.question_revoke_consent, services.question_erase])
    def test_what_everyone_read_stays_for_the_others(self, act, office: Office) -> None:
        question = office.answered()
        twin = merged(office, question)
        act(question=question)
        assert read(twin) == "<p>Бейсенбіде.</p>"

    @pytest.mark.parametrize("reason", [WithholdReason.PERSONAL_DATA, WithholdReason.MISTAKE, WithholdReason.LEGAL])
    def test_what_says_too_much_goes_from_their_pages_too(self, reason: WithholdReason, office: Office) -> None:
        question = office.answered()
        twin = merged(office, question)
        services.question_withhold(question=question, actor=office.moderator, reason=reason)
        assert read(twin) == ""


def test_a_correction_reaches_all_who_got_the_old_text(office: Office) -> None:
    """Those merged before the answer, after it, and through a question that was itself merged."""
    question = office.drafted(contact=confirmed_contact("one@example.org"))
    before = merged(office, question, contact=confirmed_contact("two@example.org"))
    services.answer_submit(question=question, actor=office.officer)
    services.answer_approve(question=question, actor=office.approver)
    after = merged(office, question, contact=confirmed_contact("three@example.org"))
    between = office.submitted(contact=confirmed_contact("four@example.org"))
    far = merged(office, between, contact=confirmed_contact("five@example.org"))
    services.question_merge(question=between, into=question, actor=office.moderator)
    correct(office, question, "<p>Жұмада.</p>")
    told = Notice.objects.filter(template="question_corrected").values_list("context__number", flat=True)
    everyone = [question, before, after, between, far]
    assert sorted(told) == sorted(one.number for one in everyone)
    assert {read(one) for one in everyone} == {"<p>Жұмада.</p>"}
