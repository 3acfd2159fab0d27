"""The list, the page of a question and the feed: the same for every reader, from published rows alone."""

import re

import pytest
from django.utils import timezone
from wagtail.models import Locale

from content.tests.factories import GuidanceFactory
from intake.models import Opinion
from portal.tests.trees import home
from qa import services
from qa.models import PublishedQuestion
from search.engines import engine
from search.following import rebuild

pytestmark = pytest.mark.django_db

MARKER = "ҚҰПИЯБЕЛГІ"


@pytest.fixture
def answered(office):
    """A public, answered question, asked in Kazakh; its raw text holds a marker that no public page may show."""
    return office.answered(text=f"{MARKER} емханада екпе қашан болады?")


def translate(question, code):
    row = PublishedQuestion.objects.get(question=question, locale__language_code="kk")
    copy = row.copy_for_translation(Locale.objects.get_or_create(language_code=code)[0])
    copy.title, copy.live = f"{code} title", True
    copy.save()
    return copy


def test_its_picture_for_links_is_drawn_while_it_is_public(client, answered):
    page = client.get(f"/kk/questions/{answered.number}/").text
    address = re.search(r'property="og:image" content="http://testserver([^"]+)"', page)[1]
    assert address.startswith(f"/share/question/kk/{answered.number}/")
    assert client.get(address)["Content-Type"] == "image/png"
    assert client.get(address.replace("/kk/", "/en/")).status_code == 404
    PublishedQuestion.objects.filter(question=answered).update(live=False)
    assert client.get(address).status_code == 404


class TestQuestion:
    def test_shows_question_and_answer(self, client, answered):
        page = client.get(f"/kk/questions/{answered.number}/")
        assert page.status_code == 200
        assert "Екпе қашан болады?" in page.text
        assert "Бейсенбіде." in page.text
        assert answered.number in page.text
        assert MARKER not in page.text

    def test_is_the_same_for_everyone_and_may_be_cached(self, client, answered):
        page = client.get(f"/kk/questions/{answered.number}/")
        assert not page.cookies
        assert "Cookie" not in page.get("Vary", "")
        assert "public" in page["Cache-Control"]
        assert "csrf" not in page.text

    def test_few_queries(self, client, answered, django_assert_max_num_queries, tmp_path, settings):
        settings.SEARCH_INDEX = tmp_path / "search.sqlite3"
        title = PublishedQuestion.objects.get().title
        GuidanceFactory(parent=home(), title=title)
        rebuild(engine())
        client.get(f"/kk/questions/{answered.number}/")
        with django_assert_max_num_queries(12):
            page = client.get(f"/kk/questions/{answered.number}/")
        assert 'class="related-list"' in page.text

    def test_offered_in_the_languages_it_has(self, client, answered):
        page = client.get(f"/ru/questions/{answered.number}/")
        assert page.status_code == 200
        assert page["X-Robots-Tag"] == "noindex"
        assert f"/kk/questions/{answered.number}/" in page.text
        assert "Бейсенбіде." not in page.text

    def test_alternates_only_of_versions_that_exist(self, client, answered):
        assert "hreflang" not in client.get(f"/kk/questions/{answered.number}/").text.split("</head>")[0]
        translate(answered, "ru")
        head = client.get(f"/kk/questions/{answered.number}/").text.split("</head>")[0]
        assert f'hreflang="ru" href="http://testserver/ru/questions/{answered.number}/"' in head
        assert 'hreflang="en"' not in head
        assert 'hreflang="x-default"' in head

    def test_a_tombstone_once_taken_down(self, client, office, answered, language):
        services.question_withhold(question=answered, actor=office.moderator, reason="personal_data")
        page = client.get(f"/{language}/questions/{answered.number}/")
        assert page.status_code == 410
        assert "noindex" in page.text
        assert "Екпе" not in page.text

    @pytest.mark.parametrize("number", ["2026-99999", "x", "0", "9" * 300])
    def test_unknown(self, client, language, number):
        assert client.get(f"/{language}/questions/{number}/").status_code == 404

    def test_not_public_is_unknown(self, client, office):
        question = office.submitted()
        assert client.get(f"/kk/questions/{question.number}/").status_code == 404

    def test_waiting_says_until_when(self, client, office):
        question = services.question_publish(question=office.routed(), actor=office.moderator)
        page = client.get(f"/kk/questions/{question.number}/")
        assert page.status_code == 200
        assert page.context["route"][-1]["state"] == "due"
        assert not page.context["row"].answered_at


