"""Words brought to forms: what must come together, what must stay apart, and any input at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import analysis
from search.analysis import kazakh
from search.analysis.fold import fold
from search.analysis.tokens import LONGEST_TOKEN, clean, normal

TOGETHER = [
    "қала қалада қаланың қалаға қалалар қалаларымыз қаласы қаласында қаладағы қаладағылардың қаламен",
    "қазақстан қазақстанның қазақстанда қазақстандағы қазақстанға",
    "кітап кітабы кітабым кітаптар кітаптарымыздан кітабының",
    "жарық жарығы жарықтың",
    "халық халқы халықтың халқымыз",
    "орын орны орнында орындар",
    "құжат құжаттар құжаттарымды құжатты құжатын",
    "төлем төлемдер төлемнің төлемі",
    "балабақша балабақшаға балабақшаның балабақшалардағы",
    "бару барды барған барамыз барады барып бармайды баратын барғаннан бармаған",
    "келу келді келген келеді келіп келмейді келетін келуге",
    "қарау қарайды қараған қарап қараймын қаралған",
    "министрлік министрлігі министрлігінің министрліктер",
    "мәтін мәтіннің мәтіні мәтіндерді",
    "су суды сумен суға",
    "құрылды құрылған құрылып құрылады құрылса",
    "бастады бастап бастаған бастаймыз бастамады",
    "болмады болмаған болмайды болмас болмай бола болар болса",
    "чемпионат чемпионатын чемпионатта чемпионаттың",
    "араб арабы арабтардың арабтар",
    "қысқа қысқасы қысқалар",
    "ел еліңе елдің еліміз",
    "мектеп мектебі мектептің мектептерде",
]
APART = [
    "бала бал",
    "қаржы қар",
    "теңге тең",
    "отын от",
    "мектеп мек",
    "сауда сау",
    "орган ор",
    "оқушы оқ",
    "емхана ем",
    "жылу жыл",
    "жер же",
    "әкімдік әкім",
    "жұмыссыз жұмыс",
    "аудан ау",
    "кесте кес",
]

words = st.text(alphabet="абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюяәabc", min_size=1, max_size=30)


class TestKazakh:
    @pytest.mark.parametrize("row", TOGETHER)
    def test_forms_come_together(self, row):
        assert len({kazakh.stem(word) for word in row.split()}) == 1

    @pytest.mark.parametrize("row", TOGETHER)
    def test_folded_forms_mostly_come_together(self, row):
        stems = [kazakh.stem_folded(word) for word in row.split()]
        assert stems.count(stems[0]) >= len(stems) * 0.7

    @pytest.mark.parametrize("pair", APART)
    def test_other_words_stay_apart(self, pair):
        assert len({kazakh.stem(word) for word in pair.split()}) == 2

    @given(words)
    def test_never_empty_never_longer(self, word):
        # A vowel that the possessive had pushed out may come back: "халқ-ы" → "халық".
        assert 0 < len(kazakh.stem(word)) <= len(word)
        assert 0 < len(kazakh.stem_folded(word)) <= len(word)

    @given(words)
    def test_soon_comes_to_rest(self, word):
        for _ in range(8):
            word = kazakh.stem(word)
        assert len(kazakh.stem(word)) >= len(word) - 1

    @given(words)
    def test_folded_stem_does_not_see_the_keyboard(self, word):
        assert kazakh.stem_folded(word) == kazakh.stem_folded(fold(word))


class TestFold:
    def test_letters(self):
        assert fold("әғқңөұүһі") == "агкноуухи"

    @given(st.text())
    def test_twice_is_once(self, text):
        assert fold(fold(text)) == fold(text)
        assert len(fold(text)) == len(text)


class TestTokens:
    def found(self, text):
        return [token.text for token in analysis.tokens(text)]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Қазақ\u00adстан, ҚАЗАҚСТАН!", ["қазақстан", "қазақстан"]),
            ("көші-қон 55-ші COVID-19", ["көші", "қон", "55", "ші", "covid", "19"]),
            ("don’t the ministry's", ["dont", "the", "ministry"]),
            ("бiлiм қаhарман əлем", ["білім", "қаһарман", "әлем"]),  # Latin i, h and schwa
            ("и\u0306од\u200b", ["йод"]),
            ("a_b 1984жыл", ["a", "b", "1984жыл"]),
            ("👍🏽 — « » \u202e", []),
            ("", []),
        ],
    )
    def test_words(self, text, expected):
        assert self.found(text) == expected

    def test_offsets_point_at_the_surface(self):
        text = "Бір Қазақ\u00adстан."
        token = list(analysis.tokens(text))[1]
        assert text[token.start : token.end] == "Қазақ\u00adстан"

    def test_long_words_and_texts_are_cut(self):
        assert len(self.found("ж" * 1000)[0]) == LONGEST_TOKEN
        assert len(list(analysis.tokens("сөз " * 100, most=7))) == 7

    @given(st.text())
    def test_any_text(self, text):
        for token in analysis.tokens(clean(text)):
            assert token.text
            assert len(token.text) <= LONGEST_TOKEN
            for language in analysis.LANGUAGES:
                for term in analysis.terms(token.text, language):
                    assert len(term) > 2
                    assert " " not in term

    @given(st.text(max_size=60))
    @settings(max_examples=200)
    def test_normal_is_at_rest(self, text):
        once = normal(normal(text))
        assert normal(once) == once


class TestTerms:
    def test_kinds_of_forms(self):
        assert analysis.terms("қаланың", "kk") == ("kwқаланың", "ksқала", "kfкала")
        assert analysis.terms("выплаты", "ru") == ("rwвыплаты", "rsвыплат")
        assert analysis.terms("vaccines", "en") == ("ewvaccines", "esvaccin")

    def test_yo_is_e(self):
        assert analysis.terms("ребёнок", "ru")[1] == analysis.terms("ребенок", "ru")[1]

    def test_stop_words_numbers_and_letters_have_one_form(self):
        assert analysis.terms("және", "kk") == ("kwжәне",)
        assert analysis.terms("2026", "ru") == ("rw2026",)
        assert analysis.terms("x", "en") == ("ewx",)

    def test_russian_stems_leave_out_what_latin_letters_lose(self):
        assert analysis.terms("безопасность", "ru")[1] == analysis.terms("безопасност", "ru")[1]
        assert analysis.terms("социальная", "ru")[1] == analysis.terms("социалная", "ru")[1]

    def test_families_share_a_root(self):
        assert analysis.root("кәсіпкер", "kk") == analysis.root("кәсіпкерлікті", "kk") == "krкасип"
        assert analysis.root("паводок", "ru") == analysis.root("паводками", "ru") == "rrпавод"
        assert analysis.indexed("паводок", "ru") == ("rwпаводок", "rsпаводок", "rrпавод")

    def test_short_and_common_words_have_no_root(self):
        assert analysis.root("су", "kk") == analysis.root("және", "kk") == analysis.root("2026", "ru") == ""
        assert analysis.indexed("су", "kk") == analysis.terms("су", "kk")

    def test_an_unknown_language_is_read_as_english(self):
        assert analysis.terms("vaccines", "fr") == analysis.terms("vaccines", "en")
