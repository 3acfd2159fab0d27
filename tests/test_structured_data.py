"""What every page type tells machines, against schema.org's own vocabulary (`tests.vocabulary`)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.tests.factories import (
    ContactsFactory,
    DocumentFactory,
    GuidanceFactory,
    InspectionFactory,
    InspectionsFactory,
    OrganizationFactory,
    PersonFactory,
    RegisterFactory,
    ReportFactory,
    SectionFactory,
    unit,
)
from directory.models import Agency, PageTopic, Topic
from directory.pages import TopicalPage
from portal import languages
from portal.pages import BasePage
from portal.tests import bodies
from portal.tests.trees import get, home, translated
from press.tests.factories import BriefingFactory, InfographicFactory, NewsFactory, PressSectionFactory, VideoFactory
from rebuttals.pages import RebuttalMethodPage
from rebuttals.rules.verdicts import VERDICTS
from rebuttals.tests.factories import IndexFactory, RebuttalFactory, correction
from tests.vocabulary import documents, lacking, objects, vocabulary

pytestmark = pytest.mark.django_db
CHAPTERS = [("chapter", {"start": "0:00", "title": "Басы"}), ("chapter", {"start": "0:02", "title": "Соңы"})]
SPEAKER = {"name": "А. Б.", "role": "Министр", "languages": ["kk"]}
VIEWS = ["questions/", "questions/browse/", "questions/statistics/", "open-data/", "subscribe/"]


@pytest.fixture
def pages() -> list[BasePage]:
    """A page of every type, with everything that its type may say, and briefings in every state."""
    for code in languages.CODES:
        home(code)
    now = timezone.now()
    agency = Agency.objects.create(key="body", name_kk="Орган", name_ru="Орган", name_en="Body", short_kk="О")
    topic = Topic.objects.create(key="water", name_kk="Су", name_ru="Вода", name_en="Water")
    full = {"agency": agency, "ai_made": True, "picture": bodies.picture(), "picture_alt": "Өзен"}
    section, press, index = (
        SectionFactory(parent=home()),
        PressSectionFactory(parent=home()),
        IndexFactory(parent=home()),
    )
    method = index.add_child(instance=RebuttalMethodPage(title="Әдіс", slug="method", locale=index.locale))
    over = {"recording": bodies.recording(), "transcript": "<p>[0:01] Сәлем</p>", "chapters": CHAPTERS}
    body = OrganizationFactory(parent=section, structure=[("unit", unit("Бөлім", phone="+7 (7172) 00-00-02"))])
    inspections = InspectionsFactory(parent=section)
    made = [
        home(), section, press, index, method,
        body, PersonFactory(parent=body), ContactsFactory(parent=section), ReportFactory(parent=section),
        inspections, InspectionFactory(parent=inspections), RegisterFactory(parent=section),
        GuidanceFactory(parent=section, **full),
        DocumentFactory(parent=section, **full),
        NewsFactory(parent=press, **full),
        NewsFactory(parent=press),
        InfographicFactory(parent=press, **full),
        VideoFactory(parent=press, chapters=CHAPTERS, **full),
        VideoFactory(parent=press, recording=None, embed_address="https://www.youtube.com/watch?v=abcdefghijk"),
        BriefingFactory(parent=press, **full, speakers=[("speaker", SPEAKER)]),
        BriefingFactory(parent=press, live_now=True, stream="live/floods/index.m3u8"),
        BriefingFactory(parent=press, over=True, **over),
        BriefingFactory(parent=press, cancelled=True),
        BriefingFactory(parent=press, delayed_until=now + timedelta(days=1, hours=1)),
        *(RebuttalFactory(parent=index, verdict=name, corrections=[correction(21, "Дата")]) for name in VERDICTS),
    ]  # fmt: skip
    for page in made[2:]:
        if hasattr(page, "page_topics"):
            PageTopic.objects.create(page=page, topic=topic)
    return made


def concrete(model: type) -> set[type]:
    """The page types below `model`."""
    return {one for below in model.__subclasses__() for one in ({below} - {TopicalPage}) | concrete(below)}


def test_every_page_type_in_every_language(pages: list[BasePage]) -> None:
    missing = concrete(BasePage) - {type(page) for page in pages}
    assert not missing, f"put a page of these types into `pages`: {missing}"
    wrong: list[str] = []
    for page in pages:
        others = [home(code) if page.depth == 2 else translated(page, code) for code in ("ru", "en")]
        for version in (page, *others):
            html = get(version.url).content.decode()
            found = objects(html)
            assert found, version.url
            told = [one for data in documents(html) for one in vocabulary().problems(data)]
            wrong += [f"{version.url} {type(page).__name__}: {one}" for one in (*told, *map(str, lacking(found)))]
    assert wrong == []


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", VIEWS)
def test_what_is_no_page(path: str, language: str) -> None:
    home(language)
    html = get(f"/{language}/{path}").content.decode()
    assert "BreadcrumbList" in {item["@type"] for item in objects(html)}
    assert [one for data in documents(html) for one in vocabulary().problems(data)] + lacking(objects(html)) == []


def test_the_feed_of_claim_reviews() -> None:
    RebuttalFactory(parent=IndexFactory(parent=home())).save_revision().publish()
    data = get("/api/v1/fact-checks/claimreview").json()
    assert data["dataFeedElement"]
    assert vocabulary().problems(data) == []


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ({"@type": "NewsArtikel"}, "no type"),
        ({"@type": "NewsArticle", "colour": "red"}, "no such property"),
        ({"@type": "Person", "startDate": "2026-11-26"}, "not one of Person"),
        ({"@type": "Event", "startDate": "26.11.2026"}, "is none of"),
        ({"@type": "Event", "startDate": "2026-11-26T10:00:00"}, "is none of"),  # in which zone?
        ({"@type": "Event", "url": "/kk/news/"}, "is none of"),
        ({"@type": "Event", "eventStatus": "https://schema.org/EventStarted"}, "is none of"),
        ({"@type": "NewsArticle", "author": {"@type": "Place", "name": "Астана"}}, "a Place is none of"),
        ({"@type": "VideoObject", "duration": "95"}, "is none of"),
        ({"@type": "BroadcastEvent", "isLiveBroadcast": "true"}, "is none of"),
        ({"@type": "BroadcastEvent", "broadcastOfEvent": {"@id": "https://example.org/#none"}}, "refers to nothing"),
        ({"@type": "Event", "name": ""}, "is none of"),
    ],
)
def test_what_is_wrong_is_seen(item: dict[str, object], word: str) -> None:
    (problem,) = vocabulary().problems({"@context": "https://schema.org", "@graph": [item]})
    assert word in problem
