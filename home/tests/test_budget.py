"""What every page type costs, and that a page is the same for every anonymous reader."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.tests.factories import DocumentFactory, GuidanceFactory, SectionFactory
from directory.models import Agency, PageRegion, PageTopic, Region, Topic
from portal.tests import bodies
from portal.tests.trees import get, graph, home, translated
from press.captions import Captions
from press.models import MainPoint
from press.tests.factories import (
    BriefingFactory,
    InfographicFactory,
    NewsFactory,
    PressSectionFactory,
    VideoFactory,
)
from search.engines import engine
from search.following import rebuild

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.SEARCH_INDEX = tmp_path / "search.sqlite3"


@pytest.fixture
def section():
    return PressSectionFactory(parent=home())


@pytest.fixture
def topic():
    return Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")


def queries(path: str) -> list[str]:
    """The SQL of one anonymous GET of `path` in a warm process."""
    client = Client()
    for _ in range(2):
        response = client.get(path)
        assert response.status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"] for query in captured.captured_queries]


def enrich(page, topic) -> None:
    """Everything that a page can have: a long body, a picture, topics, a region, an agency, a translation."""
    page.picture, page.picture_alt = bodies.picture(), "Сурет"
    page.body = bodies.long_body([home(), page.get_parent().specific, page])
    if hasattr(page, "agency"):
        page.agency = Agency.objects.create(key=f"agency-{page.pk}", name_kk="Орган", name_ru="Орган", name_en="Body")
        PageTopic.objects.create(page=page, topic=topic)
        region = Region.objects.create(key=f"r-{page.pk}", name_kk="Өңір", name_ru="Регион", name_en="Region")
        PageRegion.objects.create(page=page, region=region)
    page.save()
    for language in ("ru", "en"):
        home(language)
        translated(page, language)


MAKERS = {
    "news": lambda section: NewsFactory(parent=section),
    "infographic": lambda section: InfographicFactory(parent=section),
    "video": lambda section: VideoFactory(parent=section),
    "briefing": lambda section: BriefingFactory(parent=section, over=True, recording=bodies.recording()),
    "section": lambda section: SectionFactory(parent=home()),
    "guidance": lambda section: GuidanceFactory(parent=SectionFactory(parent=home())),
    "document": lambda section: DocumentFactory(parent=SectionFactory(parent=home()), file=bodies.document()),
    "press_section": lambda section: section,
    "home": lambda section: home(),
}


class TestBudget:
    @pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind != "home"])
    def test_at_most_twelve_queries_whatever_is_on_the_page(self, kind, section, topic):
        page = MAKERS[kind](section)
        enrich(page, topic)
        if kind in ("video", "briefing"):
            Captions.objects.create(page=page, language="kk", file=ContentFile(b"WEBVTT\n", name="kk.vtt"))
            link = {"label": "Құжат", "page": GuidanceFactory(parent=home()), "address": ""}
            page.chapters = [("chapter", {"start": "0:05", "title": "Эпизод", "links": [link]})]
            page.sign_recording = bodies.recording()
            page.save()
        if kind == "briefing":
            MainPoint.objects.create(page=page, text="Негізгі ой")
        if kind == "press_section":
            for maker in ("news", "infographic", "video", "briefing"):
                enrich(MAKERS[maker](section), topic)
        if kind == "section":
            for _ in range(5):
                GuidanceFactory(parent=page)
        BriefingFactory(parent=section, live_now=True)
        for _ in range(3):  # what the page leads on to
            enrich(GuidanceFactory(parent=home(), title=page.title), topic)
        rebuild(engine())
        sql = queries(page.url)
        assert len(sql) <= BUDGET, "\n\n".join(sql)
        assert ('class="related-list"' in get(page.url).content.decode()) is (kind != "press_section")


class TestNoTrace:
    @pytest.mark.parametrize("kind", list(MAKERS))
    def test_no_cookie_no_session_the_same_bytes(self, kind, section):
        page = MAKERS[kind](section)
        first, second = get(page.url), get(page.url, **{"Accept-Language": "en"})
        assert first.status_code == 200
        assert not first.cookies
        assert "Cookie" not in first.get("Vary", "")
        assert "s-maxage" in first["Cache-Control"]
        assert first.content == second.content


class TestFrontPage:
    def test_at_most_twelve_queries(self, section, topic):
        front = home()
        picked = NewsFactory(parent=section, title="Таңдалған")
        front.picks.create(page=picked)
        front.body = bodies.long_body([front, section])
        front.save()
        for maker in ("news", "infographic", "video", "briefing"):
            enrich(MAKERS[maker](section), topic)
        sql = queries("/kk/")
        assert len(sql) <= BUDGET, "\n\n".join(sql)
        assert "Таңдалған" in get("/kk/").content.decode()

    def test_for_machines(self):
        items = graph(get(home().url).content.decode())
        assert {item["@type"] for item in items} == {"GovernmentOrganization", "WebSite"}

    def test_note_at_the_foot_of_every_page(self, section):
        front = home()
        front.footer_note = "Көрсетілім нұсқасы."
        front.save_revision().publish()
        assert "Көрсетілім нұсқасы." in get(section.url).content.decode()
