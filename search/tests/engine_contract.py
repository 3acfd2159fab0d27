"""What every engine must do. A test class inherits `EngineContract` and gives the fixture `engine`, an empty index."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from search.documents import Query
from search.engines.analysed import analysed
from search.engines.base import EngineUnavailable, Position
from search.tests.fakes import document

NASTY = [
    "",
    " ",
    "а",
    "!",
    "'",
    '"',
    '"балабақша',
    "балабақша*",
    "title:балабақша",
    "балабақша NEAR(кезек)",
    "AND OR NOT",
    "^балабақша - + ( ) { } [ ] \\ ; --",
    "' OR 1=1 --",
    "👍🏽 👩‍👩‍👧",
    "مرحبا بالعالم",
    "\u202eбалабақша\u200b",
    "\x00\x01\x1f",
    "\ud800",
    "а\u0301" * 500,
    "балабақша " * 10_000,
    "x" * 100_000,
    " ".join(f"сөз{n}" for n in range(20_000)),
]


class EngineContract:
    """Tests that any engine passes."""

    def find(self, engine, text, language="kk", **more):
        return engine.find(Query(text=text, language=language, **more))

    def ids(self, engine, text, language="kk", **more):
        return [hit.id for hit in self.find(engine, text, language, **more).hits]

    @pytest.fixture(autouse=True)
    def empty(self, engine):
        """The index is empty; an engine for which a rebuild takes long may have a quicker way."""
        engine.rebuild([], Position())

    def test_finds_a_word_in_any_of_its_forms(self, engine):
        engine.put([document("1", "Балабақшаларға кезек", "Құжаттарды жинаңыз.")])
        for text in ("балабақша", "балабақшаның", "құжат", "ҚҰЖАТТАРЫМЫЗДЫ", "кезекке"):
            assert self.ids(engine, text) == ["1"], text

    def test_finds_kazakh_typed_with_russian_letters(self, engine):
        engine.put([document("1", "Қазақстанның өңірлері")])
        assert self.ids(engine, "казакстан") == ["1"]
        assert self.ids(engine, "онирлерде") == ["1"]

    def test_a_document_may_bring_its_forms_along(self, engine):
        one = document("1", "Балабақшаға кезек", "Өтініш беру")
        ready = analysed(one)
        assert (ready.digest, ready) == (one.digest, one)
        engine.put([ready])
        assert self.ids(engine, "балабақша кезегі") == ["1"]
        engine.put([replace(one, title="Мектеп")])
        assert self.ids(engine, "балабақша") == []

    def test_finds_russian_and_english_forms(self, engine):
        engine.put(
            [
                document("1", "Выплаты пострадавшим", language="ru"),
                document("2", "Payments to victims", language="en"),
            ]
        )
        assert self.ids(engine, "выплату", "ru") == ["1"]
        assert self.ids(engine, "payment", "en") == ["2"]

    @pytest.mark.parametrize(
        ("language", "typed", "meant"),
        [
            ("kk", ",fkf,f0if", "балабақша"),  # the Kazakh layout was meant, the Latin one was on
            ("kk", "д2р3гер", "дәрігер"),  # the Kazakh layout was meant, the Russian one was on
            ("kk", "balabaqshagha", "балабақшаға"),  # chat spelling
            ("kk", "jumıssızdıq", "жұмыссыздық"),  # the alphabet of 2021
            ("kk", "otinish qalai beremin", "өтініш қалай беремін"),
            ("kk", "дәргер", "дәрігер"),  # a letter too few
            ("kk", ";evsccsplsr", "жұмыссыздық"),  # what begins with a sign's key is no "ұмыс"
            ("kk", "rhfylfus [fnnfh lfhbuth", "крандагы хаттар дәрігер"),  # nobody changes the layout within a query
            ("ru", "dsgkfns", "выплаты"),
            ("ru", "vrach", "врач"),
            ("ru", "выпалты", "выплаты"),  # two letters in each other's place
            ("en", "зфньутеы", "payments"),  # the Russian layout was on
            ("en", "hopsital", "hospital"),
        ],
    )
    def test_what_was_meant_is_found_and_said(self, engine, language, typed, meant):
        engine.put(
            [
                document("kk", "Балабақшаға кезек, жұмыссыздық", "Дәрігерге өтініш қалай беремін?"),
                document("ru", "Выплаты от паводка", "Поликлиника и врач", language="ru"),
                document("en", "Payments to flood victims", "hospital", language="en"),
            ]
        )
        found = self.find(engine, typed, language)
        assert found.repaired == meant
        assert [hit.id for hit in found.hits] == [language]
        assert "<mark>" in found.hits[0].title + found.hits[0].snippet
        as_typed = self.find(engine, typed, language, repair=False)
        assert (as_typed.repaired, as_typed.hits) == ("", ())

    def test_counts_what_each_choice_would_give(self, engine):
        engine.put(
            [
                document("1", "салық", topics=("tax", "work"), region="astana", agency="finance"),
                document("2", "салық", topics=("tax",), region="almaty", agency="finance"),
                document("3", "салық", topics=("work",), region="astana", agency="labour", kind="news"),
                document("4", "салық"),
                document("5", "налог", language="ru", topics=("tax",), region="astana"),
            ]
        )
        found = self.find(engine, "салық", facets=True)
        assert found.facets == {
            "topic": {"tax": 2, "work": 2},
            "region": {"astana": 2, "almaty": 1},
            "agency": {"finance": 2, "labour": 1},
        }
        narrow = self.find(engine, "салық", facets=True, regions=("astana",), topics=("tax",))
        assert [hit.id for hit in narrow.hits] == ["1"]
        assert narrow.total == 1
        assert narrow.facets["region"] == {"astana": 1, "almaty": 1}  # under the topic, whatever the region
        assert narrow.facets["topic"] == {"tax": 1, "work": 2}
        assert narrow.facets["agency"] == {"finance": 1}
        assert narrow.kinds == {"note": 1}
        assert self.ids(engine, "", agencies=("labour",)) == ["3"]
        assert self.find(engine, "салық").facets == {}

    def test_newest_first_where_that_is_asked_for(self, engine):
        engine.put(
            [
                document("old", "су су су", date=datetime(2025, 1, 1, tzinfo=UTC)),
                document("new", "өзен мен су", date=datetime(2026, 5, 1, tzinfo=UTC)),
                document("undated", "су", date=None),
            ]
        )
        assert self.ids(engine, "су", newest=True) == ["new", "old", "undated"]

    def test_in_one_language_only_its_words_count(self, engine):
        engine.put([document("kk", "Құжаттар"), document("ru", "Кужат", language="ru")])
        found = self.find(engine, "qujat", languages=("kk",))
        assert (found.repaired, [hit.id for hit in found.hits]) == ("құжат", ["kk"])

    @pytest.mark.parametrize(
        "typed",
        ["балабақша", "балабакшаларга", "eGov", "egov балабақша", "2026 103", "covid-19", "и", "қ", "жоқсөзмүлде", ""],
    )
    def test_what_is_known_or_like_nothing_known_stays_as_typed(self, engine, typed):
        engine.put([document("1", "Балабақшаға кезек", "eGov порталы, 103"), document("2", "Телефон", language="ru")])
        assert self.find(engine, typed).repaired == ""

    def test_a_mixed_query_is_repaired_where_it_needs_it(self, engine):
        engine.put([document("1", "Балабақшаға кезек", "eGov порталы")])
        assert self.find(engine, "eGov ,fkf,f0if кезек").repaired == "eGov балабақша кезек"

    def test_exact_above_stem_above_fold(self, engine):
        engine.put(
            [
                document("fold", "каладагы"),
                document("stem", "қаланың"),
                document("exact", "қаладағы"),
                document("none", "дала"),
            ]
        )
        assert self.ids(engine, "қаладағы") == ["exact", "stem", "fold"]

    def test_a_rare_word_is_found_by_its_root_below_all_closer_forms(self, engine):
        engine.put(
            [
                document("family", "Кәсіпкерлікті қолдау"),
                document("stem", "Кәсіпкерлерге көмек"),
                document("exact", "Кәсіпкер деген кім"),
                document("other", "Кәмелетке толу"),
            ]
        )
        assert [hit.id for hit in self.find(engine, "кәсіпкер").hits] == ["exact", "stem", "family"]
        (marked,) = [hit.title for hit in self.find(engine, "кәсіпкер").hits if hit.id == "family"]
        assert marked == "<mark>Кәсіпкерлікті</mark> қолдау"

    def test_all_words_above_any_word(self, engine):
        engine.put([document(f"rare{n}", "салық салық салық", "салық") for n in range(3)])
        engine.put([document("both", "Жер", "салық төлемінің мерзімі мен тәртібі туралы ұзақ мәтін " * 5 + "жер")])
        assert self.ids(engine, "жер салығы")[0] == "both"
        assert len(self.ids(engine, "жер салығы")) == 4

    def test_title_above_lead_above_body(self, engine):
        other = "мұнда басқа сөздер ғана тұр"
        engine.put(
            [
                document("body", other, f"{other} вакцина", lead=other),
                document("lead", other, other, lead=f"{other} вакцина"),
                document("title", f"{other} вакцина", other, lead=other),
            ]
        )
        assert self.ids(engine, "вакцина") == ["title", "lead", "body"]

    def test_stop_words_count_only_alone(self, engine):
        engine.put([document("1", "Как получить справку", language="ru"), document("2", "Как быть", language="ru")])
        assert self.ids(engine, "как получить", "ru") == ["1"]
        assert set(self.ids(engine, "как", "ru")) == {"1", "2"}

    def test_own_language_first_and_a_thing_only_once(self, engine):
        engine.put(
            [
                document("1kk", "COVID вакцинасы", language="kk", group="a"),
                document("1ru", "COVID вакцина", language="ru", group="a"),
                document("2ru", "COVID выплаты", language="ru", group="b"),
                document("2en", "COVID payments", language="en", group="b"),
            ]
        )
        found = self.find(engine, "covid", "kk")
        assert [hit.id for hit in found.hits] == ["1kk"]
        assert [hit.group for hit in found.others] == ["b"]
        assert (found.total, found.others_total) == (1, 1)
        assert [hit.id for hit in self.find(engine, "covid", "kk", languages=("kk",)).others] == []

    def test_filters(self, engine):
        engine.put(
            [
                document("1", "салық", kind="news", topics=("tax", "work"), date=datetime(2026, 1, 31, 20, tzinfo=UTC)),
                document("2", "салық", kind="question", topics=("health",), date=datetime(2026, 3, 1, 9, tzinfo=UTC)),
                document("3", "салық", kind="news", topics=("taxes",), date=None),
            ]
        )
        assert set(self.ids(engine, "салық", kinds=("news",))) == {"1", "3"}
        assert self.ids(engine, "салық", topics=("tax",)) == ["1"]
        assert set(self.ids(engine, "салық", topics=("tax", "health"))) == {"1", "2"}
        assert self.ids(engine, "салық", since=date(2026, 2, 2)) == ["2"]
        # 20:00 UTC on 31 January is already 1 February in Kazakhstan.
        assert self.ids(engine, "салық", since=date(2026, 2, 1), until=date(2026, 2, 1)) == ["1"]
        assert self.find(engine, "салық", kinds=("question",), facets=True).kinds == {"news": 2, "question": 1}

    def test_filters_alone_list_the_newest_first(self, engine):
        engine.put(
            [
                document("new", "бір", topics=("tax",), date=datetime(2026, 3, 1, tzinfo=UTC)),
                document("old", "екі", topics=("tax",), date=datetime(2026, 1, 1, tzinfo=UTC)),
            ]
        )
        assert self.ids(engine, "", topics=("tax",)) == ["new", "old"]
        assert self.ids(engine, "", since=date(2026, 1, 2)) == ["new"]
        assert self.ids(engine, "", until=date(2026, 1, 1)) == ["old"]
        assert self.ids(engine, "") == []

    def test_other_wordings_count_as_much_as_the_text(self, engine):
        engine.put(
            [
                document("text", "Жәрдемақы тағайындау", "мәтін"),
                document("variant", "Әлеуметтік төлем", "мәтін"),
                document("half", "Төлем", "мәтін"),
                document("none", "Балабақша"),
            ]
        )
        assert self.ids(engine, "жәрдемақы") == ["text"]
        found = self.find(engine, "жәрдемақы", variants=("әлеуметтік төлем", "жоқсөзмүлде төлем", "", "!"))
        # What is new in a wording brings in only what holds all of it: not every "төлем".
        assert {hit.id for hit in found.hits} == {"text", "variant"}
        assert found.total == 2
        by_id = {hit.id: hit for hit in found.hits}
        assert by_id["variant"].title == "<mark>Әлеуметтік</mark> <mark>төлем</mark>"
        assert by_id["text"].title == "<mark>Жәрдемақы</mark> тағайындау"
        assert [by_id[id_].coverage for id_ in ("text", "variant")] == [1, 1]

    def test_other_wordings_in_another_language(self, engine):
        engine.put([document("kk", "Жәрдемақы"), document("ru", "Пособие на ребёнка", language="ru")])
        found = self.find(engine, "жәрдемақы", variants=("пособие",))
        assert [hit.id for hit in found.hits] == ["kk"]
        assert [hit.title for hit in found.others] == ["<mark>Пособие</mark> на ребёнка"]

    def test_a_text_of_nothing_known_is_found_by_its_other_wording(self, engine):
        engine.put([document("1", "Балабақшаға кезек")])
        assert self.ids(engine, "жоқсөзмүлде", variants=("балабақша",)) == ["1"]
        assert self.ids(engine, "", variants=("балабақша",)) == ["1"]
        many = tuple(f"сөз{n} балабақша" for n in range(1_000))
        assert self.ids(engine, "балабақша", variants=many) == ["1"]

    def test_pages_of_results_do_not_overlap(self, engine):
        engine.put([document(str(n), f"салық {n}") for n in range(25)])
        pages = [self.ids(engine, "салық", offset=offset) for offset in (0, 10, 20)]
        assert [len(page) for page in pages] == [10, 10, 5]
        assert len({id_ for page in pages for id_ in page}) == 25
        assert self.find(engine, "салық", offset=20).total == 25

    def test_marks_the_surface_form_and_escapes_the_rest(self, engine):
        engine.put([document("1", "<b>Құжаттар</b> & кезек", "Сөз. " * 200 + "Құжаттарды <script>жинаңыз")])
        hit = self.find(engine, "құжат").hits[0]
        assert hit.title == "&lt;b&gt;<mark>Құжаттар</mark>&lt;/b&gt; &amp; кезек"
        assert "<mark>Құжаттарды</mark> &lt;script&gt;" in hit.snippet
        assert len(hit.snippet) < 500
        assert hit.coverage == 1

    def test_put_replaces_and_drop_removes(self, engine):
        engine.put([document("1", "салық"), document("2", "салық")])
        engine.put([document("1", "балабақша")])
        assert self.ids(engine, "салық") == ["2"]
        assert self.ids(engine, "балабақша") == ["1"]
        engine.drop([("note", "2"), ("note", "unknown"), ("other", "1")])
        assert self.ids(engine, "салық") == []
        assert self.ids(engine, "балабақша") == ["1"]

    def test_apply_is_all_or_nothing(self, engine):
        engine.put([document("1", "салық")])

        def failing():
            yield document("2", "салық")
            raise LookupError

        with pytest.raises(LookupError):
            engine.apply(failing(), [("note", "1")], Position(5))
        assert self.ids(engine, "салық") == ["1"]
        assert engine.position() == Position()
        engine.apply([document("2", "салық")], [("note", "1")], Position(5, ((3, 1.5),)))
        assert self.ids(engine, "салық") == ["2"]
        assert engine.position() == Position(5, ((3, 1.5),))

    def test_rebuild_replaces_everything(self, engine):
        engine.put([document("old", "салық")])
        told = []
        assert engine.rebuild([document("new", "салық")], Position(7), told.append) == 1
        assert self.ids(engine, "салық") == ["new"]
        assert engine.position() == Position(7)
        assert told[-1] == 1

    def test_tells_what_it_holds_and_whether_that_has_changed(self, engine):
        one, two = document("1", "салық", topics=("tax",)), document("1", "налог", kind="news", language="ru")
        engine.put([one, two])
        assert dict(engine.contents()) == {("note", "1"): one.digest, ("news", "1"): two.digest}
        changed = document("1", "салық", topics=("work",))
        engine.put([changed])
        engine.drop([("news", "1")])
        assert dict(engine.contents()) == {("note", "1"): changed.digest}
        assert changed.digest != one.digest

    def test_only_one_rebuild_at_a_time(self, engine):
        begun, go_on = threading.Event(), threading.Event()

        def slow():
            begun.set()
            go_on.wait(30)
            yield document("1", "салық")

        other = threading.Thread(target=engine.rebuild, args=(slow(), Position()))
        other.start()
        assert begun.wait(30)
        with pytest.raises(EngineUnavailable, match="another process"):
            engine.rebuild([], Position())
        go_on.set()
        other.join(30)
        assert self.ids(engine, "салық") == ["1"]

    def test_an_index_of_another_analysis_is_not_used(self, engine, monkeypatch):
        engine.rebuild([], Position())
        monkeypatch.setattr("search.analysis.version", lambda: "other")
        assert engine.position() is None

    def test_a_failed_rebuild_keeps_the_old_index(self, engine):
        engine.put([document("old", "салық")])

        def failing():
            yield document("new", "салық")
            raise LookupError

        with pytest.raises(LookupError):
            engine.rebuild(failing(), Position(9))
        assert self.ids(engine, "салық") == ["old"]

    def test_any_query_is_answered_with_what_it_finds_or_nothing(self, engine):
        engine.put([document("1", "Балабақшаға кезек", "Мәтін")])
        for text in NASTY:
            assert self.ids(engine, text) == (["1"] if "балабақша" in text else []), text[:50]

    def test_any_variant_leaves_what_the_text_finds(self, engine):
        engine.put([document("1", "Балабақшаға кезек", "Мәтін")])
        for text in NASTY:
            assert self.ids(engine, "кезек", variants=(text, text)) == ["1"], text[:50]

    def test_a_thing_given_twice_is_there_once(self, engine):
        twice = [document("1", "салық"), document("2", "салық"), document("1", "балабақша")]
        for fill in (lambda: engine.put(twice), lambda: engine.rebuild(twice, Position())):
            fill()
            assert self.ids(engine, "салық") == ["2"]
            assert self.ids(engine, "балабақша") == ["1"]

    def test_any_document_can_be_put_and_dropped(self, engine):
        nasty = [document(str(n), text, text, lead=text) for n, text in enumerate(NASTY)]
        engine.put([*nasty, document("last", "балабақша")])
        assert dict(engine.contents()).keys() == {("note", one.id) for one in nasty} | {("note", "last")}
        engine.drop([("note", one.id) for one in nasty])
        assert self.ids(engine, "балабақша") == ["last"]
