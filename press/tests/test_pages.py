"""Press pages as readers and machines get them."""

from datetime import timedelta

import feedparser
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone, translation

from directory.models import PageTopic, Topic
from portal.tests import bodies
from portal.tests.trees import get, graph, home, translated
from press.captions import Captions, validate_webvtt
from press.tests.factories import (
    BriefingFactory,
    InfographicFactory,
    NewsFactory,
    PressSectionFactory,
    VideoFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return PressSectionFactory(parent=home())


@pytest.fixture
def topic():
    return Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")


MAKERS = {
    "news": lambda section: NewsFactory(parent=section),
    "infographic": lambda section: InfographicFactory(parent=section),
    "video": lambda section: VideoFactory(parent=section),
    "briefing": lambda section: BriefingFactory(parent=section, over=True, recording=bodies.recording()),
}


class TestListing:
    def test_newest_first_by_the_date_that_editors_set(self, section):
        now = timezone.now()
        for days, title in ((3, "Ескі"), (1, "Жаңа"), (2, "Орта")):
            NewsFactory(parent=section, title=title, published_at=now - timedelta(days=days))
        html = get("/kk/news/").content.decode()
        assert html.index("Жаңа<") < html.index("Орта<") < html.index("Ескі<")

    def test_by_kind_and_topic(self, section, topic):
        story, video = NewsFactory(parent=section), VideoFactory(parent=section)
        PageTopic.objects.create(page=story, topic=topic)
        assert video.title not in get("/kk/news/?kind=news").content.decode().split("press-item", 1)[1]
        html = get("/kk/news/?topic=floods").content.decode()
        assert story.title in html
        assert f'href="{video.url}"' not in html

    @pytest.mark.parametrize("query", ["kind=nonsense", "topic=%00", "page=999", "page=-1", "page=x", "kind[]=1"])
    def test_nonsense_in_the_query(self, query, section):
        NewsFactory(parent=section)
        assert get(f"/kk/news/?{query}").status_code == 200

    def test_pages(self, section):
        for _ in range(14):
            NewsFactory(parent=section)
        assert get("/kk/news/?page=2").content.decode().count("press-item") == 2
        assert 'rel="canonical" href="http://testserver/kk/news/?page=2"' in get("/kk/news/?page=2").content.decode()


class TestFeed:
    def test_it_parses_and_is_of_one_language(self, section):
        story = NewsFactory(parent=section, title="Бір & екі <b>")
        home("ru")
        translated(story, "ru", title="Раз")
        feed = feedparser.parse(get("/kk/feed/").content)
        assert not feed.bozo
        assert feed.feed.language == "kk"
        assert [entry.link for entry in feed.entries] == [f"http://testserver{story.url}"]
        assert "Раз" in get("/ru/feed/").content.decode()

    def test_empty(self):
        home()
        assert not feedparser.parse(get("/kk/feed/").content).entries


class TestForMachines:
    @pytest.mark.parametrize(
        ("kind", "types"),
        [
            ("news", {"NewsArticle", "BreadcrumbList"}),
            ("infographic", {"ImageObject", "BreadcrumbList"}),
            ("video", {"VideoObject", "BreadcrumbList"}),
            ("briefing", {"Event", "BroadcastEvent", "VideoObject", "BreadcrumbList"}),
        ],
    )
    def test_types(self, kind, types, section):
        items = graph(get(MAKERS[kind](section).url).content.decode())
        assert {item["@type"] for item in items} == types

    def test_length_of_a_video(self, section):
        items = graph(get(VideoFactory(parent=section).url).content.decode())
        assert next(item for item in items if item["@type"] == "VideoObject")["duration"] == "PT1M35S"

    def test_live_is_told_only_while_live(self, section):
        def live(page):
            items = graph(get(page.url).content.decode())
            return next(item for item in items if item["@type"] == "BroadcastEvent")["isLiveBroadcast"]

        assert live(BriefingFactory(parent=section, live_now=True))
        assert not live(BriefingFactory(parent=section, over=True))

    def test_picture_of_a_page_for_messengers(self, section):
        story = NewsFactory(parent=section, picture=bodies.picture(), picture_alt="Сурет")
        html = get(story.url).content.decode()
        assert 'property="og:image" content="http://testserver/media/' in html
        assert 'property="og:type" content="article"' in html


class TestBriefing:
    def test_strip_on_every_page_while_live(self, section):
        page = BriefingFactory(parent=section, live_now=True, title="Тікелей")
        assert "live-strip" in get("/kk/news/").content.decode()
        page.ended_at = timezone.now()
        page.save_revision().publish()
        assert "live-strip" not in get("/kk/news/").content.decode()

    def test_what_is_played(self, section):
        place = settings.MEDIA_ROOT / "live" / "played" / "a.m3u8"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("#EXTM3U\n#EXTINF:2.0,\na.m4s\n")
        live = BriefingFactory(parent=section, live_now=True, stream="live/played/a.m3u8")
        assert "/media/live/played/a.m3u8" in get(live.url).content.decode()
        over = BriefingFactory(parent=section, over=True, recording=bodies.recording(), stream="live/b.m3u8")
        html = get(over.url).content.decode()
        assert "/media/live/b.m3u8" not in html
        assert over.recording.url in html
        assert "<video" not in get(BriefingFactory(parent=section).url).content.decode()

    def test_the_end_is_after_the_start(self, section):
        page = BriefingFactory(parent=section)
        page.ends_at = page.starts_at
        with pytest.raises(ValidationError):
            page.full_clean()

    def test_a_reason_where_there_is_no_interpreter(self, section):
        page = VideoFactory(parent=section)
        page.has_sign_language = False
        with pytest.raises(ValidationError):
            page.full_clean()


class TestRequired:
    def test_infographic_without_its_text(self, section):
        page = InfographicFactory(parent=section)
        page.text_equivalent = []
        with pytest.raises(ValidationError):
            page.full_clean()

    def test_picture_without_words(self, section):
        page = NewsFactory(parent=section)
        page.picture = bodies.picture()
        with pytest.raises(ValidationError):
            page.full_clean()

    @pytest.mark.parametrize("content", [b"not captions", b"\xff\xfe", b""])
    def test_captions_that_are_none(self, content):
        with pytest.raises(ValidationError):
            validate_webvtt(ContentFile(content, name="a.vtt"))

    def test_captions(self):
        validate_webvtt(ContentFile("\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nСәлем\n".encode(), name="a.vtt"))

    def test_captions_that_are_wrong_name_the_line(self):
        with translation.override("kk"), pytest.raises(ValidationError) as caught:
            validate_webvtt(ContentFile("WEBVTT\n\n1\n00:01.000 -> 00:02.000\nСәлем\n".encode(), name="a.vtt"))
        assert caught.value.messages[0].startswith("4-жол:")


class TestSharing:
    def test_topics_dates_and_captions_hold_in_all_languages(self, section, topic):
        home("ru")
        page = VideoFactory(parent=section)
        copy = translated(page, "ru", title="Видео")
        page.page_topics.add(PageTopic(topic=topic))
        page.captions.add(Captions(language="kk", file=ContentFile(b"WEBVTT\n", name="kk.vtt")))
        page.published_at = timezone.now() - timedelta(days=9)
        page.save_revision().publish()
        copy.refresh_from_db()
        assert [row.topic for row in copy.page_topics.all()] == [topic]
        assert [row.language for row in copy.captions.all()] == ["kk"]
        assert copy.first_published_at == page.published_at
        # and the next publication of the translation does not bring the old ones back
        copy.get_latest_revision().publish()
        copy = type(copy).objects.get(pk=copy.pk)
        assert [row.topic for row in copy.page_topics.all()] == [topic]
        assert copy.title == "Видео"
