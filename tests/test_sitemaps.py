"""The sitemaps, read by a parser that is not ours and held against the protocol (https://www.sitemaps.org/protocol.html).

The official schemas are in no package that we could test with, so `checked` asks what they ask: the elements, their
order, their namespaces, and values of the right form.
"""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Locale, PageViewRestriction

from content.tests.factories import DocumentFactory, GuidanceFactory, SectionFactory
from portal import languages, memory, sitemaps
from portal.tests.trees import get, home, translated
from press.pages import NewsPage
from press.tests.factories import BriefingFactory, InfographicFactory, NewsFactory, PressSectionFactory, VideoFactory
from qa.models import PublishedQuestion
from qa.tests.factories import Office
from rebuttals.tests.factories import IndexFactory, RebuttalFactory

pytestmark = pytest.mark.django_db
MAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"
VIDEO_ORDER = ["thumbnail_loc", "title", "description", "content_loc", "player_loc", "duration", "publication_date"]


def read(path: str) -> Element:
    response = get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root: Element = ElementTree.fromstring(response.getvalue())
    return root


def listed() -> dict[str, Element]:
    """The files that the index names, by path; each checked."""
    root = read("/sitemap.xml")
    assert root.tag == f"{MAP}sitemapindex"
    found = {}
    for node in root:
        assert [child.tag for child in node] in ([f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"])
        moment(node.findtext(f"{MAP}lastmod"))
        address = node.findtext(f"{MAP}loc") or ""
        assert address.startswith("http://testserver/"), "a sitemap speaks of its own host alone"
        path = urlsplit(address).path
        found[path] = checked(read(path))
    return found


def checked(root: Element) -> Element:
    assert root.tag == f"{MAP}urlset"
    assert 0 < len(root) <= 20_000
    for node in root:
        order = [child.tag for child in node]
        base = [tag for tag in order if tag.startswith(MAP)]
        assert base in ([f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"])
        assert order[: len(base)] == base, "what is of other namespaces comes last"
        assert set(order) <= {*base, f"{XHTML}link", f"{IMAGE}image", f"{VIDEO}video"}
        assert (node.findtext(f"{MAP}loc") or "").startswith("http://testserver/")
        moment(node.findtext(f"{MAP}lastmod"))
        for video in node.iterfind(f"{VIDEO}video"):
            names = [child.tag.removeprefix(VIDEO) for child in video]
            assert names == [name for name in VIDEO_ORDER if name in names]
            assert {"thumbnail_loc", "title", "description"} <= set(names)
            assert {"content_loc", "player_loc"} & set(names)
    return root


def moment(text: str | None) -> None:
    if text is not None:
        at = datetime.fromisoformat(text)
        assert at.tzinfo is not None
        assert at <= timezone.now()


def alternates(root: Element) -> dict[str, dict[str, str]]:
    return {
        node.findtext(f"{MAP}loc") or "": {
            link.attrib["hreflang"]: link.attrib["href"] for link in node.iterfind(f"{XHTML}link")
        }
        for node in root
    }


@pytest.fixture
def press(db: None) -> Any:
    for code in languages.CODES:
        home(code)
    return PressSectionFactory(parent=home())


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def many(press: Any, count: int) -> None:
    """Published news, quickly."""
    for _ in range(count):
        NewsFactory(parent=press, last_published_at=timezone.now() - timedelta(hours=1))


def test_a_map_per_kind_and_language_with_reciprocal_alternates(press: Any, office: Office) -> None:
    section, index = SectionFactory(parent=home()), IndexFactory(parent=home())
    pages = [
        NewsFactory(parent=press, title="Су <келді> & кетті"), BriefingFactory(parent=press),
        VideoFactory(parent=press), InfographicFactory(parent=press), GuidanceFactory(parent=section),
        DocumentFactory(parent=section),
        RebuttalFactory(parent=index),
    ]  # fmt: skip
    for page in pages:
        page.save_revision().publish()
        translated(page, "ru")
    translated(pages[0], "en")
    row = PublishedQuestion.objects.get(question=office.answered())
    memory.forget()
    files = listed()
    kinds = sorted(sitemaps._maps)
    assert len(kinds) == 10
    names = {path.removeprefix("/sitemap-").removesuffix("-1.xml") for path in files}
    assert names == {f"{kind}-{code}" for kind in kinds for code in languages.CODES} - {
        f"{kind}-en" for kind in kinds if kind not in ("news", "pages", "services")
    } - {"questions-ru"}
    told = {loc: links for root in files.values() for loc, links in alternates(root).items()}
    assert len(told) == sum(len(root) for root in files.values()), "an address is in two files"
    for loc, links in told.items():
        for code, address in links.items():
            assert told[address] == links, f"{address} does not name {loc} in return"
            assert code == "x-default" or address.startswith(f"http://testserver/{code}/")
        assert not links or loc in links.values()
        assert not links or links["x-default"] == links["kk"]
    assert told[f"http://testserver/kk/questions/{row.number}/"] == {}
    assert set(told[pages[0].full_url]) == {"kk", "ru", "en", "x-default"}
    (picture,) = files["/sitemap-infographics-kk-1.xml"].iter(f"{IMAGE}loc")
    assert (picture.text or "").startswith("http://testserver/media/")
    (title,) = files["/sitemap-videos-kk-1.xml"].iter(f"{VIDEO}title")
    assert title.text == "Бейне"


def test_last_changes_are_those_of_the_pages(press: Any) -> None:
    page = NewsFactory(parent=press)
    page.save_revision().publish()
    at = NewsPage.objects.get().last_published_at.replace(microsecond=0)
    (node,) = read("/sitemap-news-kk-1.xml")
    assert datetime.fromisoformat(node.findtext(f"{MAP}lastmod") or "") == at
    index = {node.findtext(f"{MAP}loc"): node.findtext(f"{MAP}lastmod") for node in read("/sitemap.xml")}
    assert datetime.fromisoformat(index["http://testserver/sitemap-news-kk-1.xml"] or "") == at


def test_what_the_public_may_not_see_is_in_none(press: Any) -> None:
    NewsFactory(parent=press, live=False)
    hidden = NewsFactory(parent=press)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert "/sitemap-news-kk-1.xml" not in listed()
    assert get("/sitemap-news-kk-1.xml").status_code == 404


def test_long_kinds_come_in_files_that_read_their_own_rows_alone(press: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    many(press, 7)
    monkeypatch.setattr(sitemaps, "PER_FILE", 3)
    monkeypatch.setattr(sitemaps, "PORTION", 2)
    memory.forget()
    files = {path: root for path, root in listed().items() if "news" in path}
    assert [len(root) for root in files.values()] == [3, 3, 1]
    assert len({loc for root in files.values() for loc in alternates(root)}) == 7
    get("/sitemap-news-kk-2.xml").getvalue()  # the tree is in memory
    with CaptureQueriesContext(
        connection,
    ) as queries:
        get("/sitemap-news-kk-2.xml").getvalue()
    # Two portions, two queries each: rows and their versions. What the map holds is in memory for a few seconds.
    assert len(queries) == 4, "\n".join(query["sql"] for query in queries)


def test_a_file_of_questions_reads_its_own_rows_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    home(), [office.answered() for _ in range(5)]
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    with CaptureQueriesContext(connection) as queries:
        (root,) = [read("/sitemap-questions-kk-2.xml")]
    assert len(root) == 2
    ours = [query["sql"] for query in queries if "publishedquestion" in query["sql"].lower()]
    assert len(ours) == 3, "one for what there is, one for the rows, one for their languages"
    assert "LIMIT 2 OFFSET 2" in ours[1]


def test_who_has_a_file_already_costs_no_reading(press: Any) -> None:
    many(press, 2)
    first = get("/sitemap-news-kk-1.xml")
    again = get("/sitemap-news-kk-1.xml", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert get("/sitemap.xml", **{"If-None-Match": get("/sitemap.xml")["ETag"]}).status_code == 304
    NewsPage.objects.first().unpublish()
    memory.forget()
    changed = get("/sitemap-news-kk-1.xml", **{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_date_is_told_once_it_is_sure(press: Any, time_machine: Any) -> None:
    page = NewsFactory(parent=press)
    page.save_revision().publish()
    assert not get("/sitemap-news-kk-1.xml").has_header("Last-Modified")  # within this second it may change again
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    told = get("/sitemap-news-kk-1.xml")["Last-Modified"]
    assert get("/sitemap-news-kk-1.xml", **{"If-Modified-Since": told}).status_code == 304
    earlier = http_date((timezone.now() - timedelta(days=1)).timestamp())
    assert get("/sitemap-news-kk-1.xml", **{"If-Modified-Since": earlier}).status_code == 200


def test_robots_name_the_index(press: Any) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in get("/robots.txt").content.decode().splitlines()


@pytest.mark.parametrize("path", ["news-xx-1", "news-kk-9", "news-kk-0", "nothing-kk-1", "kk-1"])
def test_unknown_file(press: Any, path: str) -> None:
    many(press, 1)
    assert get(f"/sitemap-{path}.xml").status_code == 404
    assert Locale.objects.count() == 3
