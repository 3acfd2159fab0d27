"""Feeds over all kinds of pages, read by a parser that is not ours, and the page that lists them."""

from html import unescape

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.tests.factories import DocumentFactory, GuidanceFactory, SectionFactory
from directory.models import PageTopic, Topic
from portal import languages, memory
from portal.tests.trees import get, home, translated
from press.tests.factories import BriefingFactory, NewsFactory, PressSectionFactory
from qa.tests.factories import Office
from rebuttals.tests.factories import IndexFactory, RebuttalFactory

pytestmark = pytest.mark.django_db


def read(path):
    response = get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/atom+xml")
    assert not response.cookies
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    return feed


def titles(path):
    return [entry.title for entry in read(path).entries]


@pytest.fixture
def water():
    return Topic.objects.create(key="water", name_kk="Су", name_ru="Вода", name_en="Water")


@pytest.fixture
def tree(water):
    """A section and a press section with a page of each kind on water, and one page on nothing."""
    for code in languages.CODES:
        home(code)
    front = home()
    section, press, index = (make(parent=front) for make in (SectionFactory, PressSectionFactory, IndexFactory))
    pages = [
        GuidanceFactory(parent=section, title="Тасқын", lead="Су < 2 м & <b>тоқта</b>", ai_made=True),
        DocumentFactory(parent=section, title="Бұйрық"),
        NewsFactory(parent=press, title="Су <келді> & кетті"),
        BriefingFactory(parent=press, title="Брифинг"),
        RebuttalFactory(parent=index),
    ]
    for page in pages:
        PageTopic.objects.create(page=page, topic=water)
        page.save_revision().publish()
    NewsFactory(parent=press, title="Басқа").save_revision().publish()
    return section, press, pages


class TestFeeds:
    def test_everything_with_answers(self, tree):
        question = Office().answered()
        found = read("/kk/feed/all/")
        assert len(found.entries) == 7
        assert found.entries[0].id == f"http://testserver/kk/questions/{question.number}/", "the newest comes first"
        assert found.feed.language == "kk"
        assert titles("/ru/feed/all/") == []

    def test_a_section_holds_what_is_below_it(self, tree):
        section, press, _pages = tree
        assert sorted(titles(f"/kk/feed/section/{press.pk}/")) == ["Басқа", "Брифинг", "Су <келді> & кетті"]
        assert sorted(titles(f"/kk/feed/section/{section.pk}/")) == ["Бұйрық", "Тасқын"]
        assert read(f"/kk/feed/section/{section.pk}/").feed.link == section.full_url
        for path in (f"/ru/feed/section/{section.pk}/", "/kk/feed/section/1/", "/kk/feed/section/999999/"):
            assert get(path).status_code == 404

    def test_a_topic_holds_all_kinds_and_nothing_else(self, tree, water):
        office = Office()
        office.answered(topic=water)
        office.answered()
        found = titles("/kk/feed/topic/water/")
        assert len(found) == 6
        assert "Басқа" not in found
        assert get("/kk/feed/topic/nothing/").status_code == 404

    def test_a_kind(self, tree):
        assert titles("/kk/feed/kind/document/") == ["Бұйрық"]
        assert sorted(titles("/kk/feed/kind/news/")) == ["Басқа", "Су <келді> & кетті"]
        assert get("/kk/feed/kind/section/").status_code == 404

    def test_what_the_public_may_not_see_is_in_none(self, tree):
        for page in tree[2]:
            page.unpublish()
        assert titles("/kk/feed/all/") == ["Басқа"]

    def test_the_mark_of_ai(self, tree):
        (entry,) = read("/kk/feed/kind/guidance/").entries
        assert "ai-generated" in [tag.term for tag in entry.tags]
        assert "жасанды интеллект" in entry.summary
        assert unescape(entry.summary).startswith("Су < 2 м & <b>тоқта</b> "), "plain text stays what it is"

    def test_ids_survive_a_new_name_and_a_move_and_are_the_same_in_every_feed(self, tree):
        page = tree[2][0]
        (before,) = read("/kk/feed/kind/guidance/").entries
        page.slug = "renamed"
        page.save_revision().publish()
        page.move(SectionFactory(parent=home(), slug="other"), pos="last-child")
        (after,) = read("/kk/feed/kind/guidance/").entries
        assert after.id == before.id
        assert after.link != before.link
        assert after.id in [entry.id for entry in read("/kk/feed/all/").entries]
        translated(page, "ru")
        (russian,) = read("/ru/feed/kind/guidance/").entries
        assert russian.id != after.id

    @pytest.mark.parametrize("path", ["all/", "kind/news/", "topic/water/", "", "briefings/", "fact-checks/"])
    def test_who_has_it_already_hears_so(self, tree, path):
        first = get(f"/kk/feed/{path}")
        assert "s-maxage" in first["Cache-Control"]
        again = get(f"/kk/feed/{path}", **{"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert get(f"/kk/feed/{path}", **{"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        assert get(f"/kk/feed/{path}", **{"If-None-Match": '"other"'}).content == first.content

    def test_costs_a_query_for_each_type(self, tree):
        get("/kk/feed/topic/water/")
        with CaptureQueriesContext(connection) as queries:
            get("/kk/feed/topic/water/")
        assert len(queries) <= 8, "\n".join(query["sql"] for query in queries)


class TestDiscovery:
    def test_pages_name_the_feeds_they_belong_to(self, tree):
        section, press, (guidance, *_others) = tree

        def named(page):
            soup = BeautifulSoup(get(page.url).content, "html.parser")
            return {link["href"]: link["title"] for link in soup.find_all("link", type="application/atom+xml")}

        assert named(press)[f"/kk/feed/section/{press.pk}/"] == press.title
        assert named(section)[f"/kk/feed/section/{section.pk}/"] == section.title
        assert named(guidance)["/kk/feed/topic/water/"] == "Су"
        assert "/kk/feed/kind/guidance/" in named(guidance)
        for address in named(guidance):
            read(address.removeprefix("http://testserver"))


class TestSubscribe:
    @pytest.mark.parametrize("language", languages.CODES)
    def test_lists_what_there_is_and_every_address_answers(self, tree, language):
        page = get(f"/{language}/subscribe/")
        assert not page.cookies
        assert "s-maxage" in page["Cache-Control"]
        soup = BeautifulSoup(page.content, "html.parser")
        paths = [link["href"] for link in soup.main.find_all("a")]
        assert len(paths) == len(set(paths))
        assert f"/{language}/feed/topic/water/" in paths
        assert f"/{language}/feed/briefings.ics" in paths
        assert "/api/v1/pages.csv" in paths
        for path in paths:
            assert get(path).status_code == 200, path

    def test_the_footer_leads_to_it(self, tree):
        assert 'href="/kk/subscribe/"' in get("/kk/").text

    def test_costs_few_queries(self, tree):
        get("/kk/subscribe/")
        with CaptureQueriesContext(connection) as queries:
            get("/kk/subscribe/")
        assert len(queries) <= 2, "\n".join(query["sql"] for query in queries)
        memory.forget()
