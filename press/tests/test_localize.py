"""Translation as editors do it, by wagtail-localize: what it copies, what it leaves to the translator."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from directory.models import PageTopic, Topic
from portal.tests.trees import home
from press.pages import NewsPage
from press.tests.factories import NewsFactory, PressSectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")


def localize(page, language: str) -> Translation:
    """`page` and those above it submitted for translation into `language`."""
    home(language)
    locale = Locale.objects.get(language_code=language)
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    return translation


def test_slug_and_topics_come_with_the_translation(topic, django_capture_on_commit_callbacks):
    section = PressSectionFactory(parent=home())
    localize(section, "ru").save_target(publish=True)
    story = NewsFactory(parent=section, slug="flood-news", title="Су тасқыны", lead="")
    story.page_topics.add(PageTopic(topic=topic))
    story.save_revision().publish()
    translation = localize(NewsPage.objects.get(pk=story.pk), "ru")
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=translation.target_locale, data="Паводок"
        )
    with django_capture_on_commit_callbacks(execute=True):  # wagtail-localize publishes once the row is committed
        translation.save_target(publish=True)
    copy = story.get_translation(translation.target_locale).specific
    assert (copy.slug, copy.title, copy.url) == ("flood-news", "Паводок", "/ru/news/flood-news/")
    assert [row.topic for row in copy.page_topics.all()] == [topic]

    # A topic changed on the original holds at once, and publishing the translation does not bring the old one back.
    other = Topic.objects.create(key="schools", name_kk="Мектеп", name_ru="Школа", name_en="School")
    story = NewsPage.objects.get(pk=story.pk)
    story.page_topics.set([PageTopic(topic=other)])
    story.save_revision().publish()
    assert [row.topic for row in NewsPage.objects.get(pk=copy.pk).page_topics.all()] == [other]
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert [row.topic for row in NewsPage.objects.get(pk=copy.pk).page_topics.all()] == [other]
    assert [row.topic for row in NewsPage.objects.get(pk=story.pk).page_topics.all()] == [other]
