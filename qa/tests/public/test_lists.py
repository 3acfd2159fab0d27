"""Lists of their own by topic, region and agency, the index of them, and their feeds."""

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Topic
from portal import memory
from qa import services, sitemaps
from qa.models import PublishedQuestion
from qa.tests.factories import AgencyFactory, RegionFactory, TopicFactory
from qa.tests.public.rows import archive

pytestmark = pytest.mark.django_db
KINDS = {"topic": TopicFactory, "region": RegionFactory, "agency": AgencyFactory}


@pytest.fixture(params=list(KINDS))
def kind(request):
    return request.param


def queries(client, path):
    """The number of queries of one request in a warm process."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured.captured_queries)


def empty_state(page):
    return page.text.partition('<div class="empty-state">')[2].partition("</div>")[0]


class TestShelf:
    def test_shows_its_own_and_no_others(self, client, kind, language):
        mine, other = KINDS[kind](), KINDS[kind]()
        numbers = archive(2, **{kind: mine})
        archive(1, **{kind: other})
        page = client.get(f"/{language}/questions/{kind}/{mine.key}/")
        assert {item["url"] for item in page.context["items"]} == {f"/{language}/questions/{n}/" for n in numbers}
        assert page.context["page_of"].paginator.count == 2
        head = page.text.split("</head>")[0]
        assert f'rel="canonical" href="http://testserver/{language}/questions/{kind}/{mine.key}/"' in head
        assert head.count("hreflang") == 4
        assert f"/{language}/questions/{kind}/{mine.key}/feed/" in head
        assert not page.cookies
        assert "s-maxage" in page["Cache-Control"]

    def test_the_filtered_list_names_this_address_as_its_own(self, client, kind):
        row = KINDS[kind]()
        head = client.get(f"/kk/questions/?{kind}={row.key}").text.split("</head>")[0]
        assert f'rel="canonical" href="http://testserver/kk/questions/{kind}/{row.key}/"' in head
        assert "noindex" not in head
        both = client.get(f"/kk/questions/?{kind}={row.key}&state=answered").text.split("</head>")[0]
        assert "noindex" in both

    def test_by_state(self, client, office):
        answered = office.answered()
        waiting = services.question_publish(question=office.routed(), actor=office.moderator)
        address = f"/kk/questions/agency/{office.agency.key}/"
        listed = {s: client.get(address, {"state": s}).context["items"] for s in ("", "answered", "waiting", "overdue")}
        urls = {s: {item["url"].split("/")[-2] for item in items} for s, items in listed.items()}
        assert urls == {
            "": {answered.number, waiting.number},
            "answered": {answered.number},
            "waiting": {waiting.number},
            "overdue": set(),
        }
        assert "noindex" in client.get(address, {"state": "waiting"}).text.split("</head>")[0]
        assert client.get(address, {"state": "nonsense"}).context["state"] == ""

    def test_empty_says_what_to_do(self, client, kind, language):
        row = KINDS[kind]()
        page = client.get(f"/{language}/questions/{kind}/{row.key}/")
        assert f'href="/{language}/questions/ask/"' in empty_state(page)
        none_late = client.get(f"/{language}/questions/{kind}/{row.key}/?state=overdue")
        assert 'href="?"' in empty_state(none_late)

    def test_unknown(self, client, kind, language):
        assert client.get(f"/{language}/questions/{kind}/nobody/").status_code == 404
        assert client.get(f"/{language}/questions/{kind}/nobody/feed/").status_code == 404

    def test_pages(self, client):
        topic = TopicFactory()
        archive(45, topic=topic)
        page = client.get(f"/kk/questions/topic/{topic.key}/?page=3")
        assert len(page.context["items"]) == 5
        assert f"/questions/topic/{topic.key}/?page=3" in page.text.split("</head>")[0]


class TestBrowse:
    def test_counts_each_question_once(self, client, office):
        topic = TopicFactory()
        archive(3, languages=("kk", "ru"), topic=topic)
        memory.clear()
        groups = {group["kind"]: group for group in client.get("/kk/questions/browse/").context["groups"]}
        assert {row["name"]: row["n"] for row in groups["topic"]["rows"]}[topic.name_kk] == 3
        assert groups["agency"]["rows"][0]["n"] == 0

    def test_what_is_taken_down_is_not_counted(self, client, office):
        question = office.answered()
        memory.clear()
        assert client.get("/kk/questions/browse/").context["total"] == 1
        services.question_withhold(question=question, actor=office.moderator, reason="personal_data")
        memory.clear()
        assert client.get("/kk/questions/browse/").context["total"] == 0

    def test_in_the_order_of_the_kazakh_alphabet(self, client):
        for number, name in enumerate(("Ұшақ", "Ғылым", "Су", "Әуе", "Гүл", "Аз")):
            Topic.objects.create(key=f"t{number}", name_kk=name, name_ru=name, name_en=name, order=number)
        memory.clear()
        rows = client.get("/kk/questions/browse/").context["groups"][0]["rows"]
        assert [row["name"] for row in rows] == ["Аз", "Әуе", "Гүл", "Ғылым", "Су", "Ұшақ"]


def test_as_many_queries_at_thirty_rows_as_at_three_thousand(client):
    topic, region, agency = TopicFactory(), RegionFactory(), AgencyFactory()
    facts = {"topic": topic, "region": region, "agency": agency}
    paths = [
        "/kk/questions/", "/kk/questions/browse/", f"/kk/questions/topic/{topic.key}/",
        f"/kk/questions/region/{region.key}/", f"/kk/questions/agency/{agency.key}/",
        f"/kk/questions/agency/{agency.key}/feed/", "/kk/questions/statistics/",
        f"/kk/questions/statistics/{agency.key}/", "/api/v1/questions?limit=30", "/kk/open-data/",
    ]  # fmt: skip
    archive(30, **facts)
    few = {path: queries(client, path) for path in paths}
    archive(2970, **facts)
    memory.clear()
    many = {path: queries(client, path) for path in paths}
    assert few == many
    assert max(many.values()) <= 12


class TestFeed:
    def test_is_valid_atom_with_steady_ids(self, client, office, language):
        archive(2, languages=("kk", "ru", "en"), agency=office.agency)
        address = f"/{language}/questions/agency/{office.agency.key}/feed/"
        answer = client.get(address)
        feed = feedparser.parse(answer.content)
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10"
        assert feed.feed.language == language
        assert feed.feed.id == f"http://testserver/{language}/questions/agency/{office.agency.key}/"
        links = {link.rel: link.href for link in feed.feed.links}
        assert links == {"alternate": feed.feed.id, "self": f"http://testserver{address}"}
        assert feed.feed.author in ("Жауап", "Jauap")
        assert len({entry.id for entry in feed.entries}) == 2
        for entry in feed.entries:
            assert entry.id == entry.link
            assert entry.updated_parsed
            assert entry.author == office.agency.name_in(language)
        assert client.get(address).content == answer.content

    def test_a_correction_moves_updated_and_keeps_the_id(self, client, office):
        question = office.answered()
        before = feedparser.parse(client.get("/kk/questions/feed/").content).entries[0]
        services.answer_correct(question=question, actor=office.officer, text="<p>Жұмада.</p>", change_note="Күні")
        services.answer_submit(question=question, actor=office.officer)
        services.answer_approve(question=question, actor=office.approver)
        after = feedparser.parse(client.get("/kk/questions/feed/").content).entries[0]
        assert after.id == before.id
        assert after.published == before.published
        assert PublishedQuestion.objects.get().corrected_at
        assert "Жұмада" in after.summary

    def test_an_empty_feed_is_the_same_each_time(self, client):
        topic = TopicFactory()
        first, second = (client.get(f"/kk/questions/topic/{topic.key}/feed/") for _ in range(2))
        assert first.content == second.content
        assert b"2020-01-01" in first.content

    def test_only_its_own_language_and_shelf(self, client):
        mine, other = TopicFactory(), TopicFactory()
        archive(1, topic=mine)
        archive(1, topic=other)
        assert len(feedparser.parse(client.get(f"/kk/questions/topic/{mine.key}/feed/").content).entries) == 1
        assert feedparser.parse(client.get(f"/ru/questions/topic/{mine.key}/feed/").content).entries == []


def test_the_sitemap_has_the_lists_that_hold_something(office):
    full, empty = TopicFactory(), TopicFactory()
    archive(1, topic=full)
    paths = {entry.path: dict(entry.alternates) for entry in sitemaps.lists("ru")}
    assert paths[f"/ru/questions/topic/{full.key}/"]["kk"] == f"/kk/questions/topic/{full.key}/"
    assert f"/ru/questions/topic/{empty.key}/" not in paths
    assert {"/ru/questions/", "/ru/questions/browse/", "/ru/questions/statistics/", "/ru/open-data/"} <= paths.keys()
