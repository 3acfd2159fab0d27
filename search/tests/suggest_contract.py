"""How every engine suggests while one types. A test class inherits `SuggestContract` and gives the fixture `engine`."""

from datetime import UTC, datetime

import pytest

from search.documents import Query
from search.engines.base import Position
from search.tests.engine_contract import NASTY
from search.tests.fakes import document


class SuggestContract:
    """Tests that any engine passes."""

    @pytest.fixture(autouse=True)
    def empty(self, engine):
        """The index is empty, as in `EngineContract`."""
        engine.rebuild([], Position())

    def suggest(self, engine, text, language="kk", **more):
        return engine.suggest(Query(text=text, language=language, **more))

    def suggested(self, engine, text, language="kk", **more):
        return [hit.id for hit in self.suggest(engine, text, language, **more).hits]

    @pytest.mark.parametrize(
        "typed", ["бала", "БАЛАБ", "балабақша", "балабақшаның", "кезек", "балабақшаға кез", "кезек балаб"]
    )
    def test_a_title_that_holds_all_words_the_last_one_begun(self, engine, typed):
        engine.put(
            [
                document("1", "Балабақшаға кезек", "Құжат жинау"),
                document("2", "Жер салығы", "Балабақшаға кезек"),  # not in its title
            ]
        )
        found = self.suggest(engine, typed)
        assert [hit.id for hit in found.hits] == ["1"]
        assert (found.repaired, found.degraded) == ("", False)

    @pytest.mark.parametrize("typed", ["балабақшаға ж", "абақша", "кезек балабақшаларда жер", "құжат"])
    def test_what_no_title_holds_is_not_suggested(self, engine, typed):
        engine.put([document("1", "Балабақшаға кезек", "Құжат жинау")])
        assert self.suggested(engine, typed) == []

    def test_what_a_suggestion_tells(self, engine):
        engine.put([document("1", "<i>Жер</i> & салық", "Мәтін", topics=("tax",), agency="finance", group="g")])
        (hit,) = self.suggest(engine, "жер сал").hits
        assert hit.title == "&lt;i&gt;<mark>Жер</mark>&lt;/i&gt; &amp; <mark>салық</mark>"
        assert (hit.snippet, hit.url, hit.kind, hit.language) == ("", "/kk/1/", "note", "kk")
        assert (hit.topics, hit.agency, hit.group) == (("tax",), "finance", "g")

    def test_kazakh_begun_with_russian_letters(self, engine):
        engine.put([document("1", "Қазақстанның өңірлері")])
        for typed in ("каза", "казакста", "казакстанны", "онир", "казакстан онирл"):
            found = self.suggest(engine, typed)
            assert ([hit.id for hit in found.hits], found.repaired) == (["1"], ""), typed

    def test_russian_yo_and_english(self, engine):
        engine.put(
            [document("1", "Ёмкость для воды", language="ru"), document("2", "Payments to victims", language="en")]
        )
        assert self.suggested(engine, "емк", "ru") == ["1"]
        assert self.suggested(engine, "ёмк", "ru") == ["1"]
        assert self.suggested(engine, "payment to vic", "en") == ["2"]

    def test_exact_spelling_first_then_what_begins_alike_then_the_newest(self, engine):
        old, new = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
        engine.put(
            [
                document("fold", "Каладагы мектеп", date=new),
                document("inside", "Біздің қаладағы мектеп", date=new),
                document("old", "Қаладағы мектеп", date=old),
                document("new", "Қаладағы мектептер", date=new),
            ]
        )
        assert self.suggested(engine, "қалада") == ["new", "old", "inside", "fold"]

    def test_own_language_first_and_a_thing_only_once(self, engine):
        engine.put(
            [
                document("1kk", "COVID вакцинасы", language="kk", group="a"),
                document("1ru", "COVID вакцина", language="ru", group="a"),
                document("2ru", "COVID выплаты", language="ru", group="b"),
                document("3en", "COVID payments", language="en", group="c"),
            ]
        )
        assert self.suggested(engine, "cov")[0] == "1kk"
        assert set(self.suggested(engine, "cov")) == {"1kk", "2ru", "3en"}
        assert self.suggested(engine, "cov", "ru")[:2] in (["1ru", "2ru"], ["2ru", "1ru"])
        assert self.suggested(engine, "cov", languages=("ru",)) in (["1ru", "2ru"], ["2ru", "1ru"])
        assert self.suggested(engine, "payments", languages=("kk",)) == []

    def test_no_more_than_asked_for(self, engine):
        engine.put([document(str(n), f"Салық {n}", group=f"g{n}") for n in range(9)])
        engine.put([document(f"ru{n}", f"Салык {n}", language="ru") for n in range(9)])
        assert len(self.suggested(engine, "сал", limit=5)) == 5
        assert self.suggested(engine, "сал", limit=0) == []

    def test_of_very_many_some(self, engine):
        engine.put([document(f"{n}", f"Салық төлеу тәртібі, {n}") for n in range(1_200)])
        assert len(self.suggested(engine, "с", limit=6)) == 6
        assert self.suggested(engine, "салық 777", limit=6) == ["777"]

    @pytest.mark.parametrize(
        ("language", "typed", "meant"),
        [
            ("kk", ",fkf,f", "балабақшаға"),  # begun on the Latin layout where the Kazakh one was meant
            ("kk", ",fk", "балабақшаға"),
            ("kk", ",fkf,", "балабақшаға"),  # the comma is a letter
            ("kk", "д2р3г", "дәрігерге"),  # begun on the Russian layout
            ("kk", "otin", "өтініш"),  # begun in Latin letters
            ("kk", "balabaq", "балабақшаға"),
            ("kk", "дәрігерге otinish", "дәрігерге өтініш"),
            ("kk", ",fkf,f0if rtp", "балабақша кезек"),
            ("kk", "дәргер", "дәрігер"),  # a slip in a whole word
            ("ru", "dsgk", "выплаты"),
            ("ru", "vypla", "выплаты"),
            ("ru", "выпалты", "выплаты"),
            ("en", "зфнь", "payments"),
        ],
    )
    def test_what_was_meant_is_suggested_and_said(self, engine, language, typed, meant):
        engine.put(
            [
                document("kk1", "Балабақшаға кезек"),
                document("kk2", "Дәрігерге өтініш"),
                document("kk3", "Ала сөмке ал"),
                document("ru1", "Выплаты от паводка", language="ru"),
                document("ru2", "Врач на дому", language="ru"),
                document("en1", "Payments to flood victims", language="en"),
            ]
        )
        found = self.suggest(engine, typed, language)
        assert found.repaired == meant
        assert [hit.language for hit in found.hits] == [language]
        assert "<mark>" in found.hits[0].title
        as_typed = self.suggest(engine, typed, language, repair=False)
        assert (as_typed.hits, as_typed.repaired) == ((), "")

    @pytest.mark.parametrize("typed", ["", "жж", "жоқсөзмүлде", "qzxv", "2031"])
    def test_what_is_like_nothing_known_suggests_nothing(self, engine, typed):
        engine.put([document("1", "Балабақшаға кезек"), document("2", "Телефон", language="ru")])
        found = self.suggest(engine, typed)
        assert (found.hits, found.repaired) == ((), "")

    def test_what_is_put_and_dropped_is_followed(self, engine):
        engine.put([document("1", "Салық"), document("2", "Салықшы")])
        engine.put([document("1", "Балабақша")])
        engine.drop([("note", "2")])
        assert self.suggested(engine, "сал") == []
        assert self.suggested(engine, "бал") == ["1"]

    def test_any_text_gives_suggestions_that_hold_it_or_none(self, engine):
        engine.put([document("1", "Балабақшаға кезек", "Мәтін")])
        engine.put([document(f"ru{n}", text, language="ru") for n, text in enumerate(NASTY)])
        for text in NASTY:
            for typed in (text, f"{text} б"):
                assert len(self.suggested(engine, typed)) <= Query("", "kk").limit, typed[:50]
