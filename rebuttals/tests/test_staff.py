"""The editor's queue of cases: who may do what, and that nothing happens twice."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from intake.models import Attachment
from portal.events import Event
from rebuttals import services
from rebuttals.cases import CaseEvidence, ClaimCase
from rebuttals.pages import RebuttalPage
from rebuttals.reports import ClaimReport
from rebuttals.staff.views import ACTS
from rebuttals.tests.factories import CaseFactory, RebuttalFactory, ReportFactory
from search.documents import Hit

pytestmark = pytest.mark.django_db
LIST = "/admin/claim_cases/"
HOSTILE = '<script>alert("x")</script>'


def browser(*groups: str, rights: tuple[str, ...] = ()) -> Client:
    """A client of someone in `groups`, or with `rights` alone."""
    user = get_user_model().objects.create_user("-".join(groups) or "nobody", password="x")
    user.groups.set(Group.objects.filter(name__in=groups))
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(similar):
    return browser("Editors")


@pytest.fixture
def case():
    return ReportFactory(where_seen="WhatsApp", links=["https://example.org/a"]).case


def action(verb: str, case: ClaimCase) -> str:
    if verb == "begin":
        return reverse("claim_case_actions:begin", args=[case.pk])
    return reverse("claim_case_actions:act", args=[case.pk, verb])


def inspect(case: ClaimCase) -> str:
    return reverse("claim_cases:inspect", args=[case.pk])


def levels(response) -> list[str]:
    return [message.level_tag for message in response.context["messages"]]


class TestPermission:
    def test_a_stranger_is_asked_to_sign_in(self, client, case):
        for path in (LIST, inspect(case), reverse("claim_case_actions:picture", args=[case.pk, 1])):
            assert "/admin/login/" in client.get(path).url
        for verb in (*ACTS, "begin"):
            assert "/admin/login/" in client.post(action(verb, case)).url
        assert not Event.objects.filter(subject_kind="case").exists()

    def test_staff_without_the_right_are_kept_out(self, index, case, similar):
        page = RebuttalFactory(parent=index)
        client = browser(rights=("access_admin",))
        for path in (LIST, inspect(case), reverse("claim_case_actions:picture", args=[case.pk, 1])):
            assert client.get(path).status_code == 302
        for verb in (*ACTS, "begin"):
            assert client.post(action(verb, case), {"page": page.pk, "reason": "trifle"}).status_code in (302, 403)
        case.refresh_from_db()
        assert (case.state, case.rebuttal) == ("new", None)

    def test_who_may_only_look_may_only_look(self, case, similar):
        client = browser(rights=("access_admin", "view_claimcase"))
        text = client.get(inspect(case)).text
        assert "claim-cases/" not in text.replace(f"claim-cases/{case.pk}/pictures", "")
        client.post(action("dismiss", case), {"reason": "trifle"})
        case.refresh_from_db()
        assert case.state == "new"

    def test_beginning_needs_the_right_to_add_pages(self, index, case, similar):
        client = browser(rights=("access_admin", "view_claimcase", "change_claimcase"))
        assert action("begin", case) not in client.get(inspect(case)).text
        client.post(action("begin", case))
        assert not RebuttalPage.objects.exists()

    def test_nobody_adds_edits_or_deletes_a_case(self, editor, case):
        for path in (f"{LIST}new/", f"{LIST}edit/{case.pk}/", f"{LIST}delete/{case.pk}/"):
            assert editor.post(path).status_code in (302, 403, 404)
        assert ClaimCase.objects.count() == 1
        assert f"{LIST}new/" not in editor.get(LIST).text

    @pytest.mark.parametrize("verb", [*ACTS, "begin"])
    def test_verbs_are_posted_to_what_is_there(self, editor, case, verb):
        assert editor.get(action(verb, case)).status_code == 405
        assert editor.post(action(verb, case).replace(f"/{case.pk}/", "/0/")).status_code == 404

    def test_no_other_verbs(self, editor, case):
        assert editor.post(action("answer", case)).status_code == 404


class TestList:
    def test_the_most_urgent_first_and_what_programs_sent_not_at_all(self, editor, case):
        urgent = ReportFactory(text="Ауыз су <b>уланған</b>").case
        services.case_triage(case=urgent, actor=get_user_model().objects.get(), harm=3, spread=3)
        ReportFactory(text="Жарнама", automatic=True)
        CaseFactory(claim="Жабылған", state="dismissed")
        text = editor.get(LIST).text
        assert text.index("&lt;b&gt;") < text.index("Бөгет")
        assert "Жарнама" not in text
        assert "Жабылған" not in text

    @pytest.mark.parametrize(
        ("query", "count"),
        [("state=new", 3), ("state=dismissed", 1), ("quarantined=true", 1), ("language=ru", 1), ("q=хабар", 1)],
    )
    def test_filters(self, editor, query, count):
        CaseFactory(claim="Бірінші хабар", language="ru")
        CaseFactory()
        CaseFactory(quarantined=True)
        CaseFactory(state="dismissed")
        assert len(editor.get(f"{LIST}?{query}").context["object_list"]) == count

    def test_costs_the_same_with_many(self, editor, django_assert_max_num_queries):
        CaseFactory.create_batch(30, assignee=get_user_model().objects.get())
        with django_assert_max_num_queries(22):
            assert editor.get(LIST).status_code == 200


class TestCase:
    def test_shows_what_an_editor_needs_and_escapes_it(self, editor, index):
        case = ReportFactory(text=HOSTILE, where_seen="<img src=x>", links=["https://example.org/?a=<b>"]).case
        text = editor.get(inspect(case)).text
        assert HOSTILE not in text
        assert "<img src=x>" not in text
        assert "&lt;script&gt;" in text

    def test_many_reports_cost_what_few_do(self, editor, case, django_assert_max_num_queries):
        for n in range(40):
            ReportFactory(case=case, token=f"r{n}")
        with django_assert_max_num_queries(70):
            assert editor.get(inspect(case)).status_code == 200

    def test_alike_cases_are_shown_and_merged_and_taken_apart(self, editor, case):
        other = ReportFactory(text="Айтыңызшы, бөгет бұзылды ма? Рас па, бұзылды дейді").case
        ReportFactory(text="Антисептик пен сабын туралы мүлде басқа әңгіме")
        response = editor.get(inspect(case))
        assert response.context["alike"] == [other]
        assert levels(editor.post(action("merge", case), {"into": other.pk}, follow=True)) == ["success"]
        assert str(case.pk) in editor.get(inspect(other)).text
        editor.post(action("unmerge", case))
        case.refresh_from_db()
        assert case.root is None

    def test_a_day_of_work(self, editor, case, index):
        editor.post(action("take", case))
        editor.post(action("triage", case), {"claim": "Бөгет бұзылды", "harm": "3", "spread": ""})
        entry = {
            "url": "https://example.org/a", "archive_url": "https://web.archive.org/web/1/https://example.org/a",
            "seen_on": "2026-11-20", "note": "Жазба",
        }  # fmt: skip
        editor.post(action("evidence", case), entry)
        response = editor.post(action("begin", case))
        assert editor.post(action("begin", case)).url == response.url
        assert editor.get(response.url).status_code == 200
        case.refresh_from_db()
        assert (case.harm, case.claim, case.state) == (3, "Бөгет бұзылды", "writing")
        text = editor.get(inspect(case)).text
        assert response.url in text
        assert text.count("<tr>") > 5
        codes = Event.objects.filter(subject_kind="case").order_by("pk").values_list("code", flat=True)
        assert list(codes) == ["take", "triage", "add_evidence", "begin"]

    @pytest.mark.parametrize(
        "changed",
        [
            {"url": "javascript:alert(1)"},
            {"url": "ftp://example.org/a"},
            {"archive_url": "https://example.org/a"},
            {"seen_on": "2099-01-01"},
            {"note": ""},
        ],
    )
    def test_evidence_that_is_none_is_told(self, editor, case, changed):
        entry = {"url": "https://example.org/a", "archive_url": "", "seen_on": "2026-11-20", "note": "x", **changed}
        assert "error" in levels(editor.post(action("evidence", case), entry, follow=True))
        assert not CaseEvidence.objects.exists()

    def test_similar_rebuttals_answer_with_one_press(self, editor, case, index, similar):
        page = RebuttalFactory(parent=index)
        similar.append(Hit("rebuttal", str(page.pk), "kk", page.url, page.title, "", 1.0))
        assert f'name="page" value="{page.pk}"' in editor.get(inspect(case)).text
        for _ in range(2):
            editor.post(action("link", case), {"page": page.pk})
        case.refresh_from_db()
        assert (case.rebuttal, case.state) == (page, "answered")

    @pytest.mark.parametrize("page", ["", "0", "nonsense", "99999999"])
    def test_a_link_to_nothing_is_told(self, editor, case, page):
        assert levels(editor.post(action("link", case), {"page": page}, follow=True)) == ["error"]

    @pytest.mark.parametrize("into", ["", "0", "nonsense", "99999999"])
    def test_merging_with_nothing_is_told(self, editor, case, into):
        assert levels(editor.post(action("merge", case), {"into": into}, follow=True)) == ["error"]

    def test_what_another_editor_settled_is_told(self, editor, index, case):
        ClaimCase.objects.filter(pk=case.pk).update(rebuttal=RebuttalFactory(parent=index), state="answered")
        assert levels(editor.post(action("dismiss", case), {"reason": "trifle"}, follow=True)) == ["warning"]

    def test_a_report_of_another_case_is_not_taken_out_here(self, editor, case):
        other = ReportFactory(text="Басқа")
        assert editor.post(action("separate", case), {"report": other.pk}).status_code == 404

    def test_without_a_section_it_is_said(self, editor, case):
        assert levels(editor.post(action("begin", case), follow=True)) == ["error"]


class TestPicture:
    @pytest.fixture
    def file(self, case):
        report = ClaimReport.objects.get(case=case)
        attachment = Attachment(owner=report.reference, name="post.jpg", kind="jpg", size=3)
        attachment.file.save("post.jpg", ContentFile(b"jpg"))
        return attachment

    def test_it_is_a_download_and_each_look_is_logged(self, editor, case, file):
        assert "post.jpg" in editor.get(inspect(case)).text
        response = editor.get(reverse("claim_case_actions:picture", args=[case.pk, file.pk]))
        assert "attachment" in response["Content-Disposition"]
        assert "sandbox" in response["Content-Security-Policy"]
        assert Event.objects.get(code="attachment_opened").role == "staff"

    def test_of_another_case_it_is_not_there(self, editor, file):
        other = ReportFactory(text="Басқа").case
        assert editor.get(reverse("claim_case_actions:picture", args=[other.pk, file.pk])).status_code == 404


def test_editors_get_their_rights_once():
    from django.apps import apps

    from rebuttals.permissions import sync_editors

    sync_editors(apps.get_app_config("rebuttals"))
    sync_editors(apps.get_app_config("rebuttals"))
    codes = Group.objects.get(name="Editors").permissions.filter(content_type__app_label="rebuttals")
    assert sorted(codes.values_list("codename", flat=True)) == ["change_claimcase", "view_claimcase"]
