"""The verbs: what each changes beside the state, and what it refuses."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from intake.models import Contact
from portal.notices import Notice
from qa import clock, selectors, services
from qa.models import PublishedQuestion, Question, Term
from qa.rules import states
from qa.rules.reasons import ExtendReason, RecallReason, WithholdReason
from qa.rules.states import AssignmentState, Verb, VersionState, Visibility
from qa.services import StaleVersion, VerbRefused
from qa.tests.factories import Office, RoutingRuleFactory, confirmed_contact, reminded

ALMATY = ZoneInfo("Asia/Almaty")


def moment(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ALMATY)


def refused(code: str):
    return pytest.raises(VerbRefused, match=f": {code}$")


class TestSubmit:
    def test_the_same_token_gives_the_same_question_and_code(self, db) -> None:
        values = {"language": "kk", "consent_publish": True, "consent_processing": True}
        first = services.question_submit(token="one", text="Бірінші", **values)
        again = services.question_submit(token="one", text="Басқа", **values)
        assert first == again
        assert Question.objects.count() == 1

    def test_a_text_of_nothing_is_refused(self, db) -> None:
        with pytest.raises(ValueError, match="needs a text"):
            services.question_submit(
                token="t", text=" \u200e\x00 ", language="kk", consent_publish=True, consent_processing=True
            )

    def test_a_failure_leaves_no_gap_in_the_numbers(self, office: Office) -> None:
        office.submitted()
        with pytest.raises(IntegrityError), transaction.atomic():
            office.submitted(consent_publish=None)
        year = str(datetime.now(ALMATY).year)
        assert office.submitted().number == f"{year}-00002"


class TestStaleVersion:
    def test_both_versions_are_told(self, office: Office) -> None:
        question = office.submitted()
        services.question_mark_urgent(question=question, actor=office.moderator, version=question.version)
        with pytest.raises(StaleVersion) as stale:
            services.question_ask(question=question, actor=office.moderator, text="?", version=question.version)
        assert (stale.value.expected, stale.value.found) == (1, 2)
        assert stale.value.question.urgent


class TestRoute:
    def test_the_rule_that_suggested_is_named_and_counted(self, office: Office) -> None:
        followed = RoutingRuleFactory(agency=office.agency, keywords_kk=["екпе"])
        changed = RoutingRuleFactory(agency=office.other_agency, keywords_kk=["мектеп"])
        office.returned()
        services.question_route(
            question=office.submitted("Мектепте сабақ бола ма?"), actor=office.moderator, agency=office.agency
        )
        counts = selectors.rule_counts()
        assert counts[followed.pk] == selectors.RuleCounts(suggested=1, changed=0, returned=1)
        assert counts[changed.pk] == selectors.RuleCounts(suggested=1, changed=1, returned=0)

    def test_returned_can_be_routed_again(self, office: Office) -> None:
        question = services.question_route(
            question=office.returned(), actor=office.moderator, agency=office.other_agency
        )
        assert question.state == states.ROUTED
        assert question.assignments.active().get().agency == office.other_agency
        assert question.assignments.filter(state=AssignmentState.RETURNED).count() == 2

    def test_recall_takes_it_from_the_agency(self, office: Office) -> None:
        question = services.question_recall(
            question=office.in_progress(), actor=office.coordinator, reason=RecallReason.WRONG_AGENCY
        )
        assert question.state == states.SUBMITTED
        assert not question.assignments.active().exists()


class TestClock:
    def test_a_reply_moves_the_date_by_the_days_of_waiting(self, office: Office) -> None:
        question = office.submitted(at=moment(10, 29))
        before = question.due_on
        services.question_ask(question=question, actor=office.moderator, text="Қай қала?", at=moment(11, 2))
        question = services.question_reply(question=question, text="Алматы", at=moment(11, 5))
        assert question.due_on == clock.production_calendar().add(before, 3)
        assert question.state == states.SUBMITTED
        assert clock.count_of(question).paused == 3

    def test_an_officer_asks_and_the_question_comes_back_to_them(self, office: Office) -> None:
        question = services.question_ask(question=office.in_progress(), actor=office.officer, text="Қай күн?")
        assert (question.state, question.resume_status) == (states.NEEDS_INFO, "in_progress")
        question = services.question_reply(question=question, text="Дүйсенбі")
        assert (question.state, question.resume_status) == (states.IN_PROGRESS, "")

    def test_extensions_end_at_the_cap(self, office: Office) -> None:
        question = office.in_progress()
        cap = Term.objects.get(key="answer").extension_cap
        extend = {"actor": office.approver, "reason": ExtendReason.INQUIRY, "text": "Сұрау салдық."}
        before = question.due_on
        question = services.question_extend(question=question, working_days=cap - 1, **extend)
        assert question.due_on == clock.production_calendar().add(before, cap - 1)
        assert question.assignments.active().first().due_on == question.due_on
        with refused("over_the_cap"):
            services.question_extend(question=question, working_days=2, **extend)

    def test_lapse_needs_time_and_two_reminders(self, office: Office) -> None:
        question = office.submitted(at=moment(9, 1))
        question = services.question_ask(question=question, actor=office.moderator, text="?", at=moment(9, 1))
        with refused("too_early"):
            services.question_lapse(question=question, at=moment(9, 15))
        with refused("not_reminded"):
            services.question_lapse(question=question, at=moment(9, 16))
        reminded(question, moment(9, 14))
        question = services.question_lapse(question=question, at=moment(9, 16))
        assert question.state == states.NO_REPLY
        question = services.question_reopen(question=question, at=moment(9, 20))
        assert question.state == states.SUBMITTED
        assert not question.pauses.filter(until__isnull=True).exists()

    def test_reopening_starts_another_round_once(self, office: Office) -> None:
        question = services.question_reopen(question=office.answered(), text="Жауап толық емес.")
        assert question.state == states.IN_PROGRESS
        assert (question.round, question.clock_from) == (1, clock.day_of(question.reopened_at))
        services.answer_save_draft(question=question, actor=office.officer, text="<p>Толық жауап.</p>")
        services.answer_submit(question=question, actor=office.officer)
        question = services.answer_approve(question=question, actor=office.approver)
        assert [v.state for v in question.versions.all()] == [VersionState.SUPERSEDED, VersionState.PUBLISHED]
        with refused("already_reopened"):
            services.question_reopen(question=question, text="Тағы да")

    def test_reopening_ends_after_ten_working_days(self, office: Office) -> None:
        question = office.answered()
        with refused("too_late"):
            services.question_reopen(question=question, text="?", at=question.answered_at + timedelta(days=40))


class TestAnswer:
    def test_an_approved_text_is_clean(self, office: Office) -> None:
        question = office.in_progress()
        draft = services.answer_save_draft(
            question=question, actor=office.officer, text='<p onclick="x()">Иә<script>alert(1)</script></p>'
        )
        assert "script>" not in draft.text
        assert "onclick" not in draft.text

    def test_an_empty_answer_is_refused(self, office: Office) -> None:
        with refused("text_missing"):
            services.answer_save_draft(question=office.in_progress(), actor=office.officer, text="  ")

    def test_a_correction_reaches_everyone_who_got_the_old_text(self, office: Office) -> None:
        question = office.answered(contact=confirmed_contact("one@example.org"))
        twin = services.question_merge(
            question=office.submitted(contact=confirmed_contact("two@example.org")),
            into=question,
            actor=office.moderator,
        )
        services.answer_correct(
            question=question, actor=office.officer, text="<p>Жұмада.</p>", change_note="Күні өзгерді"
        )
        services.answer_submit(question=question, actor=office.officer)
        question = services.answer_approve(question=question, actor=office.approver)
        told = Notice.objects.filter(template="question_corrected").values_list("context__number", flat=True)
        assert set(told) == {question.number, twin.number}
        assert question.state == states.ANSWERED
        row = PublishedQuestion.objects.get(question=question)
        assert (row.answer, row.correction) == ("<p>Жұмада.</p>", "Күні өзгерді")
        assert selectors.answer_for(twin).html == "<p>Жұмада.</p>"

    def test_sent_back_with_a_comment_and_taken_back(self, office: Office) -> None:
        question = services.answer_send_back(question=office.in_approval(), actor=office.approver, text="Күні қате")
        assert question.state == states.IN_PROGRESS
        services.answer_submit(question=question, actor=office.officer)
        question = services.answer_take_back(question=question, actor=office.officer)
        assert question.versions.get().state == VersionState.DRAFT


class TestClusters:
    def test_duplicates_follow_when_the_canonical_is_merged(self, office: Office) -> None:
        first, second, third = (office.submitted() for _ in range(3))
        services.question_merge(question=first, into=second, actor=office.moderator)
        services.question_merge(question=second, into=third, actor=office.moderator)
        assert set(third.duplicates.all()) == {first, second}

    def test_merging_into_a_duplicate_means_its_canonical(self, office: Office) -> None:
        first, second, third = (office.submitted() for _ in range(3))
        services.question_merge(question=first, into=second, actor=office.moderator)
        merged = services.question_merge(question=third, into=first, actor=office.moderator)
        assert merged.duplicate_of == second
        with refused("itself"):
            services.question_merge(question=second, into=first, actor=office.moderator)

    def test_the_oldest_duplicate_takes_the_place_of_one_withdrawn(self, office: Office) -> None:
        canonical, oldest, younger = (office.submitted() for _ in range(3))
        for question in (younger, oldest):
            services.question_merge(question=question, into=canonical, actor=office.moderator)
        services.question_withdraw(question=canonical)
        oldest.refresh_from_db()
        younger.refresh_from_db()
        assert oldest.state == states.SUBMITTED
        assert younger.duplicate_of == oldest

    def test_a_wrong_merge_is_undone(self, office: Office) -> None:
        question = services.question_unmerge(question=office.duplicate(), actor=office.moderator)
        assert (question.state, question.duplicate_of) == (states.SUBMITTED, None)

    def test_the_asker_hears_that_a_moderator_has_it_again_and_of_parts_by_mails_of_their_own(self, office: Office):
        merged = office.submitted(contact=confirmed_contact())
        services.question_merge(question=merged, into=office.submitted(), actor=office.moderator)
        services.question_unmerge(question=merged, actor=office.moderator)
        office.split(contact=confirmed_contact("parts@example.org"))
        told = list(Notice.objects.filter(recipient__startswith="contact:").values_list("template", flat=True))
        assert told.count("question_taken_up_again") == 1
        assert told.count("question_split") == 1
        assert "question_receipt" not in told

    def test_nothing_is_merged_into_what_ended_without_an_answer(self, office: Office) -> None:
        with refused("target_closed"):
            services.question_merge(question=office.submitted(), into=office.rejected(), actor=office.moderator)


class TestPublic:
    def test_published_while_it_waits(self, office: Office) -> None:
        question = services.question_publish(question=office.routed(), actor=office.moderator)
        row = PublishedQuestion.objects.public().get(question=question)
        assert (row.answer, row.due_on, row.agency) == ("", question.due_on, office.agency)

    def test_unconfirmed_text_is_never_published(self, office: Office) -> None:
        question = services.question_route(question=office.submitted(), actor=office.moderator, agency=office.agency)
        with refused("not_confirmed_for_the_public"):
            services.question_publish(question=question, actor=office.moderator)

    def test_withheld_leaves_a_tombstone_and_can_come_back(self, office: Office) -> None:
        question = services.question_withhold(
            question=office.answered(), actor=office.moderator, reason=WithholdReason.MISTAKE
        )
        assert not PublishedQuestion.objects.public().exists()
        assert PublishedQuestion.objects.tombstones().count() == 1
        services.question_show(question=question, actor=office.moderator)
        assert PublishedQuestion.objects.public().count() == 1

    def test_revoked_consent_takes_it_down_for_good(self, office: Office) -> None:
        question = services.question_revoke_consent(question=office.answered())
        assert question.visibility == Visibility.WITHHELD
        with refused("not_confirmed_for_the_public"):
            services.question_show(question=question, actor=office.moderator)
        with refused("consent_already_revoked"):
            services.question_revoke_consent(question=question)

    def test_no_one_can_make_a_withheld_row_live(self, office: Office) -> None:
        question = services.question_revoke_consent(question=office.answered())
        row = PublishedQuestion.objects.get(question=question)
        row.save_revision().publish()
        assert not PublishedQuestion.objects.public().exists()


class TestErase:
    def test_nothing_the_asker_wrote_is_left(self, office: Office) -> None:
        question = office.answered(text="МАРКЕР мәтін", contact=confirmed_contact("marker@example.org"))
        services.question_redact(question=question, actor=office.moderator, title="МАРКЕР", text="МАРКЕР")
        PublishedQuestion.objects.get(question=question).save_revision()
        services.question_erase(question=question)
        assert_no_marker("МАРКЕР")
        assert not Contact.objects.exclude(email_sealed="").exists()

    def test_an_open_question_is_withdrawn_first(self, office: Office) -> None:
        question = services.question_erase(question=office.in_progress())
        assert question.state == states.WITHDRAWN
        with refused("erased"):
            services.question_erase(question=question)

    def test_the_parts_of_a_split_question_go_with_it(self, office: Office) -> None:
        question = office.split()
        services.question_erase(question=question)
        assert set(Question.objects.values_list("text", flat=True)) == {""}


class TestSplit:
    def test_parts_keep_the_date_and_have_no_code_of_their_own(self, office: Office) -> None:
        question = office.split()
        parts = selectors.parts_of(question)
        assert [part.text for part in parts] == ["Бірінші?", "Екінші?"]
        assert {part.due_on for part in parts} == {question.due_on}
        assert {part.code_fingerprint for part in parts} == {None}

    def test_a_part_is_answered_like_any_question(self, office: Office) -> None:
        part = selectors.parts_of(office.split(contact=confirmed_contact()))[0]
        services.question_route(question=part, actor=office.moderator, agency=office.agency)
        services.question_accept(question=part, actor=office.officer)
        notice = Notice.objects.filter(template="question_accepted").get()
        assert notice.context["number"] == part.number
        with refused("part_of_a_split"):
            fresh = selectors.parts_of(office.split())[0]
            services.question_split(
                question=fresh, actor=office.moderator, parts=[services.Part("a"), services.Part("b")]
            )


def assert_no_marker(marker: str) -> None:
    """No text column of any table of the service holds `marker`."""
    from django.apps import apps
    from django.db.models import CharField, JSONField, TextField

    labels = {"qa", "portal", "intake", "wagtailcore", "wagtail_localize", "search"}
    for model in apps.get_models():
        if model._meta.app_label in labels:
            for field in model._meta.concrete_fields:
                if isinstance(field, CharField | TextField | JSONField):
                    values = model.objects.values_list(field.attname, flat=True)
                    assert not [value for value in values if marker in str(value)], f"{model.__name__}.{field.name}"


def test_reasons_are_checked(office: Office) -> None:
    with pytest.raises(ValueError, match="not a valid"):
        services.question_recall(question=office.routed(), actor=office.moderator, reason="because")


def test_a_name_for_every_verb() -> None:
    kinds = ("question_", "answer_", "contribution_", "co_executor_")
    named = {name for name in services.__all__ if name.startswith(kinds)}
    assert len(named) == len(Verb) - len({Verb.PROMOTE}) + len({"question_by_code", "question_set_aside"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        {"status": "closed"},
        {"close_reason": "spam"},
        {"status": "needs_info"},
        {"visibility": "public"},
        {"status": "unknown"},
        {"visibility": "withheld"},
        {"status": "answered"},
    ],
)
def test_the_database_refuses_what_cannot_be(broken: dict[str, str]) -> None:
    question = services.question_submit(
        token=uuid4().hex, text="?!", language="kk", consent_publish=True, consent_processing=True
    ).question
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**broken)
