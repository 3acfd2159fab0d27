"""Editors' screens of every page type open, and the slugs of services are refused there."""

import pytest
from django.urls import reverse

from content.tests.factories import DocumentFactory, GuidanceFactory, SectionFactory
from portal.reserved import RESERVED, check_addresses, check_pages
from portal.tests.trees import home
from press.tests.factories import BriefingFactory, InfographicFactory, NewsFactory, PressSectionFactory, VideoFactory

pytestmark = pytest.mark.django_db
FACTORIES = {
    "home.homepage": None,
    "content.sectionpage": SectionFactory,
    "content.guidancepage": GuidanceFactory,
    "content.documentpage": DocumentFactory,
    "press.presssectionpage": PressSectionFactory,
    "press.newspage": NewsFactory,
    "press.infographicpage": InfographicFactory,
    "press.videopage": VideoFactory,
    "press.briefingpage": BriefingFactory,
}


@pytest.mark.parametrize("label", list(FACTORIES))
def test_editing_and_preview(label, admin_client):
    page = FACTORIES[label](parent=home()) if FACTORIES[label] else home()
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    preview = page.specific_class.objects.get(pk=page.pk).make_preview_request()
    assert preview.status_code == 200


@pytest.mark.parametrize("label", [label for label in FACTORIES if label.startswith("content")])
def test_creating(label, admin_client):
    app, model = label.split(".")
    response = admin_client.get(reverse("wagtailadmin_pages:add", args=[app, model, home().pk]))
    assert response.status_code == 200


class TestReserved:
    def test_form_says_so_at_the_slug(self, admin_client):
        data = {
            "title": "Сұрақтар", "slug": "questions", "lead": "", "body-count": "0",
            "page_topics-TOTAL_FORMS": "0", "page_topics-INITIAL_FORMS": "0",
            "page_regions-TOTAL_FORMS": "0", "page_regions-INITIAL_FORMS": "0",
            "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        }  # fmt: skip
        url = reverse("wagtailadmin_pages:add", args=["content", "sectionpage", home().pk])
        response = admin_client.post(url, data)
        assert response.status_code == 200
        assert "slug" in response.context["form"].errors

    def test_every_view_below_a_language_is_reserved(self):
        assert check_addresses(None) == []

    def test_page_on_a_reserved_slug_is_found(self):
        section = SectionFactory(parent=home())
        type(section).objects.filter(pk=section.pk).update(slug="questions")
        assert [error.id for error in check_pages(None, databases=["default"])] == ["portal.E002"]
        assert "questions" in RESERVED
