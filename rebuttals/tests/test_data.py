"""Rebuttals as data: records as they are described, ClaimReview as its readers ask for it."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from directory.models import PageTopic, Topic
from portal.tests.trees import get, graph, translated
from rebuttals.open_data.description import SCHEMAS
from rebuttals.pages import RebuttalPage
from rebuttals.tests.factories import RebuttalFactory, correction

pytestmark = pytest.mark.django_db
API = "/api/v1/fact-checks"

# Google's documentation "Fact Check (ClaimReview) structured data": what it requires, and the shape of what it
# recommends; the names are those of schema.org.
_TEXT = {"type": "string", "minLength": 1}
_ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}"}
_BODY = {
    "type": "object",
    "required": ["@type", "name"],
    "properties": {
        "@type": {"enum": ["Organization", "Person", "GovernmentOrganization"]},
        "name": _TEXT,
        "url": _ADDRESS,
    },
}
CLAIM_REVIEW = {
    "type": "object",
    "required": ["@type", "claimReviewed", "reviewRating", "url", "author", "datePublished", "itemReviewed"],
    "properties": {
        "@type": {"const": "ClaimReview"},
        "claimReviewed": {**_TEXT, "maxLength": 500},
        "url": _ADDRESS,
        "datePublished": _DAY,
        "author": {**_BODY, "required": ["@type", "name", "url"]},
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "properties": {
                "@type": {"const": "Rating"},
                "alternateName": _TEXT,
                "ratingValue": {"type": "number"},
                "bestRating": {"type": "number"},
                "worstRating": {"type": "number"},
            },
            "dependentRequired": {"ratingValue": ["bestRating", "worstRating"]},
        },
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "author"],
            "properties": {
                "@type": {"const": "Claim"},
                "author": _BODY,
                "datePublished": _DAY,
                "appearance": {
                    "type": "array",
                    "items": {"type": "object", "required": ["@type", "url"], "properties": {"url": _ADDRESS}},
                },
            },
        },
        "correction": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["@type", "text", "datePublished"],
                "properties": {"@type": {"const": "CorrectionComment"}, "text": _TEXT, "datePublished": _DAY},
            },
        },
    },
}


def conforms(data, schema) -> None:
    errors = list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data))
    assert errors == [], f"{errors[0].json_path}: {errors[0].message}"


def described(data, name: str) -> None:
    conforms(data, {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}})


def listed(**query):
    answer = Client().get(API, query)
    assert answer.status_code == 200, answer.text
    described(answer.json(), "FactChecks")
    return answer.json()["data"]


@pytest.fixture
def page(index):
    """A rebuttal with everything, whose verdict was another one, in Kazakh and Russian."""
    page = RebuttalFactory(parent=index, live=False, interested_party="Төтенше жағдайлар министрлігі")
    PageTopic.objects.create(page=page, topic=Topic.objects.create(key="floods", name_kk="а", name_ru="б", name_en="c"))
    page.save_revision().publish()
    page.refresh_from_db()
    page.verdict, page.corrections = "misleading", [correction(25, "Жаңа құжат.")]
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def russian(page):
    twin = translated(page, "ru")
    twin.save_revision().publish()
    return twin


class TestClaimReview:
    def test_is_as_its_readers_ask(self, page, russian):
        for path in (page.url, russian.url):
            review = next(item for item in graph(get(path).text) if item["@type"] == "ClaimReview")
            conforms(review, CLAIM_REVIEW)
            assert review["itemReviewed"]["about"]["name"] == page.interested_party
            assert review["correction"][0]["datePublished"] == "2026-11-25"

    @pytest.mark.parametrize("verdict", ["false", "unproven", "satire", "true"])
    def test_of_every_kind(self, index, verdict):
        page = RebuttalFactory(parent=index, verdict=verdict, claim_by_kind="person", claim_date=None, spread=[])
        review = next(item for item in graph(get(page.url).text) if item["@type"] == "ClaimReview")
        conforms(review, CLAIM_REVIEW)
        assert review["itemReviewed"]["author"]["@type"] == "Person"

    def test_the_check_can_fail(self, page):
        review = next(item for item in graph(get(page.url).text) if item["@type"] == "ClaimReview")
        del review["reviewRating"]["alternateName"]
        with pytest.raises(AssertionError):
            conforms(review, CLAIM_REVIEW)

    def test_the_feed_holds_all_languages(self, page, russian, client):
        response = client.get(f"{API}/claimreview")
        assert response["Content-Type"].startswith("application/ld+json")
        feed = response.json()
        assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
        reviews = [item["item"] for item in feed["dataFeedElement"]]
        assert {review["inLanguage"] for review in reviews} == {"kk", "ru"}
        for review in reviews:
            conforms(review, CLAIM_REVIEW)
        russian_review = next(review for review in reviews if review["inLanguage"] == "ru")
        assert russian_review["reviewRating"]["alternateName"] == "Вводит в заблуждение"
        again = client.get(f"{API}/claimreview", headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304


class TestRecords:
    def test_say_what_the_page_says(self, page):
        (record,) = listed()
        assert (record["claim"], record["verdict"], record["rating"]) == (page.claim, "misleading", 2)
        assert (record["id"], record["url"]) == (str(page.translation_key), page.full_url)
        assert record["topics"] == ["floods"]
        assert record["appearances"][0]["archive_url"] == "https://archive.example.org/post"
        assert record["evidence"][0]["source"] == "Төтенше жағдайлар министрлігі"
        assert record["corrections"] == [{"date": "2026-11-25", "text": "Жаңа құжат."}]
        assert [item["verdict"] for item in record["former_verdicts"]] == ["false"]

    def test_only_what_is_public(self, page, index):
        RebuttalFactory(parent=index, live=False)
        assert len(listed()) == 1
        page.unpublish()
        assert listed() == []

    def test_filters(self, page, russian):
        assert [item["language"] for item in listed(language="ru")] == ["ru"]
        assert len(listed(verdict="misleading")) == 2
        assert listed(verdict="true") == []
        assert listed(updated_since="2099-01-01") == []
        assert len(listed(updated_since="2020-01-01T00:00:00Z")) == 2

    def test_a_changed_verdict_is_news_in_every_language(self, page, russian):
        since = timezone.now()
        page.refresh_from_db()
        page.verdict = "true"
        page.corrections = [correction(26, "Тағы.")]
        page.save_revision().publish()
        RebuttalPage.objects.filter(pk=russian.pk).update(last_published_at=since - timedelta(days=1))
        assert {item["language"] for item in listed(updated_since=since.isoformat())} == {"kk", "ru"}

    def test_every_record_once_page_by_page(self, index):
        for _ in range(7):
            RebuttalFactory(parent=index).save_revision().publish()
        RebuttalPage.objects.update(last_published_at=timezone.now())  # moments that are the same
        seen, cursor = [], ""
        while cursor is not None:
            answer = Client().get(API, {"limit": 3, "cursor": cursor}).json()
            seen += [item["url"] for item in answer["data"]]
            cursor = answer["next_cursor"]
        assert len(seen) == len(set(seen)) == 7

    @pytest.mark.parametrize(
        "query",
        ["language=kz", "verdict=nonsense", "limit=0", "limit=9999", "limit=x", "cursor=%00", "cursor=abc",
         "cursor=WyIyMDI2IiwgMV0", "updated_since=yesterday", "updated_since=2026-99-99", "verdikt=false"],
    )  # fmt: skip
    def test_nonsense_is_said(self, client, query):
        response = client.get(f"{API}?{query}")
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["detail"]

    def test_the_table_holds_the_same(self, page, russian, client):
        response = client.get(f"{API}.csv")
        text = response.getvalue().decode("utf-8-sig")
        table = list(csv.DictReader(io.StringIO(text)))
        assert {row["language"] for row in table} == {"kk", "ru"}
        assert table[0]["verdict"] == "misleading"
        assert "https://archive.example.org/post" in table[0]["appearances"]
        assert client.get(f"{API}.csv?language=xx").status_code == 400

    def test_no_cell_is_a_formula(self, index, client):
        RebuttalFactory(parent=index, claim='=HYPERLINK("https://evil.example")').save_revision().publish()
        text = client.get(f"{API}.csv").getvalue().decode("utf-8-sig")
        assert next(csv.DictReader(io.StringIO(text)))["claim"].startswith("'=")

    def test_costs_the_same_with_many(self, index, django_assert_max_num_queries):
        for _ in range(30):
            RebuttalFactory(parent=index).save_revision().publish()
        Client().get(API)
        with django_assert_max_num_queries(8):
            assert len(Client().get(API).json()["data"]) == 30


class TestDescription:
    def test_one_document_describes_all(self, client):
        document = client.get("/api/v1/openapi.json").json()
        assert {"/fact-checks", "/fact-checks.csv", "/fact-checks/claimreview", "/questions"} <= set(document["paths"])
        from rebuttals.open_data.urls import urlpatterns

        assert {f"/{entry.pattern}" for entry in urlpatterns} <= set(document["paths"])

    def test_every_field_is_explained_to_people(self, client, language):
        text = client.get(f"/{language}/open-data/").text
        for name in SCHEMAS["FactCheck"]["properties"]:
            assert name in text
        assert "/api/v1/fact-checks.csv" in text

    def test_any_sites_scripts_may_read(self, client):
        response = client.get(API)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
        assert client.post(API).status_code == 405
