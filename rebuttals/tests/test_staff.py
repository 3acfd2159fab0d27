"""The editor's list of reports: who may do what, and that nothing happens twice."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from portal.events import Event
from rebuttals.pages import RebuttalPage
from rebuttals.reports import ClaimReport
from rebuttals.tests.factories import RebuttalFactory, ReportFactory
from search.documents import Hit

pytestmark = pytest.mark.django_db
VERBS = ("begin", "dismiss", "link")
LIST = "/admin/claim_reports/"


def browser(*groups: str, **fields) -> Client:
    """A client of someone in `groups`."""
    name = "-".join(groups) or "nobody"
    user = get_user_model().objects.create_user(name, password="x", **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor():
    return browser("Editors")


def action(verb: str, report: ClaimReport) -> str:
    return reverse(f"claim_report_actions:{verb}", args=[report.pk])


def inspect(report: ClaimReport) -> str:
    return reverse("claim_reports:inspect", args=[report.pk])


class TestPermission:
    def test_a_stranger_is_asked_to_sign_in(self, client):
        report = ReportFactory()
        for path in (LIST, inspect(report)):
            assert "/admin/login/" in client.get(path).url
        for verb in VERBS:
            assert "/admin/login/" in client.post(action(verb, report)).url
        assert not Event.objects.filter(subject_kind="report").exists()

    def test_staff_without_the_right_are_kept_out(self, index):
        report = ReportFactory()
        page = RebuttalFactory(parent=index)
        client = browser()
        client_user = get_user_model().objects.get(username="nobody")
        client_user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        for path in (LIST, inspect(report)):
            assert client.get(path).status_code == 302
        for verb in VERBS:
            assert client.post(action(verb, report), {"page": page.pk}).status_code in (302, 403)
        report.refresh_from_db()
        assert (report.status, report.rebuttal) == ("new", None)

    def test_who_may_only_look_may_only_look(self, index):
        report = ReportFactory()
        client = browser()
        user = get_user_model().objects.get(username="nobody")
        user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_claimreport"]))
        client.force_login(user)  # a change of rights ends the sessions before it
        assert client.get(inspect(report)).status_code == 200
        assert action("begin", report) not in client.get(inspect(report)).text
        client.post(action("dismiss", report))
        report.refresh_from_db()
        assert report.status == "new"

    def test_beginning_needs_the_right_to_add_pages(self, index):
        report = ReportFactory()
        client = browser()
        user = get_user_model().objects.get(username="nobody")
        user.user_permissions.set(
            Permission.objects.filter(codename__in=["access_admin", "view_claimreport", "change_claimreport"])
        )
        assert action("begin", report) not in client.get(inspect(report)).text
        client.post(action("begin", report))
        assert not RebuttalPage.objects.exists()

    def test_nobody_adds_edits_or_deletes_a_report(self, editor):
        report = ReportFactory()
        for path in (f"{LIST}new/", f"{LIST}edit/{report.pk}/", f"{LIST}delete/{report.pk}/"):
            assert editor.post(path).status_code in (302, 403, 404)
        assert ClaimReport.objects.count() == 1
        assert f"{LIST}new/" not in editor.get(LIST).text

    @pytest.mark.parametrize("verb", VERBS)
    def test_verbs_are_posted(self, editor, verb):
        report = ReportFactory()
        assert editor.get(action(verb, report)).status_code == 405
        assert editor.post(reverse(f"claim_report_actions:{verb}", args=[0])).status_code == 404


class TestList:
    def test_shows_what_an_editor_needs(self, editor):
        report = ReportFactory(text="Бірінші хабар", where_seen="WhatsApp")
        ReportFactory(text="Второе <b>сообщение</b>", language="ru", automatic=True)
        text = editor.get(LIST).text
        for words in ("Бірінші хабар", "WhatsApp", "Қазақша", "Русский", "&lt;b&gt;"):
            assert words in text
        assert text.index("Второе") < text.index("Бірінші")
        assert f'href="{inspect(report)}"' in text

    @pytest.mark.parametrize(
        ("query", "count"),
        [("status=new", 2), ("status=dismissed", 1), ("quarantined=true", 1), ("language=ru", 1), ("q=хабар", 1)],
    )
    def test_filters(self, editor, query, count):
        ReportFactory(text="Бірінші хабар")
        ReportFactory(language="ru", automatic=True)
        ReportFactory(status="dismissed")
        assert len(editor.get(f"{LIST}?{query}").context["object_list"]) == count

    def test_costs_the_same_with_many(self, editor, index, django_assert_max_num_queries):
        page = RebuttalFactory(parent=index)
        for _ in range(20):
            ReportFactory(rebuttal=page, status="started")
        with django_assert_max_num_queries(20):
            assert editor.get(LIST).status_code == 200


class TestVerbs:
    def test_begin_leads_to_the_draft(self, editor, index, similar):
        report = ReportFactory()
        assert action("begin", report) in editor.get(inspect(report)).text
        first, second = editor.post(action("begin", report)), editor.post(action("begin", report))
        assert first.url == second.url
        assert RebuttalPage.objects.count() == 1
        edit = editor.get(first.url)
        assert edit.status_code == 200
        assert report.text in edit.text
        again = editor.get(inspect(report)).text
        assert first.url in again
        assert action("begin", report) not in again

    def test_begin_without_a_section_says_so(self, editor, similar):
        report = ReportFactory()
        response = editor.post(action("begin", report), follow=True)
        assert response.redirect_chain[-1][0] == inspect(report)
        assert [message.level_tag for message in response.context["messages"]] == ["error"]

    def test_similar_rebuttals_answer_with_one_press(self, editor, index, similar):
        page = RebuttalFactory(parent=index)
        similar.append(Hit("rebuttal", str(page.pk), "kk", page.url, page.title, "", 1.0))
        report = ReportFactory()
        text = editor.get(inspect(report)).text
        assert page.claim in text
        assert f'name="page" value="{page.pk}"' in text
        for _ in range(2):
            assert editor.post(action("link", report), {"page": page.pk}).url == LIST
        report.refresh_from_db()
        assert (report.rebuttal, report.status) == (page, "linked")
        assert Event.objects.filter(subject_kind="report", code="link").count() == 1

    @pytest.mark.parametrize("page", ["", "0", "nonsense", "99999999"])
    def test_a_link_to_nothing_is_told(self, editor, similar, page):
        report = ReportFactory()
        response = editor.post(action("link", report), {"page": page}, follow=True)
        assert response.redirect_chain[-1][0] == inspect(report)
        assert [message.level_tag for message in response.context["messages"]] == ["error"]

    def test_dismiss_twice(self, editor, similar):
        report = ReportFactory()
        for _ in range(2):
            assert editor.post(action("dismiss", report)).url == LIST
        assert Event.objects.filter(subject_kind="report", code="dismiss").count() == 1
        assert action("dismiss", report) not in editor.get(inspect(report)).text

    def test_what_another_editor_settled_is_told(self, editor, index, similar):
        report = ReportFactory(rebuttal=RebuttalFactory(parent=index), status="linked")
        response = editor.post(action("dismiss", report), follow=True)
        assert [message.level_tag for message in response.context["messages"]] == ["warning"]
        report.refresh_from_db()
        assert report.status == "linked"

    def test_a_published_rebuttal_shows_in_the_standing(self, editor, index):
        ReportFactory(rebuttal=RebuttalFactory(parent=index), status="started")
        ReportFactory(rebuttal=RebuttalFactory(parent=index, live=False), status="started")
        from rebuttals.staff.viewsets import standing

        words = {str(standing(report)) for report in ClaimReport.objects.all()}
        assert len(words) == 2

    def test_the_citizens_text_is_escaped(self, editor, index, similar):
        report = ReportFactory(text='<script>alert("x")</script>', where_seen="<img src=x>")
        text = editor.get(inspect(report)).text
        assert '<script>alert("x")' not in text
        assert "<img src=x>" not in text


def test_editors_get_their_rights_once():
    from django.apps import apps

    from rebuttals.permissions import sync_editors

    sync_editors(apps.get_app_config("rebuttals"))
    sync_editors(apps.get_app_config("rebuttals"))
    codes = Group.objects.get(name="Editors").permissions.filter(content_type__app_label="rebuttals")
    assert sorted(codes.values_list("codename", flat=True)) == ["change_claimreport", "view_claimreport"]
