"""The words that editors keep, at work: synonyms, the glossary across languages, recommendations, more like this."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from content.tests.factories import GuidanceFactory
from portal import memory
from portal.tests.trees import home
from search import bets, glossary, service
from search.documents import Query
from search.engines import engine
from search.models import BestBet, Concept
from search.related import Thing, more_like
from search.tests.fakes import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def nursery():
    return Concept.objects.create(kk="балабақша\nбөбекжай", ru="детский сад\nсадик", en="kindergarten")


def found(text, language="kk", **more):
    return service.search(Query(text, language, **more))


class TestGlossary:
    def test_is_read_once_and_a_change_is_seen_at_once(self, nursery, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert glossary.variants("садик", "ru") == ("детский сад", "балабақша", "kindergarten", "бөбекжай")
            assert glossary.variants("очередь", "ru") == ()
        nursery.ru = "детский сад\nясли"
        nursery.save()
        assert glossary.variants("садик", "ru") == ()
        assert "детский сад" in glossary.variants("ясли", "ru")
        nursery.delete()
        assert glossary.variants("ясли", "ru") == ()

    def test_what_another_process_changed_is_seen_when_the_seconds_are_over(self, nursery, monkeypatch):
        assert glossary.variants("садик", "ru")
        Concept.objects.all().delete()
        Concept.objects.bulk_create([Concept(ru="ясли\nсадик")])
        monkeypatch.setattr(memory, "clock", lambda: memory.SECONDS + 1)
        assert glossary.variants("садик", "ru") == ("ясли",)


class TestOtherWordings:
    """What every engine has to make of `Query.variants`, asked through the service."""

    def test_a_synonym_finds_what_is_written_with_the_official_term(self, index, nursery):
        index(
            document("official", "Очередь в детский сад", language="ru"),
            document("child", "Детский врач", language="ru"),
            document("other", "Очередь к врачу", language="ru"),
        )
        assert found("садик", "ru").hits[0].id == "official"
        hits = found("очередь в садик", "ru").hits
        assert hits[0].id == "official"
        assert hits[0].coverage == 1
        assert "<mark>детский</mark> <mark>сад</mark>" in hits[0].title

    def test_the_same_in_another_language_is_found_below(self, index, nursery):
        index(
            document("kk", "Бөбекжайға кезек"),
            document("ru", "Очередь в детский сад", language="ru"),
            document("en", "Kindergarten places", language="en"),
            document("far", "Детский врач", language="ru"),
        )
        results = found("балабақша")
        assert [hit.id for hit in results.hits] == ["kk"]
        assert {hit.id for hit in results.others[:2]} == {"ru", "en"}

    def test_what_holds_all_words_of_another_wording_goes_before_what_holds_some(self, index, nursery):
        index(
            *(document(f"some{n}", "Очередь очередь", "очередь", language="ru") for n in range(5)),
            document("all", "Запись", f"{'Текст о другом. ' * 40} очередь в детский сад", language="ru"),
        )
        assert found("очередь садик", "ru").hits[0].id == "all"

    def test_the_typed_words_stand_above_their_synonyms(self, index, nursery):
        index(
            document("synonym", "Детский сад", "Текст.", language="ru"),
            document("typed", "Садик", "Текст.", language="ru"),
        )
        assert {hit.id for hit in found("садик", "ru").hits} == {"typed", "synonym"}

    def test_what_was_repaired_is_looked_up_too(self, index, nursery):
        index(document("known", "Балабақша"), document("synonym", "Бөбекжай туралы"))
        results = found("balabaqsha")
        assert results.repaired == "балабақша"
        assert {hit.id for hit in results.hits} == {"known", "synonym"}
        typed = found(",fkf,f0if")
        assert {hit.id for hit in typed.hits} == {"known", "synonym"}

    def test_a_word_of_the_glossary_is_no_slip(self, index, nursery):
        index(document("near", "Саднит горло", "садит", language="ru"), document("meant", "Детский сад", language="ru"))
        results = found("садик", "ru")
        assert results.repaired == ""
        assert results.hits[0].id == "meant"

    def test_in_one_language_only_its_wordings_count(self, index, nursery):
        index(document("kk", "Бөбекжай"), document("ru", "Детский сад", language="ru"))
        assert [hit.id for hit in found("балабақша", languages=("kk",)).hits] == ["kk"]

    def test_without_the_glossary_nothing_changes(self, index):
        index(document("ru", "Детский сад", language="ru"))
        assert found("балабақша").others == ()


class TestSimilar:
    def test_a_question_finds_what_says_the_same_in_another_language(self, index, nursery):
        Concept.objects.create(kk="кезек", ru="очередь")
        index(
            document("ru", "Как встать в очередь в детский сад?", language="ru"),
            document("half", "Очередь к врачу", language="ru"),
        )
        assert [hit.id for hit in service.similar("Балабақшаға кезекке қалай тұрамыз?", "kk")] == ["ru"]
        few = "Жаңа үй салдық, жер учаскесінің құжаттары мен балабақша туралы сұрақ"
        assert service.similar(few, "kk") == []

    def test_own_language_first_and_nothing_twice(self, index, nursery):
        index(
            document("kk", "Балабақшаға кезек", group="a"),
            document("ru", "Очередь в детский сад", language="ru", group="a"),
            document("more", "Детский сад и документы", language="ru", group="b"),
        )
        assert service.similar("балабақша кезегі", "kk")[0].group == "a"
        assert len({hit.group for hit in service.similar("балабақша", "kk")}) == len(service.similar("балабақша", "kk"))


class TestMoreLike:
    THING = Thing("Балабақшаға кезек қалай алынады?", "kk", "mine", "Кезектегі орын", ("education",))

    def test_own_language_then_the_others_then_the_topic(self, index, nursery):
        index(
            document("self", self.THING.title, group="mine", topics=("education",)),
            document("copy", "Очередь в детский сад", language="ru", group="mine", topics=("education",)),
            document("near", "Балабақшадағы кезек", group="near", topics=("education",)),
            document("ru", "Детский сад: документы", language="ru", group="ru", topics=("education",)),
            document("else", "Детский сад и дороги", language="ru", group="else", topics=("roads",)),
            document("topic", "Мектеп формасы", group="topic", topics=("education",)),
            document("far", "Салық", group="far", topics=("tax",)),
        )
        assert [hit.id for hit in more_like(self.THING)] == ["near", "ru", "topic"]
        assert [hit.id for hit in more_like(self.THING, limit=1)] == ["near"]
        assert more_like(self.THING, kinds=("other",)) == []
        assert [hit.id for hit in more_like(self.THING, leave=lambda hit: hit.id == "near")] == ["ru", "topic"]

    def test_what_is_hidden_is_gone_at_once_though_likeness_is_remembered(self, index, source, nursery):
        index(document("near", "Балабақшадағы кезек", topics=("education",)))
        assert more_like(self.THING)
        source.hidden = {"near"}
        assert more_like(self.THING) == []

    def test_without_an_index(self, index_path, source, caplog):
        assert more_like(self.THING) == []


@pytest.fixture
def page():
    return GuidanceFactory(parent=home(), title="Су тасқыны: не істеу керек")


def bet(page=None, **values):
    defaults = {"language": "kk", "phrases": "су тасқыны\nнаводнение", "text": "Қысқаша."}
    return BestBet.objects.create(page=page, **{**defaults, **values})


class TestRecommended:
    def test_a_page_for_its_phrases_in_its_language(self, page):
        one = bet(page)
        (shown,) = bets.recommended("Су тасқындары", "kk")
        assert shown == bets.Recommendation(one.pk, page.url, page.title, "Қысқаша.")
        assert bets.recommended("наводнения", "kk")
        assert bets.recommended("су тасқыны", "ru") == []
        assert bets.recommended("су тасқыны Атырау", "kk") == []

    def test_nothing_costs_no_query_when_it_is_in_memory(self, page, django_assert_num_queries):
        bet(page)
        bets.recommended("салық", "kk")
        with django_assert_num_queries(0):
            assert bets.recommended("салық", "kk") == []
        bets.recommended("су тасқыны", "kk")
        with django_assert_num_queries(2):
            assert bets.recommended("су тасқыны", "kk")

    def test_only_while_everyone_may_see_the_page(self, page):
        bet(page)
        page.unpublish()
        assert bets.recommended("су тасқыны", "kk") == []
        page.save_revision().publish()
        assert bets.recommended("су тасқыны", "kk")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert bets.recommended("су тасқыны", "kk") == []

    def test_until_its_last_day(self, page):
        one = bet(page, last_day=timezone.localdate())
        assert bets.recommended("су тасқыны", "kk")
        one.last_day = timezone.localdate() - timedelta(days=1)
        one.save()
        assert bets.recommended("су тасқыны", "kk") == []

    def test_an_address_of_its_own(self):
        bet(address="https://egov.kz", title="eGov", phrases="егов")
        assert [(item.url, item.title) for item in bets.recommended("егов", "kk")] == [("https://egov.kz", "eGov")]

    def test_at_most_three(self, page):
        for _ in range(5):
            bet(page)
        assert len(bets.recommended("су тасқыны", "kk")) == bets.MOST

    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_stands_above_the_results_of_the_first_page(self, index, page, language):
        bet(page, language=language)
        index(*(document(f"{language}{n}", "Наводнение", language=language) for n in range(12)))
        client = Client()
        first = client.get(f"/{language}/search/", {"q": "наводнение"})
        text = first.content.decode()
        assert text.index('class="recommended"') < text.index('class="question-item"')
        assert page.title in text
        assert first.context["found"].total == 12
        second = client.get(f"/{language}/search/", {"q": "наводнение", "page": 2}).content.decode()
        assert 'class="recommended"' not in second

    def test_its_words_are_escaped(self, index):
        index()
        bet(address="/kk/?a=1&b=2", title="<b>", text="<i>", phrases="егов")
        text = Client().get("/kk/search/", {"q": "егов"}).content.decode()
        assert "&lt;b&gt;" in text
        assert "<b>" not in text
        assert "/kk/?a=1&amp;b=2" in text


class TestPagesPointOn:
    """Related content on pages, from the real index of real pages."""

    @pytest.fixture
    def pages(self, index_path):
        from search.following import rebuild

        one = GuidanceFactory(parent=home(), title="Балабақшаға кезекке тұру", lead="Кезекке қалай тұруға болады.")
        two = GuidanceFactory(parent=home(), title="Балабақша кезегіндегі орын", lead="Кезек нөмірін қайдан көреміз.")
        rebuild(engine())
        return one, two

    def test_each_leads_to_the_other_and_not_to_itself(self, pages):
        one, two = pages
        text = Client().get(one.url).content.decode()
        related = text[text.index('class="related-list"') :].partition("</ul>")[0]
        assert f'href="{two.url}"' in related
        assert f'href="{one.url}"' not in related
        two.unpublish()
        assert 'class="related-list"' not in Client().get(one.url).content.decode()
