"""What a machine made says so, to people and to programs, on the pages of the press service."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from portal.structured_data import AI_SOURCE
from portal.tests import bodies
from portal.tests.trees import get, graph, home
from press.captions import Captions
from press.tests.factories import BriefingFactory, InfographicFactory, NewsFactory, PressSectionFactory, VideoFactory
from proofing.reading import proof_of
from proofing.registry import findings

pytestmark = pytest.mark.django_db
MARK, SENTENCE = "ЖИ жасаған", "Бұл суретті жасанды интеллект жасаған."


@pytest.fixture
def section():
    return PressSectionFactory(parent=home())


def made(picture):
    picture.ai_made = True
    picture.save()
    return picture


def kind(page, name):
    return next(item for item in graph(get(page.url).text) if item["@type"] == name)


class TestPictures:
    def test_on_the_page_in_the_share_and_for_programs(self, section):
        page = NewsFactory(parent=section, picture=made(bodies.picture(size=(1300, 700))), picture_alt="Көше")
        text = get(page.url).text
        assert text.count(SENTENCE) == 4  # beside the picture, for messengers of two families, for programs
        assert MARK not in text
        image = kind(page, "NewsArticle")["image"][0]
        assert image["digitalSourceType"] == AI_SOURCE
        page.picture.ai_made = False
        page.picture.save()
        assert isinstance(kind(page, "NewsArticle")["image"][0], str)

    def test_an_infographic(self, section):
        page = InfographicFactory(parent=section, image=made(bodies.picture()))
        assert kind(page, "ImageObject")["digitalSourceType"] == AI_SOURCE
        assert SENTENCE in get(page.url).text

    @pytest.mark.parametrize("pictures", ["on", "off"])
    def test_in_a_list_of_the_front_page_too(self, section, client, pictures):
        NewsFactory(parent=section, picture=made(bodies.picture()), picture_alt="Көше")
        InfographicFactory(parent=section, image=made(bodies.picture()))
        client.cookies["display"] = "pictures=off" if pictures == "off" else ""
        assert MARK in get("/kk/", client).text


class TestTextsAndRecordings:
    def test_the_feed_tells_people_and_programs(self, section):
        NewsFactory(parent=section, ai_made=True, lead="Қысқаша.")
        text = get("/kk/feed/").text
        assert "Қысқаша. Бұл мәтінді жасанды интеллект жазған." in text
        assert '<category term="ai-generated"' in text

    def test_a_recording(self, section):
        page = VideoFactory(parent=section)
        page.recording.ai_made = True
        page.recording.save()
        assert kind(page, "VideoObject")["digitalSourceType"] == AI_SOURCE

    def test_captions_of_a_machine_say_so_in_the_menu_and_under_the_player(self, section):
        page = VideoFactory(parent=section)
        file = ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\n-\n", name="a.vtt")
        page.captions.set([Captions(language="kk", file=file), Captions(language="ru", file=file, ai_made=True)])
        page.save_revision().publish()
        text = get(page.url).text
        assert 'label="Русский (машина жасаған)"' in text
        assert 'label="Қазақша"' in text
        assert "Субтитрді машина жасаған: Русский." in text


class TestChecks:
    def codes(self, page):
        return {each.code for each in findings(proof_of(page))}

    def test_a_video_without_captions_in_its_language(self, section):
        page = VideoFactory(parent=section)
        assert "captions-missing" in self.codes(page)
        page.captions.set([Captions(language="ru")])
        assert "captions-other" in self.codes(page)
        page.captions.set([Captions(language="kk")])
        assert not {"captions-missing", "captions-other"} & self.codes(page)

    def test_an_infographic_whose_text_says_nothing(self, section):
        page = InfographicFactory(parent=section)
        assert "equivalent-short" in self.codes(page)
        page.text_equivalent = [("paragraph", f"<p>{'Мәтін бәрін айтады. ' * 10}</p>")]
        assert "equivalent-short" not in self.codes(page)

    def test_a_briefing_that_is_announced_in_the_past(self, section):
        begins = timezone.now() - timedelta(days=2)
        page = BriefingFactory(parent=section, starts_at=begins, ends_at=begins + timedelta(hours=1), live=False)
        assert "briefing-past" in self.codes(page)
        page.starts_at, page.ends_at = begins + timedelta(days=9), begins + timedelta(days=8)
        assert self.codes(page) & {"briefing-past", "briefing-backwards"} == {"briefing-backwards"}
