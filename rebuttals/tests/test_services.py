"""The verbs of a report: each happens once, however often it is called."""

import pytest
from django.contrib.auth import get_user_model

from directory.models import Topic
from portal.events import Event
from portal.tests.trees import home
from rebuttals import services
from rebuttals.reports import ClaimReport
from rebuttals.tests.factories import IndexFactory, RebuttalFactory, ReportFactory

pytestmark = pytest.mark.django_db
Status = ClaimReport.Status


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", password="x")


def codes(report) -> list[str]:
    return list(Event.objects.filter(subject_kind="report", subject_id=report.pk).values_list("code", flat=True))


class TestSubmit:
    def test_the_same_token_is_the_same_report(self):
        first = services.report_submit(token="t", claim="Бөгет бұзылды", language="kk")
        second = services.report_submit(token="t", claim="Басқа мәтін", language="ru")
        assert first == second
        assert ClaimReport.objects.get().text == "Бөгет бұзылды"
        assert codes(first) == ["submit"]

    def test_control_characters_go_and_the_rest_stays(self):
        report = services.report_submit(
            token="t", claim="а\x00\u202eб <b>😀</b> سلام", language="kk", where_seen="\x07WhatsApp"
        )
        assert report.text == "аб <b>😀</b> سلام"
        assert report.where_seen == "WhatsApp"

    def test_the_log_holds_no_text(self):
        report = services.report_submit(token="t", claim="Бөгет бұзылды", language="kk")
        event = Event.objects.get(subject_kind="report", subject_id=report.pk)
        assert event.data == {"quarantined": False}
        assert event.role == "citizen"


class TestBegin:
    def test_draft_holds_what_the_report_says(self, editor):
        topic = Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")
        index = IndexFactory(parent=home())
        report = ReportFactory(where_seen="WhatsApp", url="https://example.org/a", topic=topic)
        page = services.rebuttal_begin(report=report, actor=editor)
        assert page.get_parent().specific == index
        assert not page.live
        assert page.title == "Бөгет бұзылды дейді"
        assert (page.claim, page.claim_by, page.verdict) == (report.text, "WhatsApp", "unproven")
        draft = page.get_latest_revision_as_object()
        assert draft.spread[0].value["url"] == "https://example.org/a"
        assert [row.topic for row in draft.page_topics.all()] == [topic]
        report.refresh_from_db()
        assert (report.rebuttal, report.status) == (page, Status.STARTED)

    def test_a_second_call_gives_the_same_page(self, editor):
        IndexFactory(parent=home())
        report = ReportFactory()
        assert services.rebuttal_begin(report=report, actor=editor) == services.rebuttal_begin(
            report=report, actor=editor
        )
        assert codes(report) == ["begin"]

    def test_in_the_language_of_the_report(self, editor):
        IndexFactory(parent=home())
        IndexFactory(parent=home("ru"), locale=home("ru").locale, slug="fact-check")
        page = services.rebuttal_begin(report=ReportFactory(language="ru"), actor=editor)
        assert page.language == "ru"

    def test_without_a_section_it_is_refused_and_nothing_changes(self, editor):
        report = ReportFactory()
        with pytest.raises(services.NoIndexPage):
            services.rebuttal_begin(report=report, actor=editor)
        report.refresh_from_db()
        assert report.status == Status.NEW

    @pytest.mark.parametrize("text", ["а" * 3000, "😀" * 20, "\u2066سلام عليكم\u2069 جدا", "Бір сөз\n\nекінші жол"])
    def test_any_text_makes_a_draft(self, editor, text):
        IndexFactory(parent=home())
        page = services.rebuttal_begin(report=ReportFactory(text=text), actor=editor)
        assert 0 < len(page.title) <= services.TITLE_LENGTH
        assert len(page.claim) <= services.CLAIM_LENGTH

    def test_a_draft_that_was_deleted_can_be_begun_anew(self, editor):
        IndexFactory(parent=home())
        report = ReportFactory()
        services.rebuttal_begin(report=report, actor=editor).delete()
        assert services.rebuttal_begin(report=report, actor=editor).pk


class TestLink:
    def test_linking_twice_is_one_event(self, editor):
        page = RebuttalFactory(parent=IndexFactory(parent=home()))
        report = ReportFactory()
        services.report_link(report=report, page=page, actor=editor)
        services.report_link(report=report, page=page, actor=editor)
        report.refresh_from_db()
        assert (report.rebuttal, report.status) == (page, Status.LINKED)
        assert codes(report) == ["link"]

    def test_not_to_a_second_rebuttal(self, editor):
        index = IndexFactory(parent=home())
        report = ReportFactory(rebuttal=RebuttalFactory(parent=index), status=Status.LINKED)
        with pytest.raises(services.AlreadyAnswered):
            services.report_link(report=report, page=RebuttalFactory(parent=index), actor=editor)


class TestDismiss:
    def test_twice_is_one_event(self, editor):
        report = ReportFactory()
        services.report_dismiss(report=report, actor=editor)
        services.report_dismiss(report=report, actor=editor)
        report.refresh_from_db()
        assert report.status == Status.DISMISSED
        assert codes(report) == ["dismiss"]

    def test_a_dismissed_report_can_still_be_checked(self, editor):
        IndexFactory(parent=home())
        report = ReportFactory(status=Status.DISMISSED)
        services.rebuttal_begin(report=report, actor=editor)
        report.refresh_from_db()
        assert report.status == Status.STARTED

    def test_not_when_a_rebuttal_was_begun(self, editor):
        report = ReportFactory(rebuttal=RebuttalFactory(parent=IndexFactory(parent=home())), status=Status.STARTED)
        with pytest.raises(services.AlreadyAnswered):
            services.report_dismiss(report=report, actor=editor)


def test_waiting_reports_come_oldest_first():
    first, second = ReportFactory(), ReportFactory()
    ReportFactory(status=Status.DISMISSED)
    assert list(ClaimReport.objects.waiting()) == [first, second]
