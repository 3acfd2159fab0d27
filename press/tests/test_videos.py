"""The page of a video: what is played, from where, and what stands beside it."""

import pytest
from django.core.exceptions import ValidationError

from portal.tests import bodies
from portal.tests.trees import get, graph, home
from press import sitemaps
from press.tests.factories import NewsFactory, PressSectionFactory, VideoFactory

pytestmark = pytest.mark.django_db
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def section():
    return PressSectionFactory(parent=home())


def with_chapters(section, **more):
    target = NewsFactory(parent=section, title="Құжат")
    chapters = [
        ("chapter", {"start": "0:00", "title": "Кіріспе", "links": []}),
        (
            "chapter",
            {
                "start": "1:05",
                "title": "Көшіру",
                "links": [
                    {"label": "Бұйрық", "page": target, "address": ""},
                    {"label": "Сұрақ", "page": None, "address": "/ru/questions/2026-000001/"},
                ],
            },
        ),
    ]
    return VideoFactory(parent=section, chapters=chapters, transcript="<p>[0:00] Сәлем. [1:05] Шығыңыз.</p>", **more)


class TestPlayer:
    def test_times_lead_into_the_video_with_and_without_javascript(self, section):
        page = with_chapters(section)
        html = get(page.url).text
        assert html.count('href="?t=65#player" data-seek="65"') == 2  # in the chapter and in the transcript
        assert 'preload="none"' in html
        begun = get(f"{page.url}?t=65").text
        assert f"{page.recording.url}#t=65" in begun

    @pytest.mark.parametrize("start", ["-1", "x", "999999999", "1e3", "%00"])
    def test_nonsense_begins_at_the_beginning(self, start, section):
        assert "#t=" not in get(f"{VideoFactory(parent=section).url}?t={start}").text

    def test_chapters_lead_on_to_documents_and_questions_in_the_readers_language(self, section):
        html = get(with_chapters(section).url).text
        assert 'href="/kk/news/' in html
        assert 'href="/kk/questions/2026-000001/"' in html

    def test_clips_for_machines(self, section):
        video = next(item for item in graph(get(with_chapters(section).url).text) if item["@type"] == "VideoObject")
        assert [(clip["startOffset"], clip["endOffset"]) for clip in video["hasPart"]] == [(0, 65), (65, 95)]
        assert video["hasPart"][1]["url"].endswith("?t=65")

    def test_without_a_poster_machines_get_the_picture_that_is_drawn_for_links(self, section):
        page = VideoFactory(parent=section, recording=None, embed_address=YOUTUBE)
        html = get(page.url).text
        drawn = f"http://testserver/share/page/kk/{page.pk}/"
        video = next(item for item in graph(html) if item["@type"] == "VideoObject")
        assert video["thumbnailUrl"].startswith(drawn)
        assert f'property="og:image" content="{video["thumbnailUrl"]}"' in html
        (extra,) = sitemaps.videos([page.pk])[page.pk]
        assert dict(extra.parts)["video:thumbnail_loc"] == video["thumbnailUrl"]

    def test_a_version_in_sign_language(self, section):
        signed = bodies.recording("Ымдау тілімен")
        page = VideoFactory(parent=section, has_sign_language=False, sign_recording=signed)
        page.full_clean()
        assert f'src="{signed.url}"' not in get(page.url).text
        html = get(f"{page.url}?version=sign").text
        assert f'src="{signed.url}"' in html
        assert f'src="{page.recording.url}"' not in html

    def test_no_picture_of_another_language(self, section):
        page = VideoFactory(parent=section, has_sign_language=False, no_sign_language_reason="Аудармашы табылмады.")
        assert "Аудармашы табылмады." in get(f"{page.url}?version=sign").text


class TestEmbed:
    def test_nothing_of_the_provider_before_the_click(self, section):
        page = VideoFactory(parent=section, recording=None, embed_address=YOUTUBE)
        page.full_clean()
        before = get(page.url)
        assert "<iframe" not in before.text
        assert "frame-src" not in before["Content-Security-Policy"]
        after = get(f"{page.url}?play=1")
        assert 'src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in after.text
        assert "frame-src https://www.youtube-nocookie.com" in after["Content-Security-Policy"]
        assert "script-src 'self'" in after["Content-Security-Policy"]
        assert "no-store" in after["Cache-Control"]
        assert "frame-src" not in get(page.url)["Content-Security-Policy"]

    def test_it_is_listed_like_the_others(self, section):
        page = VideoFactory(parent=section, recording=None, embed_address=YOUTUBE)
        assert page.title in get("/kk/news/").text
        assert get("/kk/").status_code == 200
        video = next(item for item in graph(get(page.url).text) if item["@type"] == "VideoObject")
        assert video["embedUrl"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"

    @pytest.mark.parametrize(
        "fields",
        [
            {"recording": None, "embed_address": ""},
            {"recording": None, "embed_address": "https://example.kz/video"},
            {"embed_address": YOUTUBE},
        ],
    )
    def test_one_of_the_two_and_from_a_known_provider(self, fields, section):
        page = VideoFactory(parent=section)
        for name, value in fields.items():
            setattr(page, name, value)
        with pytest.raises(ValidationError):
            page.full_clean()
