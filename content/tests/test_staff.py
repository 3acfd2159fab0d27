"""What editors are told: section 6 in three languages, late pages, a document's missing form; who may see it."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

from content.tests.factories import (
    ContactsFactory,
    DocumentFactory,
    GuidanceFactory,
    InspectionFactory,
    InspectionsFactory,
    OrganizationFactory,
    PersonFactory,
    ReportFactory,
    SectionFactory,
)
from portal.tests import bodies
from portal.tests.trees import home, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def about():
    home("ru"), home("en")
    return SectionFactory(parent=home(), slug="about", title="Орталық туралы")


@pytest.fixture
def admin_client(client: Client, admin_user) -> Client:
    """An administrator who works in English."""
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": "en"})
    client.force_login(admin_user)
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    """Someone who may write pages below the Kazakh front page."""
    user = get_user_model().objects.create_user("writer", "w@example.kz", "x")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=home(), permission=permission)
    user.groups.add(group)
    client.force_login(user)
    return client


def rows(client: Client, query: str = "") -> dict[tuple[str, str], tuple[str, list[str], list[str]]]:
    """requirement, language → its state, its notes, their links."""
    response = client.get(reverse("content_staff:completeness") + query)
    assert response.status_code == 200
    found, requirement = {}, ""
    for line in BeautifulSoup(response.content.decode(), "html.parser").select("tbody tr"):
        requirement = line.th.text if line.th else requirement
        language, state, notes = line.select("td")
        found[requirement, language["lang"]] = (
            state.text.strip(),
            [" ".join(each.text.split()) for each in notes.select("li")],
            [each["href"] for each in notes.select("a")],
        )
    return found


class TestCompleteness:
    def test_an_empty_portal_lacks_everything_and_says_where_to_begin(self, about, admin_client):
        found = rows(admin_client)
        assert len(found) == 8 * 3
        assert {state for state, _notes, _links in found.values()} == {"missing"}
        add = found["Contacts and the place on the map", "kk"][2]
        assert add == [reverse("wagtailadmin_pages:add", args=["content", "contactspage", about.pk])]
        assert admin_client.get(add[0]).status_code == 200
        leaders = found["Leadership, with biographies", "kk"][2]  # nobody can lead a body that is not there
        assert leaders == [reverse("wagtailadmin_pages:add", args=["content", "organizationpage", about.pk])]

    def test_what_is_there_not_translated_late_and_incomplete(self, about, admin_client):
        body = OrganizationFactory(parent=about)
        translated(body, "ru")
        person = PersonFactory(parent=body, reception="")
        contacts = ContactsFactory(parent=about)
        old = ReportFactory(parent=about, title="Ескі", begins=date(2021, 1, 1), ends=date(2021, 12, 31))
        inspection = InspectionFactory(parent=InspectionsFactory(parent=about), title="Аудит")
        found = rows(admin_client)
        assert found["Full name of the body", "ru"][0] == "there"
        state, notes, links = found["Full name of the body", "en"]
        assert (state, links) == (
            "not translated",
            [reverse("wagtail_localize:submit_page_translation", args=[body.pk])],
        )
        state, notes, links = found["Leadership, with biographies", "kk"]
        assert state == "incomplete"
        assert notes == [f"{person.title}: lacks: picture, reception of citizens"]
        assert links == [reverse("wagtailadmin_pages:edit", args=[person.pk])]
        assert found["Contacts and the place on the map", "kk"][0] == "there"
        assert contacts.live
        state, notes, links = found["Report on results", "kk"]
        assert state == "late"
        assert notes[0] == "Ескі: the next report was due on 31 March 2023"
        assert reverse("wagtailadmin_pages:add", args=["content", "reportpage", about.pk]) in links
        assert old.live
        state, notes, links = found["Inspections and their outcomes", "kk"]
        assert state == "late"
        assert links == [reverse("wagtailadmin_pages:edit", args=[inspection.pk])]

    def test_only_what_is_to_be_done(self, about, admin_client):
        OrganizationFactory(parent=about)
        assert ("Full name of the body", "kk") not in rows(admin_client, "?show=open")
        assert ("Full name of the body", "en") in rows(admin_client, "?show=open")

    def test_a_draft_translation_is_where_one_goes_on(self, about, admin_client):
        page = ContactsFactory(parent=about)
        draft = translated(page, "ru")
        draft.unpublish()
        assert rows(admin_client)["Contacts and the place on the map", "ru"][2] == [
            reverse("wagtailadmin_pages:edit", args=[draft.pk])
        ]


class TestLate:
    def test_what_waits_and_what_came_out_late(self, about, admin_client):
        today = timezone.localdate()
        late = GuidanceFactory(parent=about, title="Кешіккен", data_received=today - timedelta(days=30))
        GuidanceFactory(parent=about, title="Уақтылы", data_received=today)
        waiting = GuidanceFactory(parent=about, title="Нобай", data_received=today - timedelta(days=20), live=False)
        Page.objects.filter(pk=waiting.pk).update(first_published_at=None)
        page = BeautifulSoup(admin_client.get(reverse("content_staff:late")).content.decode(), "html.parser")
        tables = [[each.a.text for each in table.select("td.title")] for table in page.select("table")]
        assert tables == [["Нобай"], [late.title]]

    def test_one_sees_what_one_may_write(self, about, editor):
        day = timezone.localdate() - timedelta(days=30)
        GuidanceFactory(parent=about, title="Қазақша", data_received=day)
        GuidanceFactory(parent=SectionFactory(parent=home("ru"), slug="x"), title="По-русски", data_received=day)
        html = editor.get(reverse("content_staff:late")).content.decode()
        assert "Қазақша" in html
        assert "По-русски" not in html


@pytest.mark.parametrize("name", ["completeness", "late"])
class TestDoors:
    def test_whoever_writes_pages(self, name, about, editor):
        assert editor.get(reverse(f"content_staff:{name}")).status_code == 200

    def test_nobody_else(self, name, about, client):
        address = reverse(f"content_staff:{name}")
        assert client.get(address).status_code == 302
        user = get_user_model().objects.create_user("officer", "o@example.kz", "x")
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        assert client.get(address).status_code == 302  # Wagtail's way of refusing, with a message
        assert "body-report" not in client.get(address, follow=True).content.decode()


def test_an_editor_hears_which_form_a_document_lacks(about, admin_client):
    page = DocumentFactory(parent=about)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {
        "title": page.title, "slug": page.slug, "number": "1", "date": "2026-01-01", "signatory": "М", "kind": "law",
        "lead": "", "picture_alt": "", "body-count": "0", "published_at": "", "data_received": "", "seo_title": "",
        "search_description": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        **{f"{name}-{key}": "0" for name in ("page_topics", "page_regions")
           for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }  # fmt: skip
    told = [str(message) for message in admin_client.post(address, form, follow=True).context["messages"]]
    assert any("no text on its page" in words for words in told)
    assert any("no file" in words for words in told)
    page.file, page.body = bodies.document(), bodies.long_body([page])
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.lacks == ()
