"""Following a report by its code, and having it erased."""

import pytest
from django.test import Client

from portal.tests.trees import translated
from rebuttals import services
from rebuttals.reports import ClaimReport
from rebuttals.tests.factories import RebuttalFactory

pytestmark = pytest.mark.django_db
TEXT = "Бөгет бұзылды, қаланы эвакуациялап жатыр"


@pytest.fixture
def sent():
    return services.report_submit(token="t", claim=TEXT, language="kk", links=["https://example.org/a"])


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("editor", password="x")


@pytest.fixture
def holder(sent, client):
    """A browser in which the code was typed."""
    client.post("/kk/report/track/", {"code": sent.code})
    return client


def page_of(client, report, language="kk"):
    return client.get(f"/{language}/report/track/{report.pk}/")


class TestCode:
    def test_it_opens_the_page_as_people_type_it(self, sent, client, language):
        response = client.post(f"/{language}/report/track/", {"code": f" {sent.code.lower().replace('-', '')} "})
        assert response.url == f"/{language}/report/track/{sent.report.pk}/"
        text = client.get(response.url).text
        assert TEXT in text
        assert "https://example.org/a" in text
        assert sent.code not in text

    @pytest.mark.parametrize("code", ["", "x", "0000-0000-0000", "A" * 5000, "\x00", "<script>"])
    def test_any_other_is_unknown(self, sent, client, language, code):
        response = client.post(f"/{language}/report/track/", {"code": code})
        assert response.status_code == 422
        assert TEXT not in response.text

    def test_without_it_nobody_sees_anything(self, sent):
        for path in ("", "erase/"):
            for pk in (sent.report.pk, 99999):
                response = Client().get(f"/kk/report/track/{pk}/{path}")
                assert response.url == "/kk/report/track/"

    def test_one_try_too_many(self, sent, client, settings):
        settings.LIMITS = {"code": (1, 600)}
        client.post("/kk/report/track/", {"code": "0000-0000-0000"})
        assert client.post("/kk/report/track/", {"code": sent.code}).status_code == 429

    def test_nothing_of_it_is_kept_by_caches(self, sent, holder):
        assert "no-store" in page_of(holder, sent.report)["Cache-Control"]


class TestVerdict:
    def test_it_stands_there_in_the_readers_language(self, sent, holder, editor, index):
        page = RebuttalFactory(parent=index)
        russian = translated(page, "ru", claim="Плотина разрушена")
        before = page_of(holder, sent.report).text
        assert "verdict-false" not in before
        services.case_link(case=sent.report.case, page=page, actor=editor)
        assert page.url in page_of(holder, sent.report).text
        assert russian.claim in page_of(holder, sent.report, "ru").text
        assert page.conclusion in page_of(holder, sent.report, "en").text

    def test_nothing_to_check_is_said_with_its_reason(self, sent, holder, editor, language):
        services.case_dismiss(case=sent.report.case, actor=editor, reason="opinion")
        sent.report.case.refresh_from_db()
        from django.utils import translation

        with translation.override(language):
            reason = str(sent.report.case.get_reason_display())
        assert reason in page_of(holder, sent.report, language).text

    def test_a_merged_report_has_the_verdict_of_all(self, sent, holder, editor, index):
        other = services.report_submit(token="o", claim="Плотину прорвало", language="ru").report
        services.case_merge(case=sent.report.case, into=other.case, actor=editor)
        services.case_link(case=other.case, page=RebuttalFactory(parent=index), actor=editor)
        assert "verdict-false" in page_of(holder, sent.report).text

    def test_a_page_taken_down_is_no_verdict(self, sent, holder, editor, index):
        page = RebuttalFactory(parent=index)
        services.case_link(case=sent.report.case, page=page, actor=editor)
        page.unpublish()
        assert page.conclusion not in page_of(holder, sent.report).text


class TestErase:
    def test_asks_first_then_nothing_opens_any_more(self, sent, holder, language):
        address = f"/{language}/report/track/{sent.report.pk}/erase/"
        assert holder.get(address).status_code == 200
        assert ClaimReport.objects.get().text == TEXT
        response = holder.post(address)
        assert holder.get(response.url).status_code == 200
        assert ClaimReport.objects.get().text == ""
        assert page_of(holder, sent.report).status_code == 302
        assert holder.post("/kk/report/track/", {"code": sent.code}).status_code == 422
