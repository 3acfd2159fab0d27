"""The verdict's history, the log of corrections, the method, and the card that others embed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal import memory
from portal.tests.trees import get, graph, translated
from rebuttals.pages import RebuttalMethodPage
from rebuttals.tests.factories import RebuttalFactory, correction

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert("1")</script>'


@pytest.fixture
def corrected(index):
    """A rebuttal whose verdict became another one."""
    page = RebuttalFactory(parent=index, live=False)
    page.save_revision().publish()
    page.refresh_from_db()
    page.verdict = "misleading"
    page.corrections = [correction(25, "Жаңа құжат табылды: бөгеттің бір бөлігі шынымен жөнделген.")]
    page.save_revision().publish()
    page.refresh_from_db()
    memory.forget()
    return page


def method_page(index):
    page = RebuttalMethodPage(title="Қалай тексереміз", slug="method", locale=index.locale)
    index.add_child(instance=page)
    memory.forget()
    return page


class TestHistory:
    def test_both_verdicts_and_the_reason_stand_on_the_page(self, corrected):
        text = get(corrected.url).text.partition('id="corrections"')[2]
        assert text.index("verdict-misleading") < text.index("verdict-false")
        assert "Жаңа құжат табылды" in text

    def test_a_verdict_changes_only_with_a_word(self, corrected):
        corrected.verdict = "true"
        with pytest.raises(ValidationError) as refused:
            corrected.full_clean()
        assert "corrections" in refused.value.message_dict
        corrected.corrections = [correction(26, "Тағы түзетілді.")]
        corrected.full_clean()

    def test_words_may_be_mended_without_one(self, corrected):
        corrected.conclusion = "Жартылай рас: бөгеттің бір бөлігі жөнделген."
        corrected.full_clean()

    def test_a_draft_has_no_history_to_explain(self, index):
        page = RebuttalFactory(parent=index, live=False)
        page.verdict = "true"
        page.full_clean()


class TestLog:
    def test_lists_what_changed_with_its_page(self, corrected):
        text = get("/kk/rebuttals/corrections/").text
        assert corrected.url in text
        assert "Жаңа құжат табылды" in text
        assert "verdict-misleading" in text

    def test_says_so_when_there_is_nothing(self, index, language):
        assert "empty-state" in get(f"/{language}/rebuttals/corrections/").text

    def test_only_what_is_public_in_this_language(self, corrected):
        assert corrected.title not in get("/ru/rebuttals/corrections/").text
        corrected.unpublish()
        memory.forget()
        assert "Жаңа құжат" not in get("/kk/rebuttals/corrections/").text

    def test_costs_the_same_with_many(self, corrected):
        def cost() -> int:
            memory.forget()
            with CaptureQueriesContext(connection) as captured:
                assert Client().get("/kk/rebuttals/corrections/").status_code == 200
            return len(captured)

        cost()
        few = cost()
        for n in range(40):
            RebuttalFactory(parent=corrected.get_parent(), corrections=[correction(1 + n % 20, "Түзету")])
        assert cost() == few

    @pytest.mark.parametrize("page", ["zzz", "0", "99", "-1", "%00"])
    def test_any_page_number_is_answered(self, corrected, page):
        assert get(f"/kk/rebuttals/corrections/?page={page}").status_code == 200

    def test_a_shared_cache_may_hold_it(self, corrected):
        response = get("/kk/rebuttals/corrections/")
        assert not response.cookies
        assert "s-maxage" in response["Cache-Control"]

    def test_is_linked_with_the_method(self, corrected, index):
        page = method_page(index)
        for path in (index.url, corrected.url):
            text = get(path).text
            assert page.url in text
            assert "/kk/rebuttals/corrections/" in text
        author = next(item for item in graph(get(corrected.url).text) if item["@type"] == "ClaimReview")["author"]
        assert author["publishingPrinciples"].endswith(page.url)

    def test_there_is_one_method_and_readers_get_it(self, index):
        page = method_page(index)
        assert page.title in get(page.url).text
        assert not RebuttalMethodPage.can_create_at(index)


class TestCard:
    def test_can_be_framed_anywhere_and_runs_nothing(self, index, language):
        page = RebuttalFactory(parent=index)
        translated(page, "ru")
        translated(page, "en")
        response = get(f"/{language}/rebuttals/{page.slug}/card/")
        policy = response["Content-Security-Policy"]
        assert "frame-ancestors *" in policy
        assert "default-src 'none'" in policy
        assert "X-Frame-Options" not in response
        assert "<script" not in response.text
        assert not response.cookies
        for words in (page.claim, page.conclusion, "verdict-false"):
            assert words in response.text

    def test_no_other_page_can_be_framed(self, index):
        response = get(RebuttalFactory(parent=index).url)
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "SAMEORIGIN"

    def test_only_of_what_is_public(self, index):
        page = RebuttalFactory(parent=index, live=False)
        for slug in (page.slug, "nothing"):
            assert get(f"/kk/rebuttals/{slug}/card/").status_code == 404
        live = RebuttalFactory(parent=index)
        assert get(f"/ru/rebuttals/{live.slug}/card/").status_code == 404

    def test_the_snippet_to_copy_is_escaped_twice(self, index):
        page = RebuttalFactory(parent=index, claim=HOSTILE)
        text = get(page.url).text
        assert HOSTILE not in text
        assert f"&lt;iframe src=&quot;http://testserver/kk/rebuttals/{page.slug}/card/&quot;" in text
        assert "title=&quot;" in text
        assert "&amp;quot;&amp;gt;&amp;lt;script" in text

    def test_a_corrected_verdict_is_on_the_card_at_once(self, corrected):
        assert "verdict-misleading" in get(f"/kk/rebuttals/{corrected.slug}/card/").text
        assert corrected.published_at < datetime.datetime.now(datetime.UTC)
