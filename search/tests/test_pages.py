"""Wagtail pages as search sees them, by the example of whatever pages the portal has."""

import pytest
from django.apps import apps
from wagtail.models import PageViewRestriction

from directory.models import PageTopic, Topic
from portal.tests.trees import home, translated
from search.models import SearchChange
from search.registry import registry

pytestmark = pytest.mark.django_db
SECTION = ("content", "SectionPage")


@pytest.fixture
def page():
    model = apps.get_model(*SECTION)
    body = [("heading", "Бөлім"), ("paragraph", "<p>Су <b>тасқыны</b></p>"), ("steps", ["Бірінші"])]
    return home().add_child(instance=model(title="Жадынама", slug="guidance", lead="Қысқаша", body=body))


class TestSource:
    def test_document(self, page):
        topic = Topic.objects.create(key="floods", name_kk="а", name_ru="а", name_en="a")
        PageTopic.objects.create(page=page, topic=topic)
        (document,) = registry.sources["section"].documents([str(page.pk)])
        assert (document.title, document.lead, document.url) == ("Жадынама", "Қысқаша", "/kk/guidance/")
        assert document.body.split("\n") == ["Бөлім", "Су тасқыны", "Бірінші"]
        assert (document.language, document.topics) == ("kk", ("floods",))

    def test_what_is_visible(self, page):
        source = registry.sources["section"]
        assert source.visible([str(page.pk), "0", "x"]) == {str(page.pk)}
        assert str(page.pk) in set(source.all_ids())
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert source.visible([str(page.pk)]) == set()
        assert list(source.documents([str(page.pk)])) == []

    def test_two_page_types_may_share_a_kind(self):
        names = {model.__name__ for model in registry.sources["section"].models}
        assert {"SectionPage", "PressSectionPage"} <= names


class TestChanges:
    def noted(self):
        return set(SearchChange.objects.values_list("kind", "object_id"))

    def test_publishing_tells_of_all_languages(self, page):
        home("ru")
        copy = translated(page, "ru")
        SearchChange.objects.all().delete()
        page.save_revision().publish()
        assert self.noted() == {("section", str(page.pk)), ("section", str(copy.pk))}

    def test_unpublishing_and_deleting(self, page):
        SearchChange.objects.all().delete()
        page.unpublish()
        assert self.noted() == {("section", str(page.pk))}
        SearchChange.objects.all().delete()
        key = page.pk
        page.delete()
        assert self.noted() == {("section", str(key))}
