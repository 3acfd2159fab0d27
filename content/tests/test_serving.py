"""The way from an address to a page, and what it offers where there is none."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from content.tests.factories import GuidanceFactory, SectionFactory
from portal.tests.trees import get, home, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return SectionFactory(parent=home())


@pytest.fixture
def flood(section):
    return GuidanceFactory(parent=section, slug="flood")


class TestPages:
    def test_front_pages(self):
        for language in ("kk", "ru", "en"):
            home(language)
            response = get(f"/{language}/")
            assert response.status_code == 200
            assert f'<html lang="{language}"' in response.content.decode()

    def test_page_below_a_section(self, flood):
        response = get("/kk/guidance/flood/")
        assert response.status_code == 200
        assert flood.title in response.content.decode()

    def test_breadcrumbs_lead_up(self, flood):
        html = get("/kk/guidance/flood/").content.decode()
        assert 'href="/kk/guidance/"' in html

    def test_section_lists_its_children_in_the_order_of_the_tree(self, section):
        for slug in ("b", "a"):
            GuidanceFactory(parent=section, slug=slug, title=f"Page {slug}")
        html = get("/kk/guidance/").content.decode()
        assert html.index("Page b") < html.index("Page a")

    def test_without_the_last_slash(self, flood):
        response = get("/kk/guidance/flood")
        assert (response.status_code, response["Location"]) == (301, "/kk/guidance/flood/")

    def test_menu_marks_the_section(self, flood):
        html = get("/kk/guidance/flood/").content.decode()
        assert '<a href="/kk/guidance/" aria-current="true"' in html

    def test_menu_changes_at_once(self, section):
        assert section.title in get("/kk/").content.decode()
        section.title = "Басқа атау"
        section.save_revision().publish()
        assert "Басқа атау" in get("/kk/").content.decode()


class TestNothingThere:
    @pytest.mark.parametrize("path", ["/kk/unknown/", "/kk/guidance/unknown/", "/ru/x/y/z/", "/en/unknown/"])
    def test_404_in_the_language_of_the_address(self, path, section):
        response = get(path)
        assert response.status_code == 404
        assert f'<html lang="{path[1:3]}"' in response.content.decode()

    @pytest.mark.parametrize("path", ["/foo", "/foo/", "/xx/", "/xx/guidance/", "/guidance/flood/", "/kkk/"])
    def test_404_outside_of_the_languages(self, path, flood):
        response = get(path)
        assert response.status_code == 404

    def test_draft_is_404(self, section):
        GuidanceFactory(parent=section, slug="draft", live=False)
        assert get("/kk/guidance/draft/").status_code == 404


class TestUntranslated:
    def test_offers_the_languages_it_has(self, flood):
        home("ru")
        response = get("/ru/guidance/flood/")
        html = response.content.decode()
        assert response.status_code == 200
        assert '<meta name="robots" content="noindex">' in html
        assert response["X-Robots-Tag"] == "noindex"
        assert '<html lang="ru"' in html
        assert 'href="/kk/guidance/flood/" lang="kk"' in html
        assert flood.title in html

    def test_draft_translation_is_not_offered(self, flood):
        home("ru")
        copy = translated(flood, "ru")
        copy.unpublish()
        assert "/kk/guidance/flood/" in get("/ru/guidance/flood/").content.decode()
        assert "/ru/guidance/flood/" not in get("/en/guidance/flood/").content.decode().split("<main")[1]

    def test_restricted_page_is_not_told_of(self, flood):
        home("ru")
        PageViewRestriction.objects.create(page=flood, restriction_type=PageViewRestriction.LOGIN)
        assert get("/ru/guidance/flood/").status_code == 404

    def test_translation_under_another_slug(self, flood):
        home("ru")
        copy = translated(flood, "ru")
        copy.slug = "pavodok"
        copy.save_revision().publish()
        response = get("/ru/guidance/flood/")
        assert (response.status_code, response["Location"]) == (302, "/ru/guidance/pavodok/")


class TestRestrictionsRedirectsPreviews:
    def test_restricted_page_asks_for_a_login_and_is_not_cached(self, flood):
        PageViewRestriction.objects.create(page=flood, restriction_type=PageViewRestriction.LOGIN)
        response = get("/kk/guidance/flood/")
        assert response.status_code == 302
        assert "no-store" in response["Cache-Control"]

    def test_restricted_page_for_who_may_see_it(self, flood, admin_user):
        PageViewRestriction.objects.create(page=flood, restriction_type=PageViewRestriction.LOGIN)
        client = Client()
        client.force_login(admin_user)
        response = get("/kk/guidance/flood/", client)
        assert response.status_code == 200
        assert "s-maxage" not in response["Cache-Control"]

    def test_redirect(self, flood):
        Redirect.add_redirect("/kk/old/", redirect_to=flood, is_permanent=True)
        response = get("/kk/old/")
        assert (response.status_code, response["Location"]) == (301, "/kk/guidance/flood/")

    def test_preview_of_an_unsaved_change(self, flood):
        flood.title = "Жаңа атау"
        response = flood.make_preview_request()
        assert response.status_code == 200
        assert "Жаңа атау" in response.rendered_content

    def test_head_and_wrong_method(self, flood):
        assert Client().head("/kk/guidance/flood/").status_code == 200


class TestCaching:
    def test_same_for_all_and_not_modified(self, flood):
        response = get("/kk/guidance/flood/")
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=3"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        again = get("/kk/guidance/flood/", **{"If-None-Match": response["ETag"]})
        assert again.status_code == 304

    def test_low_vision_version_is_the_readers_own(self, flood):
        client = Client()
        client.cookies["view"] = "s=bw"
        assert "private" in get("/kk/guidance/flood/", client)["Cache-Control"]


class TestLists:
    def test_restricted_pages_are_in_no_list(self, section, flood):
        assert flood.title in get("/kk/guidance/").content.decode()
        PageViewRestriction.objects.create(page=flood, restriction_type=PageViewRestriction.LOGIN)
        assert flood.title not in get("/kk/guidance/").content.decode().split("<article")[1]

    def test_what_lies_below_a_restricted_page_is_restricted(self, section, flood):
        PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
        assert get("/kk/guidance/flood/").status_code == 302
