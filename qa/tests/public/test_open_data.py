"""Open data: the records of what is public, tombstones for what no longer is, and answers as they are described."""

import csv
import io
import json
import tracemalloc
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from wagtail.models import Locale

from portal.tests.trees import graph
from qa import services
from qa.models import PublishedQuestion
from qa.open_data import openapi, records
from qa.tests.factories import AgencyFactory, TopicFactory
from qa.tests.public.rows import archive

pytestmark = pytest.mark.django_db
API = "/api/v1"


def get(path, **headers):
    return Client().get(f"{API}/{path}", headers=headers)


def listed(**query):
    """The records of a list, asserted to be understood."""
    answer = Client().get(f"{API}/questions", query)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def numbers(**query):
    return [item["number"] for item in listed(**query)]


def lines(path="questions.jsonl"):
    return [json.loads(line) for line in get(path).getvalue().decode().splitlines()]


def table(path="questions.csv"):
    return list(csv.DictReader(io.StringIO(get(path).getvalue().decode("utf-8-sig"))))


def translate(question, code="ru"):
    row = PublishedQuestion.objects.get(question=question, locale__language_code="kk")
    copy = row.copy_for_translation(Locale.objects.get_or_create(language_code=code)[0])
    copy.title, copy.live, copy.first_published_at = f"{code} title", True, timezone.now()
    copy.save()
    return copy


def take_down(question, office):
    services.question_withhold(question=question, actor=office.moderator, reason="personal_data")


