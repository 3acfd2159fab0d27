"""Dated pages for tests."""

from datetime import timedelta

import factory
import wagtail_factories
from django.utils import timezone

from portal.tests import bodies
from press.pages import BriefingPage, InfographicPage, NewsPage, PressSectionPage, VideoPage


class PressSectionFactory(wagtail_factories.PageFactory):
    title = "Жаңалықтар"
    slug = "news"
    show_in_menus = True

    class Meta:
        model = PressSectionPage


class NewsFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Жаңалық {n}")
    slug = factory.Sequence(lambda n: f"story-{n}")
    lead = "Қысқаша."

    class Meta:
        model = NewsPage


class InfographicFactory(wagtail_factories.PageFactory):
    title = "Сұрақтың жолы"
    slug = factory.Sequence(lambda n: f"infographic-{n}")
    image = factory.LazyFunction(bodies.picture)
    alt = "Сұрақ қалай жауап табады"
    source = "Портал"
    text_equivalent = factory.LazyFunction(lambda: [("paragraph", "<p>Мәтін</p>")])

    class Meta:
        model = InfographicPage


class VideoFactory(wagtail_factories.PageFactory):
    title = "Бейне"
    slug = factory.Sequence(lambda n: f"video-{n}")
    recording = factory.LazyFunction(bodies.recording)
    transcript = "<p>Бәрі айтылды.</p>"
    has_sign_language = True

    class Meta:
        model = VideoPage


class BriefingFactory(wagtail_factories.PageFactory):
    title = "Брифинг"
    slug = factory.Sequence(lambda n: f"briefing-{n}")
    place = "Астана"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    ends_at = factory.LazyAttribute(lambda page: page.starts_at + timedelta(hours=1))
    no_sign_language_reason = "Аудармашы табылмады."

    class Meta:
        model = BriefingPage

    class Params:
        live_now = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=10)))
        over = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=2)))
