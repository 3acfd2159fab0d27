"""Pages as data: records of what is public, tombstones for what no longer is, and answers as they are described."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker
from wagtail.models import PageViewRestriction

from content.tests.factories import ContactsFactory, DocumentFactory, GuidanceFactory, ReportFactory, SectionFactory
from directory.models import Agency, PageTopic, Topic
from machines.models import PageRecord
from machines.open_data.kinds import names, page_types
from machines.open_data.records import FIELDS
from portal.tests.trees import home, translated
from press.tests.factories import BriefingFactory, InfographicFactory, NewsFactory, PressSectionFactory, VideoFactory
from qa.open_data import openapi
from rebuttals.tests.factories import IndexFactory, RebuttalFactory

pytestmark = pytest.mark.django_db
API = "/api/v1/pages"


def conforms(data, name):
    schema = {"$ref": f"#/components/schemas/{name}", "components": openapi.document()["components"]}
    errors = list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data))
    assert errors == [], f"{errors[0].json_path}: {errors[0].message}"


def listed(**query):
    answer = Client().get(API, query)
    assert answer.status_code == 200, answer.text
    conforms(answer.json(), "Pages")
    return answer.json()["data"]


def titles(**query):
    return [item.get("title") for item in listed(**query)]


def published(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def topic():
    return Topic.objects.create(key="water", name_kk="Су", name_ru="Вода", name_en="Water")


@pytest.fixture
def section():
    for code in ("kk", "ru", "en"):
        home(code)
    return SectionFactory(parent=home())


@pytest.fixture
def flood(section, topic):
    agency = Agency.objects.create(key="emergency", name_kk="ТЖМ", name_ru="МЧС", name_en="MES", short_kk="ТЖМ")
    page = GuidanceFactory(
        parent=section, slug="flood", agency=agency, ai_made=True, body=[("paragraph", "<p>Жоғарыға шығыңыз.</p>")]
    )
    PageTopic.objects.create(page=page, topic=topic)
    return published(page)


class TestRecords:
    def test_say_what_the_page_says(self, flood):
        (item,) = listed(kind="guidance")
        assert item["url"] == flood.full_url
        assert (item["id"], item["language"], item["withheld"]) == (str(flood.translation_key), "kk", False)
        assert (item["agency"], item["topics"], item["regions"]) == ("emergency", ["water"], [])
        assert (item["title"], item["text"], item["ai_made"]) == (flood.title, "Жоғарыға шығыңыз.", True)

    def test_every_kind_that_readers_find_is_there(self, section):
        press, index = PressSectionFactory(parent=home()), IndexFactory(parent=home())
        for page in (
            section, press, index, GuidanceFactory(parent=section), DocumentFactory(parent=section),
            NewsFactory(parent=press), VideoFactory(parent=press), InfographicFactory(parent=press),
            BriefingFactory(parent=press), RebuttalFactory(parent=index),
            ContactsFactory(parent=section), ReportFactory(parent=section),
        ):  # fmt: skip
            published(page)
        found = listed(limit=200)
        assert {item["kind"] for item in found} == set(names())
        facts = {item["kind"]: item["facts"] for item in found}
        assert facts["document"]["number"] == "124-НҚ"
        assert facts["briefing"]["state"] == "upcoming"
        assert facts["body"]["lines"][0] == {"label": "Қабылдау бөлмесі", "phone": "+7 (7172) 00-00-01"}
        assert (facts["reporting"]["report"], facts["reporting"]["ends"]) == ("results", "2025-12-31")
        assert facts["rebuttal"]["verdict"] == "false"

    def test_table_and_lines_hold_the_same(self, flood):
        translated(flood, "ru", title="=Паводок")
        lines = [json.loads(line) for line in Client().get(f"{API}.jsonl").getvalue().decode().splitlines()]
        rows = list(csv.DictReader(io.StringIO(Client().get(f"{API}.csv").getvalue().decode("utf-8-sig"))))
        assert [row["id"] for row in rows] == [item["id"] for item in lines]
        assert list(rows[0]) == list(FIELDS)
        assert {item["language"] for item in lines if item["kind"] == "guidance"} == {"kk", "ru"}
        assert "'=Паводок" in [row["title"] for row in rows], "no cell is a formula"
        (alone,) = Client().get(f"{API}.jsonl?language=ru").getvalue().decode().splitlines()[-1:]
        assert json.loads(alone)["language"] == "ru"

    def test_one_page_in_all_languages(self, flood):
        translated(flood, "ru")
        answer = Client().get(f"{API}/{flood.translation_key}")
        conforms(answer.json(), "PageInAllLanguages")
        assert [item["language"] for item in answer.json()["languages"]] == ["kk", "ru"]
        assert Client().get(f"{API}/00000000-0000-4000-8000-000000000000").status_code == 404

    def test_a_page_of_many_kinds_costs_as_many_queries_as_there_are_kinds(self, section, topic):
        press = published(PressSectionFactory(parent=home()))
        for _ in range(5):
            for page in (GuidanceFactory(parent=section), NewsFactory(parent=press), DocumentFactory(parent=section)):
                PageTopic.objects.create(page=page, topic=topic)
                published(page)
        Client().get(API)
        with CaptureQueriesContext(connection) as queries:
            assert len(listed()) >= 15
        # The limit's count, the records, four types, topics, regions.
        assert len(queries) <= 12, "\n".join(query["sql"] for query in queries)


class TestTombstones:
    def test_what_was_unpublished_or_deleted_is_told(self, flood, section):
        news = published(NewsFactory(parent=published(PressSectionFactory(parent=home()))))
        since = timezone.now().isoformat()
        flood.unpublish()
        news.delete()
        found = listed(updated_since=since)
        assert [(item["kind"], item["withheld"]) for item in found] == [("guidance", True), ("news", True)]
        answer = Client().get(f"{API}/{news.translation_key}")
        assert answer.status_code == 410
        conforms(answer.json(), "PageTakenDown")

    def test_what_is_below_a_deleted_or_hidden_section_too(self, flood, section):
        PageViewRestriction.objects.create(page=section, restriction_type="login")
        assert [item["withheld"] for item in listed(kind="guidance")] == [True]
        PageViewRestriction.objects.all().delete()
        assert [item["withheld"] for item in listed(kind="guidance")] == [False]
        section.delete()
        assert [item["withheld"] for item in listed(kind="guidance")] == [True]

    def test_published_again_it_is_a_record_again(self, flood):
        flood.unpublish()
        published(flood)
        assert [item["withheld"] for item in listed(kind="guidance")] == [False]
        assert PageRecord.objects.filter(page=flood.pk).count() == 1

    def test_drafts_are_not_named(self, section):
        GuidanceFactory(parent=section, live=False).save_revision()
        assert listed(kind="guidance") == []

    def test_told_with_a_topic_only_to_those_who_ask_what_changed(self, flood):
        flood.unpublish()
        assert listed(topic="water") == []
        since = (timezone.now() - timedelta(hours=1)).isoformat()
        assert [item["withheld"] for item in listed(topic="water", updated_since=since)] == [True]


class TestChanges:
    def test_a_moved_page_changes_with_all_below_it(self, flood, section):
        before = PageRecord.objects.get(page=flood.pk).changed_at
        other = SectionFactory(parent=home(), slug="other")
        section.move(other, pos="last-child")
        assert PageRecord.objects.get(page=flood.pk).changed_at > before
        (item,) = listed(kind="guidance")
        assert item["url"].endswith("/kk/other/guidance/flood/")

    def test_whoever_pages_gets_every_record_once(self, section):
        for number in range(5):
            published(GuidanceFactory(parent=section, title=str(number)))
        found, query = [], {"kind": "guidance", "limit": 2}
        while True:
            answer = Client().get(API, query).json()
            found += [item["title"] for item in answer["data"]]
            if answer["next_cursor"] is None:
                break
            query = {**query, "cursor": answer["next_cursor"]}
        assert found == list("01234")


class TestAsking:
    def test_narrowed(self, flood):
        translated(flood, "ru", title="Паводок")
        assert titles(kind="guidance", language="ru") == ["Паводок"]
        assert sorted(titles(topic="water")) == ["Паводок", "Су тасқыны"]
        assert titles(kind="news") == []

    @pytest.mark.parametrize("query", ["kind=cat", "language=kz", "topic=none", "cursor=x", "limit=0", "colour=red"])
    def test_nonsense_is_said(self, query):
        answer = Client().get(f"{API}?{query}")
        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == "application/problem+json"

    def test_unchanged_costs_nothing_and_any_script_may_read(self, flood):
        first = Client().get(API)
        assert first["Access-Control-Allow-Origin"] == "*"
        assert 'rel="license"' in first["Link"]
        assert first.json()["licence"]["name"]
        assert Client().get(API, headers={"If-None-Match": first["ETag"]}).status_code == 304

    def test_types_are_those_of_search(self):
        assert {model.__name__ for model in page_types().values()} >= {"NewsPage", "DocumentPage", "RebuttalPage"}
        assert "HomePage" not in {model.__name__ for model in page_types().values()}
