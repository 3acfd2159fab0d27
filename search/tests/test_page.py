"""The search page in three languages."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from directory.models import Topic
from search.engines import engine
from search.engines.base import Position
from search.tests.engine_contract import NASTY
from search.tests.fakes import document

MOST_QUERIES = 12  # the whole portal's limit for an anonymous reader's page

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(index_path, source):
    Topic.objects.create(key="health", name_kk="Денсаулық", name_ru="Здоровье", name_en="Health")
    documents = [
        document(f"{language}{n}", f"COVID {n}", body, language, group=f"{language}{n}", topics=("health",))
        for language, body in (("kk", "Вакцина туралы"), ("ru", "О вакцине"), ("en", "On the vaccine"))
        for n in range(13)
    ]
    documents.append(document("old", "COVID ескі", date=datetime(2020, 5, 1, tzinfo=UTC)))
    source.store = {doc.id: doc for doc in documents}
    engine().rebuild(documents, Position())


def get(path, **query):
    return Client().get(path, query)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
class TestLanguages:
    def test_own_language_first_then_the_others_labelled(self, index, language):
        response = get(f"/{language}/search/", q="covid", topic="health")
        page = response.content.decode()
        assert response.status_code == 200
        assert [item["hit"].language for item in response.context["hits"]] == [language] * 10
        assert response.context["found"].total == 13
        others = {item["hit"].language for item in response.context["others"]}
        assert language not in others
        assert all(f'lang="{other}"' in page for other in others)
        assert "<mark>COVID</mark>" in page
        assert f"/{language}/{language}12/" in page

    def test_number_of_queries(self, index, language, django_assert_max_num_queries):
        get(f"/{language}/search/", q="covid")
        with django_assert_max_num_queries(MOST_QUERIES):
            get(f"/{language}/search/", q="covid")

    def test_nothing_found_offers_to_ask(self, index, language):
        page = get(f"/{language}/search/", q="йцукенгш & <b>").content.decode()
        assert f"/{language}/questions/ask/?text=%D0%B9%D1%86%D1%83%D0%BA%D0%B5%D0%BD%D0%B3%D1%88+%26+%3Cb%3E" in page
        assert "topic=health" in page
        assert "<b>" not in page

    def test_choices_are_offered_with_what_they_would_find(self, index, language):
        Topic.objects.create(key="roads", name_kk="Жол", name_ru="Дороги", name_en="Roads")
        page = get(f"/{language}/search/", q="covid").content.decode()
        name = {"kk": "Денсаулық", "ru": "Здоровье", "en": "Health"}[language]
        assert f'<option value="health">{name} (13)</option>' in page
        assert 'value="roads"' not in page
        assert 'name="region"' not in page  # nothing to choose
        assert get(f"/{language}/search/", q="covid", region="<x>", agency="?", order="up").status_code == 200

    def test_a_repair_is_said_and_can_be_refused(self, index, language):
        response = get(f"/{language}/search/", q="dfrwbyf", topic="health")
        assert response.context["found"].repaired == "вакцина"
        page = response.content.decode()
        assert "<strong>вакцина</strong>" in page
        assert "?q=dfrwbyf&amp;typed=1&amp;topic=health" in page
        refused = get(f"/{language}/search/", q="dfrwbyf", topic="health", typed="1")
        assert not refused.context["found"].repaired
        assert not refused.context["hits"]

    def test_before_anything_is_asked(self, index, language):
        response = get(f"/{language}/search/")
        assert response.status_code == 200
        assert "topic=health" in response.content.decode()
        assert response.context["hits"] == []


class TestAddress:
    def test_the_second_page(self, index):
        first, second = get("/kk/search/", q="covid"), get("/kk/search/", q="covid", page=2)
        assert len(second.context["hits"]) == 4
        ids = {item["hit"].id for response in (first, second) for item in response.context["hits"]}
        assert len(ids) == 14
        assert "page=2" in first.content.decode()

    @pytest.mark.parametrize("page", ["99", "0", "-1", "x", "²", "9" * 50])
    def test_an_odd_page_number(self, index, page):
        response = get("/kk/search/", q="covid", page=page)
        assert response.status_code == 200
        assert response.context["hits"]

    def test_filters(self, index):
        assert get("/kk/search/", q="covid", topic="health").context["found"].total == 13
        assert get("/kk/search/", q="covid", since="2020-01-01", until="2020-12-31").context["found"].total == 1
        assert get("/kk/search/", q="covid", since="2020-12-31", until="2020-01-01").context["found"].total == 1
        assert get("/kk/search/", topic="health").context["found"].total == 13
        assert get("/kk/search/", q="covid", kind="note").context["found"].total == 14

    @pytest.mark.parametrize(
        "query",
        [{"topic": "unknown"}, {"kind": "unknown"}, {"since": "yesterday"}, {"until": "2020-99-99"}, {"since": "\x00"}],
    )
    def test_a_filter_that_makes_no_sense_is_left_aside(self, index, query):
        assert get("/kk/search/", q="covid", **query).context["found"].total == 14

    def test_the_same_search_in_the_other_languages(self, index):
        response = get("/kk/search/", q="covid", kind="note", page=2)
        assert response.context["alternates"]["ru"] == "/ru/search/?q=covid&kind=note"

    def test_the_same_for_everybody_and_not_for_search_engines(self, index):
        response = get("/kk/search/", q="covid")
        assert "Vary" not in response.headers or "ookie" not in response.headers["Vary"]
        assert not response.cookies
        assert 'content="noindex' in response.content.decode()

    def test_only_reading(self, index):
        assert Client().post("/kk/search/", {"q": "covid"}).status_code == 405


class TestBadInput:
    @pytest.mark.parametrize("text", [text for text in NASTY if text != "\ud800"], ids=range(len(NASTY) - 1))
    def test_any_text(self, index, text):
        assert get("/kk/search/", q=text[:4000]).status_code == 200

    def test_an_address_that_is_no_utf8(self, index):
        assert Client().get("/kk/search/?q=%ff%fe%00").status_code == 200

    def test_a_missing_index_is_said(self, index_path, source):
        response = get("/kk/search/", q="covid")
        assert response.status_code == 200
        assert response.context["found"].degraded


class TestUnpublished:
    def test_is_gone_at_once(self, index, source):
        source.hidden = {"kk0"}
        found = [item["hit"].id for item in get("/kk/search/", q="0").context["hits"]]
        assert "kk0" not in found