class TestList:
    def test_shows_what_is_public_and_nothing_else(self, client, office, answered):
        office.submitted(text=MARKER + " екінші сұрақ")
        page = client.get("/kk/questions/")
        assert [item["title"] for item in page.context["items"]] == ["Екпе"]
        assert MARKER not in page.text

    def test_is_the_same_for_everyone(self, client, answered):
        page = client.get("/kk/questions/")
        assert not page.cookies
        assert "Cookie" not in page.get("Vary", "")

    def test_few_queries_however_many_rows(self, client, office, django_assert_max_num_queries):
        for _ in range(4):
            office.answered()
        client.get("/kk/questions/")
        with django_assert_max_num_queries(12):
            client.get("/kk/questions/")

    def test_another_language_is_labelled(self, client, answered):
        (item,) = client.get("/en/questions/").context["items"]
        assert item["language"] == "kk"
        translate(answered, "en")
        (item,) = client.get("/en/questions/").context["items"]
        assert (item["language"], item["title"]) == ("en", "en title")

    def test_filters(self, client, office, answered, language):
        waiting = services.question_publish(question=office.routed(), actor=office.moderator)
        listed = lambda **query: {i["url"] for i in client.get(f"/{language}/questions/", query).context["items"]}  # noqa: E731
        both = {f"/{language}/questions/{q.number}/" for q in (answered, waiting)}
        assert listed() == both
        assert listed(agency=office.agency.key) == both
        assert listed(agency=office.other_agency.key) == set()
        assert listed(state="answered") == {f"/{language}/questions/{answered.number}/"}
        assert listed(state="waiting") == {f"/{language}/questions/{waiting.number}/"}

    @pytest.mark.parametrize(
        "query",
        ["topic=x", "topic=%00", "state=%F0%9F", "page=x", "page=-1", "page=99999999999", "region=" + "a" * 5000],
    )
    def test_nonsense_filters_nothing(self, client, answered, language, query):
        page = client.get(f"/{language}/questions/?{query}")
        assert page.status_code == 200
        assert page.context["items"]

    def test_taken_down_is_not_listed(self, client, office, answered):
        services.question_withhold(question=answered, actor=office.moderator, reason="personal_data")
        assert not client.get("/kk/questions/").context["items"]


class TestFeed:
    def test_atom_in_one_language(self, client, answered):
        feed = client.get("/kk/questions/feed/")
        assert feed["Content-Type"].startswith("application/atom+xml")
        assert "Екпе" in feed.text
        assert MARKER not in feed.text
        assert f"http://testserver/kk/questions/{answered.number}/" in feed.text
        assert "Екпе" not in client.get("/ru/questions/feed/").text
        assert not feed.cookies


class TestUseful:
    def test_a_form_page_of_its_own(self, client, answered, language):
        translate(answered, "ru")
        address = f"/{language}/questions/{answered.number}/useful/"
        page = client.get(address, {"useful": "no"})
        assert page.status_code == 200
        assert "checked" in page.text
        assert not Opinion.objects.exists()
        response = client.post(address, {"useful": "no"})
        assert client.get(response.url).status_code == 200
        client.post(address, {"useful": "yes"})
        assert [opinion.useful for opinion in Opinion.objects.all()] == [False]

    @pytest.mark.parametrize("useful", ["", "maybe", "\x00"])
    def test_nonsense(self, client, answered, useful):
        page = client.post(f"/kk/questions/{answered.number}/useful/", {"useful": useful})
        assert page.status_code == 422

    def test_only_of_what_is_public(self, client, office):
        question = office.submitted()
        assert client.get(f"/kk/questions/{question.number}/useful/").status_code == 404
        assert client.post(f"/kk/questions/{question.number}/useful/", {"useful": "yes"}).status_code == 404


def test_dates_of_the_route_are_in_kazakhstans_time(client, answered):
    row = PublishedQuestion.objects.get(question=answered)
    page = client.get(f"/kk/questions/{answered.number}/")
    assert f"{timezone.localtime(row.asked_at):%H:%M}" in page.context["route"][0]["moment"]
