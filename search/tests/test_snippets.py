from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import clean
from search.engines.plan import MOST_WORDS, make, words_of
from search.snippets import Marker


def marker(text, language="ru"):
    return Marker(words_of(text, [language]), language)


class TestMarker:
    def test_the_window_holds_the_most_words(self):
        body = (
            "Выплаты. "
            + "Другой текст стоит здесь. " * 40
            + "Размер выплаты пострадавшим от паводка. "
            + "Конец. " * 80
        )
        snippet = marker("выплата пострадавшим паводка").snippet("", body)
        assert snippet.startswith("…")
        assert snippet.endswith("…")
        assert "<mark>выплаты</mark> <mark>пострадавшим</mark> от <mark>паводка</mark>" in snippet

    def test_without_a_hit_the_lead_stands_alone(self):
        assert marker("налог").snippet("Коротко.", "Длинно. " * 100) == "Коротко."

    def test_coverage(self):
        assert marker("налог выплата").coverage("Выплаты", "", "") == 0.5
        assert marker("").coverage("Выплаты") == 0

    @given(st.text(alphabet="<>&\"' выплаты\n", max_size=400))
    def test_only_marks_are_markup(self, text):
        text = clean(text)
        html = marker("выплаты").marked(text)
        assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == text
        assert "<" not in html.replace("<mark>", "").replace("</mark>", "")

    @given(st.text())
    def test_any_text(self, text):
        text = clean(text)
        marker(text).snippet(text, text)


class TestPlan:
    def test_rarest_words_first_and_no_more_than_the_budget(self):
        counts = {"rsналог": 30_000, "rsвыплат": 100, "rsпаводк": 10}
        plan = make("налоги выплаты паводки", ["ru"], lambda terms: counts)
        assert [word.terms[-1] for word in plan.any_of] == ["rsпаводк", "rsвыплат"]
        assert [len(words) for words in plan.all_of] == [3]

    def test_a_single_common_word_is_used_all_the_same(self):
        assert make("налоги", ["ru"], lambda terms: {"rsналог": 10**6}).any_of

    def test_many_words_are_cut(self):
        text = " ".join(f"слово{n}" for n in range(1000))
        plan = make(text, ["ru"], lambda terms: dict.fromkeys(terms, 1))
        assert len(plan.any_of) == MOST_WORDS

    @pytest.mark.parametrize("text", ["", "и", "a" * 10**6, "и как что"])
    def test_odd_texts(self, text):
        make(text, ["kk", "ru", "en"], lambda terms: {})
