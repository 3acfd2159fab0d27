"""What else a text could have said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rules.concepts import MOST_VARIANTS, Concept, Glossary, terms, variants

NURSERY = Concept({"kk": ("балабақша", "бөбекжай"), "ru": ("детский сад", "садик"), "en": ("kindergarten",)})
NUMBER = Concept(
    {
        "kk": ("жеке сәйкестендіру нөмірі", "ЖСН"),
        "ru": ("индивидуальный идентификационный номер", "ИИН"),
        "en": ("IIN",),
    }
)
QUEUE = Concept({"kk": ("кезек",), "ru": ("очередь",), "en": ("queue", "waiting list")})
HAND = Concept({"kk": ("қол",), "en": ("hand",)})
CARE = Concept({"ru": ("пособие по уходу за ребёнком", "декретные"), "kk": ("бала күтімі бойынша жәрдемақы",)})
GLOSSARY = Glossary([NURSERY, NUMBER, QUEUE, HAND, CARE])
ORDER = {"kk": ("kk", "ru", "en"), "ru": ("ru", "kk", "en"), "en": ("en", "kk", "ru")}


def made(text, language="kk", **more):
    return variants(text, ORDER[language], GLOSSARY, **more)


class TestVariants:
    def test_synonyms_and_translations_the_official_terms_first(self):
        assert made("садик", "ru") == ("детский сад", "балабақша", "kindergarten", "бөбекжай")

    @pytest.mark.parametrize(
        ("typed", "brings"),
        [
            ("балабақшаларға", "бөбекжай"),  # inflected
            ("балабакшага", "бөбекжай"),  # with Russian letters
            ("БАЛАБАҚША", "детский сад"),
            ("жсн", "жеке сәйкестендіру нөмірі"),
            ("жеке сәйкестендіру нөмірін", "ЖСН"),  # several words
            ("в детские сады", "в балабақша"),
            ("Детского сада", "садик"),
            ("пособия на уход за ребенком", "декретные"),  # another small word, another letter
        ],
    )
    def test_a_wording_is_found_in_any_form(self, typed, brings):
        assert brings in made(typed, "ru" if brings in {"садик", "декретные"} else "kk")

    def test_the_rest_of_the_text_stays(self):
        assert made("очередь в садик", "ru")[:3] == (
            "очередь в детский сад", "кезек в балабақша", "queue в kindergarten",
        )  # fmt: skip

    def test_the_longest_wording_is_meant(self):
        glossary = Glossary([Concept({"ru": ("сад", "огород")}), NURSERY])
        assert variants("детский сад", ("ru",), glossary) == ("садик",)
        assert variants("мой сад", ("ru",), glossary) == ("мой огород",)

    @pytest.mark.parametrize(("typed", "found"), [("қолда", True), ("колда", True), ("көлде", False), ("көл", False)])
    def test_kazakh_letters_that_were_typed_count(self, typed, found):
        assert (made(typed) == ("hand",)) is found

    def test_only_in_the_languages_that_are_searched(self):
        assert variants("балабақша", ("kk",), GLOSSARY) == ("бөбекжай",)
        assert variants("садик", ("kk",), GLOSSARY) == ()

    @pytest.mark.parametrize("text", ["", " ", "салық", "и", "сад", "детский", "детский большой сад", "\ud800\x00"])
    def test_nothing_where_no_wording_stands(self, text):
        assert made(text, "ru") == ()

    def test_at_most_so_many(self):
        many = Glossary([Concept({"ru": tuple(f"слово{n}" for n in range(30))})])
        assert len(variants("слово7", ("ru",), many)) == MOST_VARIANTS
        assert variants("слово7", ("ru",), many, most=2) == ("слово0", "слово1")

    def test_a_whole_question_has_none(self):
        assert made("садик " + " ".join(f"слово{n}" for n in range(12)), "ru") == ()

    @given(st.text(max_size=200), st.text(max_size=20))
    def test_never_the_text_itself_never_twice_never_too_many(self, before, after):
        for text in (before, f"{before} балабақшаға {after} садик"):
            found = made(text)
            assert len(found) <= MOST_VARIANTS
            assert len(set(found)) == len(found)
            assert text not in found


class TestTerms:
    def test_the_official_ones_once(self):
        matches = GLOSSARY.matches("садик, детский сад и очередь", ORDER["ru"])
        assert terms(matches, "kk") == "балабақша кезек"
        assert terms(GLOSSARY.matches("декретные", ORDER["ru"]), "en") == ""
