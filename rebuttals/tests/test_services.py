"""The verbs of reports and cases: each happens once, however often it is called."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from directory.models import Topic
from intake import codes
from intake.contacts import contact_add, contact_confirm
from intake.models import Contact
from portal import letters, retention
from portal.events import Event
from portal.notices import Notice
from portal.tests.trees import home
from rebuttals import services
from rebuttals.cases import CaseEvidence, ClaimCase, VerdictChange
from rebuttals.reports import ClaimReport
from rebuttals.rules.states import State, VerbRefused
from rebuttals.services import merging, writing
from rebuttals.tests.factories import CaseFactory, IndexFactory, RebuttalFactory, ReportFactory, correction

pytestmark = pytest.mark.django_db
TEXT = "Бөгет бұзылды, қаланы эвакуациялап жатыр"


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", password="x")


def submit(token: str, claim: str = TEXT, **more):
    return services.report_submit(token=token, claim=claim, language="kk", **more).report


def confirmed(email: str = "a@example.org", language: str = "kk") -> Contact:
    contact = contact_add(email, language)
    contact_confirm(contact)
    contact.refresh_from_db()
    return contact


def done(case) -> list[str]:
    rows = Event.objects.filter(subject_kind="case", subject_id=case.pk)
    return list(rows.order_by("pk").values_list("code", flat=True))


def mails() -> list[tuple[str, str]]:
    rows = Notice.objects.exclude(template="confirm_contact").order_by("pk")
    return [(row.template, row.context["word"]) for row in rows]


class TestSubmit:
    def test_the_same_token_is_the_same_report_and_code(self):
        first = services.report_submit(token="t", claim=TEXT, language="kk")
        second = services.report_submit(token="t", claim="Басқа мәтін", language="ru")
        assert (first.report, first.code) == (second.report, second.code)
        assert ClaimReport.objects.get().text == TEXT
        assert ClaimCase.objects.count() == 1

    def test_the_code_is_kept_sealed(self):
        submitted = services.report_submit(token="t", claim=TEXT, language="kk")
        row = ClaimReport.objects.values().get()
        assert submitted.code not in str(row)
        assert services.report_by_code(submitted.code.lower().replace("-", " ")) == submitted.report
        assert services.report_by_code(codes.new()) is None

    def test_control_characters_go_and_the_rest_stays(self):
        report = submit("t", "а\x00\u202eб <b>😀</b> سلام", where_seen="\x07WhatsApp")
        assert report.text == "аб <b>😀</b> سلام"
        assert report.where_seen == "WhatsApp"

    def test_the_log_holds_no_text(self):
        report = submit("t")
        event = Event.objects.get(subject_kind="report", subject_id=report.pk)
        assert event.data == {"quarantined": False}

    def test_a_passed_on_message_is_one_case(self):
        first = submit("a")
        for n in range(6):
            submit(f"b{n}", f"  {TEXT.upper()}!!! ")
        case = ClaimCase.objects.get()
        assert (case, case.report_count) == (first.case, 7)
        assert case.look_by < case.opened_at + timedelta(hours=72)  # many reports have made it more urgent

    def test_another_text_is_another_case(self):
        submit("a")
        submit("b", "Вирус 5G арқылы тарайды")
        assert ClaimCase.objects.count() == 2

    def test_what_a_program_sent_joins_nobodys_case(self):
        submit("a")
        report = submit("b", quarantined=True)
        assert report.case.quarantined
        assert report.case.report_count == 0
        assert list(ClaimCase.objects.open()) == [ClaimReport.objects.get(token="a").case]

    def test_one_that_is_answered_is_told_at_once_once(self, editor):
        case = submit("a").case
        services.case_link(case=case, page=RebuttalFactory(parent=IndexFactory(parent=home())), actor=editor)
        report = submit("b", contact=confirmed())
        assert report.case == case
        assert mails() == [("report_answered", "false")]
        services.cases_settle()
        assert len(mails()) == 1


class TestChecking:
    def test_taking_is_one_event(self, editor):
        case = submit("a").case
        for _ in range(2):
            services.case_take(case=case, actor=editor)
        case.refresh_from_db()
        assert (case.state, case.assignee) == (State.CHECKING, editor)
        assert done(case) == ["take"]

    def test_handing_over_and_back(self, editor):
        case = submit("a").case
        services.case_assign(case=case, actor=editor, assignee=editor)
        services.case_assign(case=case, actor=editor, assignee=None)
        case.refresh_from_db()
        assert case.assignee is None
        assert done(case) == ["assign", "assign"]

    def test_triage_orders_the_queue(self, editor):
        late, soon = submit("a").case, submit("b", "Ауыз су уланған, ішпеңіздер").case
        services.case_triage(case=soon, actor=editor, harm=3, spread=3)
        assert list(ClaimCase.objects.open()) == [soon, late]

    def test_evidence_is_struck_and_not_lost(self, editor):
        case = submit("a").case
        entry = {
            "url": "https://example.org/a",
            "note": "Бөгет бүтін",
            "archive_url": "https://web.archive.org/web/1/x",
        }
        first = services.case_add_evidence(case=case, actor=editor, **entry)
        assert services.case_add_evidence(case=case, actor=editor, **entry) == first
        for _ in range(2):
            services.case_strike_evidence(case=case, actor=editor, entry=first)
        kept = CaseEvidence.objects.get()
        assert kept.struck_by == editor
        assert done(case) == ["add_evidence", "strike_evidence"]

    def test_dismissed_is_told_once_and_opens_again(self, editor):
        case = submit("a", contact=confirmed()).case
        for _ in range(2):
            services.case_dismiss(case=case, actor=editor, reason="opinion")
        assert mails() == [("report_dismissed", "dismissed")]
        services.case_reopen(case=case, actor=editor)
        case.refresh_from_db()
        assert (case.state, case.closed_at, case.reason) == (State.CHECKING, None, "")

    def test_released_from_quarantine(self, editor):
        case = submit("a", quarantined=True).case
        services.case_release(case=case, actor=editor)
        assert list(ClaimCase.objects.open()) == [case]
        with pytest.raises(VerbRefused):
            services.case_release(case=case, actor=editor)


class TestMerge:
    @pytest.fixture
    def three(self):
        return [submit(f"r{n}", text).case for n, text in enumerate((TEXT, "Плотину прорвало", "The dam has burst"))]

    def test_counts_and_undoes_at_any_depth(self, editor, three):
        a, b, c = three
        services.case_take(case=a, actor=editor)
        for _ in range(2):
            services.case_merge(case=a, into=b, actor=editor)
        services.case_merge(case=b, into=c, actor=editor)
        for case in three:
            case.refresh_from_db()
        assert (a.root, b.root, c.report_count) == (c, c, 3)
        services.case_unmerge(case=b, actor=editor)
        for case in three:
            case.refresh_from_db()
        assert (a.root, b.root, b.report_count, c.report_count) == (b, None, 2, 1)
        services.case_unmerge(case=a, actor=editor)
        a.refresh_from_db()
        assert (a.state, a.root) == (State.CHECKING, None)
        assert done(a) == ["take", "merge", "unmerge"]

    def test_into_what_was_merged_is_into_its_root(self, editor, three):
        a, b, c = three
        services.case_merge(case=a, into=b, actor=editor)
        a.refresh_from_db()
        assert services.case_merge(case=c, into=a, actor=editor) == b

    def test_not_with_itself_nor_around_a_circle(self, editor, three):
        a, b, _ = three
        with pytest.raises(VerbRefused):
            services.case_merge(case=a, into=a, actor=editor)
        services.case_merge(case=a, into=b, actor=editor)
        a.refresh_from_db()
        with pytest.raises(VerbRefused):
            services.case_merge(case=b, into=a, actor=editor)

    def test_merging_into_an_answered_case_tells(self, editor, three):
        a, b, _ = three
        services.case_link(case=b, page=RebuttalFactory(parent=IndexFactory(parent=home())), actor=editor)
        ClaimReport.objects.filter(case=a).update(contact=confirmed())
        services.case_merge(case=a, into=b, actor=editor)
        assert mails() == [("report_answered", "false")]

    def test_a_new_report_of_a_merged_text_counts_at_the_top(self, editor, three):
        a, b, _ = three
        services.case_merge(case=a, into=b, actor=editor)
        submit("again", TEXT)
        b.refresh_from_db()
        assert b.report_count == 3

    def test_twins_of_one_moment_are_joined_and_stay_apart_once_taken_out(self, editor):
        first, second, other = (ReportFactory(text=text).case for text in (TEXT, f"{TEXT}!", "Басқа хабар"))
        assert (merging.cases_join(), merging.cases_join()) == (1, 0)
        first.refresh_from_db()
        second.refresh_from_db()
        assert (second.root, first.report_count) == (first, 2)
        services.case_unmerge(case=second, actor=editor)
        assert merging.cases_join() == 0
        other.refresh_from_db()
        assert other.root is None

    def test_a_report_is_taken_out(self, editor):
        submit("a")
        report = submit("b")
        own = services.case_separate(report=report, actor=editor)
        assert own.report_count == 1
        assert ClaimReport.objects.get(token="a").case.report_count == 1
        report.refresh_from_db()
        with pytest.raises(VerbRefused):
            services.case_separate(report=report, actor=editor)


class TestBegin:
    def test_draft_holds_what_is_known(self, editor):
        topic = Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")
        index = IndexFactory(parent=home())
        case = submit("a", where_seen="WhatsApp", links=["https://example.org/a"], topic=topic).case
        services.case_add_evidence(
            case=case, actor=editor, url="https://example.org/a", archive_url="https://web.archive.org/a", note="<b>"
        )
        page = services.case_begin(case=case, actor=editor)
        assert services.case_begin(case=case, actor=editor) == page
        assert page.get_parent().specific == index
        assert not page.live
        assert (page.claim, page.claim_by, page.verdict) == (TEXT, "WhatsApp", "unproven")
        draft = page.get_latest_revision_as_object()
        assert draft.spread[0].value["archive_url"] == "https://web.archive.org/a"
        assert "&lt;b&gt;" in str(draft.evidence[0].value["text"])
        assert [row.topic for row in draft.page_topics.all()] == [topic]
        case.refresh_from_db()
        assert (case.rebuttal, case.state) == (page, State.WRITING)
        assert done(case) == ["add_evidence", "begin"]

    def test_in_the_language_of_the_case(self, editor):
        IndexFactory(parent=home())
        IndexFactory(parent=home("ru"), locale=home("ru").locale, slug="fact-check")
        assert services.case_begin(case=CaseFactory(language="ru"), actor=editor).language == "ru"

    def test_without_a_section_it_is_refused_and_nothing_changes(self, editor):
        case = CaseFactory()
        with pytest.raises(services.NoIndexPage):
            services.case_begin(case=case, actor=editor)
        case.refresh_from_db()
        assert case.state == State.NEW

    @pytest.mark.parametrize("text", ["а" * 3000, "😀" * 20, "\u2066سلام عليكم\u2069 جدا", "Бір сөз\n\nекінші жол", ""])
    def test_any_text_makes_a_draft(self, editor, text):
        IndexFactory(parent=home())
        page = services.case_begin(case=CaseFactory(claim=text), actor=editor)
        assert 0 < len(page.title) <= writing.TITLE_LENGTH
        assert len(page.claim) <= writing.CLAIM_LENGTH

    def test_a_draft_that_was_deleted_can_be_begun_anew(self, editor):
        IndexFactory(parent=home())
        case = CaseFactory()
        services.case_begin(case=case, actor=editor).delete()
        case.refresh_from_db()
        assert services.case_begin(case=case, actor=editor).pk


class TestAnswer:
    @pytest.fixture
    def page(self):
        return RebuttalFactory(parent=IndexFactory(parent=home()), live=False)

    def test_the_case_closes_when_the_page_goes_live_and_all_are_told_once(self, editor, page):
        case = submit("a", contact=confirmed()).case
        submit("b", contact=confirmed("b@example.org", "ru"))
        submit("c")
        services.case_link(case=case, page=page, actor=editor)
        assert mails() == []
        for _ in range(2):
            page.save_revision().publish()
        case.refresh_from_db()
        assert (case.state, case.verdict) == (State.ANSWERED, "false")
        assert mails() == [("report_answered", "false")] * 2
        assert {row.language for row in Notice.objects.filter(template="report_answered")} == {"kk", "ru"}
        assert done(case) == ["link", "answer"]

    def test_a_corrected_verdict_is_told_to_those_who_heard_the_old_one(self, editor, page):
        page.save_revision().publish()
        case = submit("a", contact=confirmed()).case
        services.case_link(case=case, page=page, actor=editor)
        page.refresh_from_db()
        page.verdict = "misleading"
        page.corrections = [correction(25, "Жаңа құжат табылды.")]
        page.save_revision().publish()
        assert mails() == [("report_answered", "false"), ("report_corrected", "misleading")]
        assert [(row.before, row.verdict) for row in VerdictChange.objects.all()] == [
            ("", "false"),
            ("false", "misleading"),
        ]

    def test_taken_down_and_shown_again_tells_nobody_twice(self, editor, page):
        page.save_revision().publish()
        case = submit("a", contact=confirmed()).case
        services.case_link(case=case, page=page, actor=editor)
        page.refresh_from_db()
        page.unpublish()
        case.refresh_from_db()
        assert (case.state, case.closed_at) == (State.WRITING, None)
        page.refresh_from_db()
        page.save_revision().publish()
        case.refresh_from_db()
        assert case.state == State.ANSWERED
        assert len(mails()) == 1

    def test_a_publication_that_was_missed_is_found(self, editor, page):
        case = submit("a", contact=confirmed()).case
        services.case_link(case=case, page=page, actor=editor)
        type(page).objects.filter(pk=page.pk).update(live=True)
        assert services.cases_settle() == 1
        assert services.cases_settle() == 0
        assert len(mails()) == 1

    def test_a_wrong_link_is_taken_back_before_anybody_hears(self, editor, page):
        case = submit("a").case
        services.case_link(case=case, page=page, actor=editor)
        services.case_unlink(case=case, actor=editor)
        case.refresh_from_db()
        assert (case.state, case.rebuttal) == (State.CHECKING, None)

    def test_not_to_a_second_rebuttal(self, editor, page):
        case = submit("a").case
        services.case_link(case=case, page=page, actor=editor)
        with pytest.raises(VerbRefused):
            services.case_link(case=case, page=RebuttalFactory(parent=page.get_parent()), actor=editor)

    def test_programs_are_told_nothing(self, editor, page):
        case = submit("a", contact=confirmed(), quarantined=True).case
        services.case_link(case=case, page=page, actor=editor)
        page.save_revision().publish()
        assert mails() == []


class TestErase:
    def test_nothing_is_left_of_it(self):
        report = submit("a", where_seen="WhatsApp", links=["https://example.org"], contact=confirmed())
        code = report.code_fingerprint
        for _ in range(2):
            services.report_erase(report=report)
        report.refresh_from_db()
        assert (report.text, report.links, report.where_seen, report.code_fingerprint) == ("", [], "", None)
        assert Contact.objects.get(pk=report.contact_id).email_sealed == ""
        assert not ClaimReport.objects.filter(code_fingerprint=code).exists()
        case = report.case
        assert (case.claim, case.words, case.state) == ("", [], State.DISMISSED)

    def test_the_case_of_others_goes_on_in_their_words(self):
        report, other = submit("a"), submit("b", f"{TEXT}!")
        services.report_erase(report=report)
        case = ClaimCase.objects.get()
        assert (case.claim, case.state) == (other.text, State.NEW)


class TestRetention:
    def test_addresses_go_half_a_year_after_the_case(self, editor):
        report = submit("a", contact=confirmed())
        services.case_dismiss(case=report.case, actor=editor, reason="trifle")
        retention.run()
        assert Contact.objects.get().email_sealed
        ClaimCase.objects.update(closed_at=timezone.now() - timedelta(days=181))
        assert retention.run()["report_contacts"] == 1
        assert Contact.objects.get().email_sealed == ""
        assert ClaimReport.objects.get().text == TEXT

    def test_an_open_case_keeps_them(self):
        submit("a", contact=confirmed(), at=timezone.now() - timedelta(days=900))
        assert "report_contacts" not in retention.run()

    def test_what_came_to_nothing_goes_after_a_year(self, editor):
        report = submit("a")
        services.case_dismiss(case=report.case, actor=editor, reason="trifle")
        ClaimCase.objects.update(closed_at=timezone.now() - timedelta(days=366))
        submit("b", "Жарнама", quarantined=True, at=timezone.now() - timedelta(days=366))
        assert retention.run()["report_texts"] == 2
        assert "report_texts" not in retention.run()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("mail", ["report_answered", "report_corrected", "report_dismissed"])
def test_mails_say_the_number_and_the_way_and_no_claim(mail, language):
    subject, body = letters.compose(f"rebuttals/mail/{mail}.txt", language, {"number": 12, "word": "false"})
    assert "12" in subject
    assert f"/{language}/report/track/12/" in body
    assert ("False" in body) == (language == "en" and mail != "report_dismissed")


def test_open_cases_come_in_the_order_of_their_moment():
    late, soon = (CaseFactory(look_by=timezone.now() + timedelta(hours=n)) for n in (5, 1))
    CaseFactory(state="dismissed")
    ReportFactory(automatic=True)
    assert list(ClaimCase.objects.open()) == [soon, late]