def conforms(data, name):
    """Asserts that `data` is as the description says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": openapi.SCHEMAS}}
    errors = list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data))
    assert errors == [], errors[0].message


class TestDescription:
    def test_is_valid_openapi(self):
        document = get("openapi.json").json()
        assert document["openapi"].startswith("3.1")
        OpenAPIV31SpecValidator(document).validate()

    def test_names_every_address_there_is(self):
        from qa.open_data.urls import urlpatterns

        routes = {f"/{str(entry.pattern).replace('<slug:number>', '{number}')}" for entry in urlpatterns[:-1]}
        assert routes == set(openapi.PATHS)

    def test_answers_are_as_described(self, office):
        translate(office.answered())
        services.question_publish(question=office.routed(), actor=office.moderator)
        take_down(office.answered(), office)
        answer = get("questions").json()
        assert len(answer["data"]) == 4
        conforms(answer, "Questions")
        for path, name in (
            ("topics", "Topics"), ("regions", "Regions"), ("agencies", "Agencies"), ("statistics", "Statistics"),
            (f"questions/{answer['data'][0]['number']}", "QuestionInAllLanguages"), ("nothing", "Problem"),
            ("questions?topic=nothing", "Problem"),
        ):  # fmt: skip
            conforms(get(path).json(), name)

    def test_a_wrong_record_would_be_noticed(self, office):
        record = {**listed()[0]} if office.answered() else {}
        record["text"] = "more than is described"
        with pytest.raises(AssertionError):
            conforms(record, "Record")

    def test_fields_of_csv_are_those_of_json(self):
        assert set(openapi.SCHEMAS["Question"]["properties"]) == set(records.FIELDS)
        assert set(openapi.SCHEMAS["Tombstone"]["properties"]) == set(records.TOMBSTONE)


class TestRecords:
    def test_say_what_the_page_says(self, office):
        question = office.answered(text="ҚҰПИЯБЕЛГІ сұрағым бар")
        (record,) = listed()
        assert record["number"] == question.number
        assert record["title"] == "Екпе"
        assert record["answer_html"] == "<p>Бейсенбіде.</p>"
        assert record["answer_text"] == "Бейсенбіде."
        assert record["agency"] == office.agency.key
        assert record["status"] == "answered"
        assert record["due_on"] is None
        assert Client().get(record["url"]).status_code == 200
        assert "ҚҰПИЯБЕЛГІ" not in get("questions").text

    def test_waiting_says_until_when(self, office):
        services.question_publish(question=office.routed(), actor=office.moderator)
        (record,) = listed()
        assert record["status"] == "waiting"
        assert record["due_on"]
        assert record["routed_at"]

    def test_lines_and_table_hold_the_same(self, office):
        translate(office.answered())
        take_down(office.answered(), office)
        assert sorted(lines(), key=str) == sorted(listed(), key=str)
        assert [row["number"] for row in table()] == [record["number"] for record in lines()]
        assert [row["withheld"] for row in table()] == ["false", "false", "true"]

    def test_one_language(self, office):
        translate(office.answered())
        assert [item["language"] for item in listed(language="ru")] == ["ru"]
        assert [item["language"] for item in lines("questions.jsonl?language=ru")] == ["ru"]
        assert get("questions.csv?language=fr").status_code == 400

    def test_all_languages_of_one_question_with_the_moments_of_its_answers(self, office):
        question = office.answered()
        translate(question)
        services.answer_correct(question=question, actor=office.officer, text="<p>Жұмада.</p>", change_note="Күні")
        services.answer_submit(question=question, actor=office.officer)
        services.answer_approve(question=question, actor=office.approver)
        data = get(f"questions/{question.number}").json()
        assert [item["language"] for item in data["languages"]] == ["kk", "ru"]
        assert [answer["version"] for answer in data["answers"]] == [1, 2]
        assert data["answers"][1]["at"] == data["languages"][0]["corrected_at"]

    def test_private_is_unknown(self, office):
        question = office.submitted()
        assert get(f"questions/{question.number}").status_code == 404
        assert listed() == []
        assert lines() == []


class TestTombstones:
    def test_in_list_downloads_and_alone(self, office):
        question = office.answered()
        translate(question)
        take_down(question, office)
        for found in (listed(), lines()):
            assert {(item["number"], item["language"]) for item in found} == {
                (question.number, "kk"), (question.number, "ru"),
            }  # fmt: skip
            assert all(set(item) == set(records.TOMBSTONE) and item["withheld"] for item in found)
        gone = get(f"questions/{question.number}")
        assert (gone.status_code, gone.json()) == (410, {"number": question.number, "withheld": True})
        assert "Бейсенбіде" not in get("questions.csv").getvalue().decode()

    def test_whoever_asks_what_changed_is_told(self, office):
        question = office.answered()
        since = timezone.now()
        assert numbers(updated_since=since.isoformat()) == []
        take_down(question, office)
        (told,) = listed(updated_since=since.isoformat())
        assert told["withheld"] is True
        # The topic of what was taken down is nobody's business any more, so a filter does not hide it.
        topic = TopicFactory()
        assert len(listed(updated_since=since.isoformat(), topic=topic.key)) == 1
        assert listed(topic=topic.key) == []

    def test_a_translation_taken_back_is_one_too(self, office):
        copy = translate(office.answered())
        copy.live = False
        copy.save()
        assert {item["language"]: item["withheld"] for item in listed()} == {"kk": False, "ru": True}

    def test_a_translation_that_was_never_public_is_not_named(self, office):
        row = PublishedQuestion.objects.get(question=office.answered())
        copy = row.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
        copy.live = False
        copy.save()
        assert [item["language"] for item in listed()] == ["kk"]

    def test_shown_again_it_is_a_record_again(self, office):
        question = office.answered()
        take_down(question, office)
        services.question_show(question=question, actor=office.moderator)
        assert [item["withheld"] for item in listed()] == [False]


class TestFilters:
    def test_by_key_and_status(self, office):
        topic, agency = TopicFactory(), AgencyFactory()
        mine = archive(2, topic=topic, agency=agency)
        archive(1)
        waiting = services.question_publish(question=office.routed(), actor=office.moderator)
        assert numbers(topic=topic.key) == mine
        assert numbers(agency=agency.key, status="answered") == mine
        assert numbers(status="waiting") == [waiting.number]
        assert numbers(status="overdue") == []
        PublishedQuestion.objects.filter(number=waiting.number).update(due_on=timezone.localdate() - timedelta(days=1))
        assert numbers(status="overdue") == [waiting.number]
        PublishedQuestion.objects.filter(number=waiting.number).update(paused_since=timezone.localdate())
        assert numbers(status="overdue") == []

    def test_by_moment(self):
        first, second, third = archive(3)
        at = [row.answered_at.isoformat() for row in PublishedQuestion.objects.order_by("pk")]
        assert numbers(answered_since=at[1]) == [second, third]
        assert numbers(answered_until=at[1]) == [first]
        assert numbers(answered_since="2026-01-06") == []
        assert numbers(updated_since=at[2]) == [third]

    @pytest.mark.parametrize(
        ("query", "word"),
        [("topic=x", "topic"), ("status=late", "status"), ("limit=0", "limit"), ("limit=201", "limit"),
         ("cursor=x", "cursor"), ("answered_since=yesterday", "answered_since"), ("colour=red", "colour")],
    )  # fmt: skip
    def test_nonsense_is_said(self, query, word):
        answer = get(f"questions?{query}")
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        assert word in answer.json()["detail"]


class TestPages:
    def walk(self, limit=7, between=None):
        """The numbers of all pages, following `next`; `between` is called after the first."""
        found, path = [], f"questions?limit={limit}"
        while path:
            data = get(path).json()
            found += [item["number"] for item in data["data"]]
            path = data["next"] and data["next"].partition("/api/v1/")[2]
            if between:
                between()
                between = None
        return found

    def test_every_record_once(self):
        made = archive(20)
        assert self.walk() == made

    def test_one_added_meanwhile_shifts_nothing(self, office):
        made = archive(20)
        added = []
        found = self.walk(between=lambda: added.append(office.answered().number))
        assert found == [*made, *added]

    def test_one_changed_meanwhile_comes_again_and_none_is_missed(self):
        made = archive(20)
        found = self.walk(between=lambda: PublishedQuestion.objects.filter(number=made[0]).update(working_days=4))
        assert found == [*made, made[0]]

    def test_moments_that_are_the_same(self):
        made = archive(20)
        PublishedQuestion.objects.update(changed_at=timezone.now())
        assert self.walk(limit=3) == made

    def test_the_next_page_is_a_link_too(self):
        archive(3)
        answer = get("questions?limit=2")
        assert f'<{answer.json()["next"]}>; rel="next"' in answer["Link"]
        assert "next" not in get("questions?limit=3")["Link"]

    def test_the_licence_is_a_link_too(self, settings):
        settings.OPEN_DATA_LICENCE_URL = "https://example.org/licence"
        for path in ("questions", "topics", "questions.csv", "openapi.json", "nothing"):
            assert get(path)["Link"] == '<https://example.org/licence>; rel="license"'


class TestCatalogue:
    def test_names_every_data_set_in_all_languages_with_licence_and_downloads(self, settings):
        settings.OPEN_DATA_LICENCE_URL = "https://example.org/licence"
        answer = get("catalogue.jsonld")
        assert answer["Content-Type"].startswith("application/ld+json")
        data = answer.json()
        spaces = {name.partition(":")[0] for item in (data, *data["dcat:dataset"]) for name in item if ":" in name}
        assert spaces <= data["@context"].keys()
        assert len(data["dcat:dataset"]) >= 3
        for item in data["dcat:dataset"]:
            assert [title["@language"] for title in item["dct:title"]] == ["kk", "ru", "en"]
            assert len({title["@value"] for title in item["dct:title"]}) == 3
            assert item["dct:license"] == {"@id": "https://example.org/licence"}
            for file in item["dcat:distribution"]:
                path = file["dcat:downloadURL"]["@id"].removeprefix("http://testserver")
                assert Client().get(path).status_code == 200
                assert file["dcat:mediaType"]["@id"].startswith("https://www.iana.org/assignments/media-types/")


class TestHeaders:
    def test_the_same_for_every_reader(self, office):
        office.answered()
        first = get("questions", **{"Accept-Language": "ru"})
        client = Client()
        client.cookies["language"] = "en"
        second = client.get(f"{API}/questions")
        assert first.content == second.content
        assert not first.has_header("Vary")
        assert not first.cookies
        assert "s-maxage" in first["Cache-Control"]

    def test_unchanged_costs_nothing(self):
        archive(2)
        PublishedQuestion.objects.update(changed_at=timezone.now() - timedelta(days=40))
        first = get("questions")
        assert get("questions", **{"If-None-Match": first["ETag"]}).status_code == 304
        again = get("questions", **{"If-Modified-Since": first["Last-Modified"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
        PublishedQuestion.objects.filter(pk=PublishedQuestion.objects.first().pk).update(working_days=9)
        assert get("questions", **{"If-None-Match": first["ETag"]}).status_code == 200
        assert get("questions", **{"If-Modified-Since": first["Last-Modified"]}).status_code == 200

    @pytest.mark.parametrize("path", ["questions", "questions.csv", "topics", "nothing", "questions?limit=x"])
    def test_scripts_of_any_site_may_read(self, path):
        assert get(path)["Access-Control-Allow-Origin"] == "*"

    def test_preflight_and_other_methods(self):
        answer = Client().options(f"{API}/questions")
        assert answer.status_code == 204
        assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        refused = Client(enforce_csrf_checks=True).post(f"{API}/questions", {})
        assert (refused.status_code, refused.json()["status"]) == (405, 405)
        assert Client().head(f"{API}/questions.csv").status_code == 200

    def test_too_many(self, settings):
        settings.LIMITS = {"open_data": (2, 600), "bulk": (1, 3600)}
        assert [get("topics").status_code for _ in range(3)] == [200, 200, 429]
        assert [get("questions.csv").status_code for _ in range(2)] == [200, 429]
        refused = get("regions")
        assert 0 < int(refused["Retry-After"]) <= 600
        assert "2 requests in 10 minutes" in refused.json()["detail"]
        assert refused["Access-Control-Allow-Origin"] == "*"
        assert "no-store" in refused["Cache-Control"]


class TestDownloads:
    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r@", "＝"])
    def test_no_cell_is_a_formula(self, office, start):
        question = office.answered()
        PublishedQuestion.objects.filter(number=question.number).update(
            title=f"{start}HYPERLINK(1)", question_text=f"{start}1+1", answer=f"<p>{start}cmd</p>"
        )
        (row,) = table()
        assert row["title"].startswith("'")
        assert row["question"].startswith("'")
        assert row["answer_text"].startswith("'")
        assert listed()[0]["title"] == f"{start}HYPERLINK(1)"

    def test_ordinary_text_stays_as_it_is(self):
        assert records.cell("Қашан, қайда – =?") == "Қашан, қайда – =?"
        assert records.cell(-3) == "-3"

    @pytest.mark.parametrize("path", ["questions.csv", "questions.jsonl"])
    def test_memory_does_not_grow_with_the_archive(self, path):
        peaks, sizes = [], []
        for more in (200, 800):
            archive(more, answer=f"<p>{'Жауап ' * 800}</p>")
            stream = get(path).streaming_content
            tracemalloc.start()
            sizes.append(sum(len(chunk) for chunk in stream))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert sizes[1] > 4.9 * sizes[0]
        assert peaks[1] < 1.2 * peaks[0]

    def test_text_of_an_answer(self):
        html = "<h2>Құжаттар</h2><ul><li>Куәлік</li><li>Өтініш &amp; қолхат</li></ul><p>Бітті<br>.</p>"
        assert records.plain(html) == "Құжаттар\n\nКуәлік\nӨтініш & қолхат\n\nБітті\n\n."


class TestPage:
    def test_explains_every_field_and_names_the_licence(self, client, language, settings):
        settings.OPEN_DATA_LICENCE, settings.OPEN_DATA_LICENCE_URL = "Own licence", "https://example.org/licence"
        page = client.get(f"/{language}/open-data/")
        for name in records.FIELDS:
            assert name in page.text
        assert 'href="https://example.org/licence"' in page.text
        data = next(item for item in graph(page.text) if item["@type"] == "Dataset")
        assert data["@type"] == "Dataset"
        assert data["license"] == "https://example.org/licence"
        for item in data["distribution"]:
            assert client.get(item["contentUrl"].removeprefix("http://testserver")).status_code == 200
        assert get("openapi.json").json()["info"]["license"]["name"] == "Own licence"
