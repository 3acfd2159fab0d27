"""Suggestions under the search box: what is offered, how it is served, what a browser is told."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.test import Client

from directory.models import Topic
from portal import languages
from search import service
from search.engines import engine
from search.engines.base import EngineUnavailable, Position
from search.tests.engine_contract import NASTY
from search.tests.fakes import document

MOST_QUERIES = 3  # the topics, and one for each batch of sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(index_path, source):
    Topic.objects.create(key="health", name_kk="Денсаулық", name_ru="Здоровье", name_en="Health")
    Topic.objects.create(key="payments", name_kk="Төлемдер", name_ru="Выплаты и пособия", name_en="Payments")
    Topic.objects.create(key="old", name_kk="Дене", name_ru="Здоровый", name_en="Heal", active=False)
    documents = [
        document("kk", "Балабақшаға <кезек>", group="1"),
        document("kk2", "Денсаулық паспорты", group="2"),
        document("ru", "Выплаты от паводка", language="ru", group="3"),
        document("en", "Health in floods", language="en", group="4"),
    ]
    source.store = {doc.id: doc for doc in documents}
    engine().rebuild(documents, Position())


def lines(text, language="kk", **more):
    return [(line.kind, line.url) for line in service.suggest(text, language, **more)]


def get(path, **query):
    return Client().get(path, query)


class TestService:
    def test_topics_then_things(self, index):
        topic, thing = service.suggest("денс", "kk")
        assert (topic.kind, topic.title, topic.url) == ("topic", "<mark>Денсаулық</mark>", "/kk/search/?topic=health")
        assert (thing.kind, thing.url, thing.language, thing.label) == ("note", "/kk/kk2/", "kk", "Notes")

    def test_topics_are_known_in_the_readers_language_by_any_word_and_other_letters(self, index):
        assert lines("посо", "ru") == [("topic", "/ru/search/?topic=payments")]
        assert lines("толем") == [("topic", "/kk/search/?topic=payments")]
        assert lines("толем", "ru") == []
        assert lines("дене") == []  # one out of use

    def test_a_corrected_word_comes_first_and_leads_to_its_results(self, index):
        words, thing = service.suggest(",fkf,f", "kk")
        assert (words.kind, words.title, words.label) == ("words", "балабақшаға", "Іздеу")
        assert get(words.url).context["found"].total == 1
        assert (thing.kind, thing.url) == ("note", "/kk/kk/")

    def test_a_corrected_word_finds_topics_too(self, index):
        assert [kind for kind, _ in lines("lnsaulyk")] == []
        assert [kind for kind, _ in lines("densaul")] == ["words", "topic", "note"]

    def test_what_is_no_longer_visible_is_not_suggested(self, index, source):
        source.hidden = {"kk"}
        assert lines("балаб") == []

    def test_no_more_than_asked_for(self, index):
        assert len(lines("денс", limit=1)) == 1

    def test_an_engine_that_fails_suggests_nothing(self, index_path, source, caplog):
        Topic.objects.create(key="health", name_kk="Денсаулық", name_ru="Здоровье", name_en="Health")
        assert service.suggest("денс", "kk") == []
        assert "suggestions" in caplog.text


class TestView:
    def test_a_piece_of_html_with_options_and_their_number(self, index):
        page = get("/kk/search/suggest/", q="балаб").content.decode()
        assert (
            '<a role="option" tabindex="-1" href="/kk/kk/"><span><mark>Балабақшаға</mark> &lt;кезек&gt;</span>' in page
        )
        assert 'data-said="1 ұсыныс"' in page
        assert "<html" not in page

    def test_the_number_in_the_readers_words(self, index):
        assert 'data-said="2 suggestions"' in get("/en/search/suggest/", q="heal").content.decode()
        assert 'data-said="2 подсказки"' in get("/ru/search/suggest/", q="выпл").content.decode()

    def test_another_language_is_named(self, index):
        page = get("/kk/search/suggest/", q="выпл").content.decode()
        assert '<span lang="ru"><mark>Выплаты</mark>' in page
        assert 'title="Русский"' in page

    @pytest.mark.parametrize("text", ["", "б", " б ", "жоқсөзмүлде"])
    def test_nothing(self, index, text):
        response = get("/kk/search/suggest/", q=text)
        assert (response.status_code, response.content) == (200, b"")

    def test_may_be_kept_by_anyone_for_a_minute(self, index):
        response = get("/kk/search/suggest/", q="балаб")
        assert response["Cache-Control"] == "public, max-age=60"
        assert "Vary" not in response
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies

    def test_number_of_queries(self, index, django_assert_max_num_queries):
        with django_assert_max_num_queries(MOST_QUERIES):
            get("/kk/search/suggest/", q="денс")

    def test_only_reading(self, index):
        assert Client().post("/kk/search/suggest/", {"q": "балаб"}).status_code == 405

    @pytest.mark.parametrize("text", [text for text in NASTY if text != "\ud800"], ids=range(len(NASTY) - 1))
    def test_any_text(self, index, text):
        assert get("/kk/search/suggest/", q=text[:4000]).status_code == 200

    def test_an_address_that_is_no_utf8(self, index):
        assert Client().get("/kk/search/suggest/?q=%ff%fe%00").status_code == 200


class TestOpenSearch:
    NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"

    @pytest.mark.parametrize("language", languages.CODES)
    def test_the_description_holds_to_its_specification(self, language, settings):
        settings.BASE_URL = "https://jauap.example"
        response = get(f"/{language}/search/opensearch.xml")
        assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
        root = ElementTree.fromstring(response.content)
        assert root.tag == f"{self.NAMESPACE}OpenSearchDescription"
        said = {child.tag.removeprefix(self.NAMESPACE): child.text for child in root}
        assert 0 < len(said["ShortName"]) <= 16
        assert 0 < len(said["Description"]) <= 1024
        assert said["Language"] == language
        urls = {child.get("type"): child for child in root.iter(f"{self.NAMESPACE}Url")}
        assert urls["text/html"].get("template") == f"https://jauap.example/{language}/search/?q={{searchTerms}}"
        own = urls["application/opensearchdescription+xml"]
        assert (own.get("rel"), own.get("template")) == (
            "self",
            f"https://jauap.example{response.request['PATH_INFO']}",
        )
        assert said["Image"].startswith("https://jauap.example/static/")

    @pytest.mark.parametrize("language", languages.CODES)
    def test_every_page_leads_to_it(self, index, language):
        page = get(f"/{language}/search/").content.decode()
        name = {"kk": "Жауап", "ru": "Жауап", "en": "Jauap"}[language]
        link = (
            f'<link rel="search" type="application/opensearchdescription+xml" href="/{language}/search/opensearch.xml"'
        )
        assert f'{link} title="{name}">' in page


class TestBoxes:
    @pytest.mark.parametrize("path", ["search/", "no-such-page/"])
    def test_every_search_box_has_them_and_is_a_plain_form_without(self, index, path):
        page = get(f"/kk/{path}").content.decode()
        assert 'data-suggest="/kk/search/suggest/"' in page
        assert 'action="/kk/search/" method="get" role="search"' in page
        assert "combobox" not in page  # that is the script's to say


class TestHonestResults:
    def test_what_is_there_in_other_languages_alone_is_said(self, index):
        response = get("/en/search/", q="балабақша")
        page = response.content.decode()
        assert response.context["others"]
        assert "Nothing was found in English, but there is something in other languages." in page
        assert "Nothing found" not in page
        assert "/en/questions/ask/?text=" in page
        assert "Қазақ тілінде ештеңе табылмады, бірақ басқа тілдерде бар." in get("/kk/search/", q="паводок").text
        assert "На русском языке ничего не нашлось" in get("/ru/search/", q="балабақша").text

    def test_what_was_meant_is_offered_when_the_text_as_typed_finds_nothing(self, index):
        page = get("/kk/search/", q=",fkf,f0if", typed="1").text
        assert "Мүмкін, мынаны іздеген шығарсыз:" in page
        assert 'href="?q=%D0%B1%D0%B0%D0%BB%D0%B0%D0%B1%D0%B0%D2%9B%D1%88%D0%B0"' in page

    def test_the_same_words_without_filters_are_offered(self, index):
        page = get("/kk/search/", q="балабақша", topic="health", order="newest").text
        assert 'href="?q=%D0%B1%D0%B0%D0%BB%D0%B0%D0%B1%D0%B0%D2%9B%D1%88%D0%B0&amp;order=newest"' in page
        assert "сүзгісіз" not in get("/kk/search/", q="жоқсөзмүлде").text

    def test_the_reserve_is_said_and_its_hits_are_shown(self, index, monkeypatch):
        reserve = engine()

        class Reserve:
            def find(self, query):
                return replace(reserve.find(query), degraded=True)

        monkeypatch.setattr("search.service.reader", Reserve)
        response = get("/kk/search/", q="балабақша")
        assert len(response.context["hits"]) == 1
        assert "Іздеу қосалқы жүйемен жұмыс істеп тұр" in response.text
        assert "Балабақшаға" in response.text
        assert "Поиск работает в резервном режиме" in get("/ru/search/", q="балабақша").text

    def test_an_index_that_is_missing_is_said_otherwise(self, index_path, source):
        with pytest.raises(EngineUnavailable):
            engine().find(service.Query("балабақша", "kk"))
        page = get("/kk/search/", q="балабақша").text
        assert "қосалқы" not in page
        assert "ask/?text" not in page
