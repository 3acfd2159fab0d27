"""What staff see of an asker is written down, and the data protection officer reads it."""

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from intake.models import Attachment
from portal import events
from portal.events import Event
from portal.second_factor.models import SecondFactor
from portal.spreadsheets import cell
from qa import services
from qa.models import Membership
from qa.rules.reasons import LookReason
from qa.rules.states import Role
from qa.tests.factories import AgencyFactory, Office, UserFactory, confirmed_contact, member
from qa.tests.staff.pages import page

ADDRESS = "marker-asker@example.org"


@pytest.fixture
def dpo(office: Office) -> Any:
    return member(Role.DPO)


def contact_page(question: Any) -> str:
    return reverse("qa_staff:contact", args=[question.number])


class TestLooksAtAddresses:
    @pytest.fixture
    def question(self, office: Office) -> Any:
        return office.routed(contact=confirmed_contact(ADDRESS))

    def test_a_reason_comes_first_then_the_log_then_the_address(self, question, office, sign_in) -> None:
        client = sign_in(office.coordinator)
        assert contact_page(question) in client.get(page(question)).text
        assert ADDRESS not in client.get(contact_page(question)).text
        assert client.post(contact_page(question), {"reason": ""}).status_code == 422
        assert not Event.objects.filter(code="contact_seen").exists()
        response = client.post(contact_page(question), {"reason": LookReason.UNDELIVERED})
        assert ADDRESS in response.text
        assert "no-store" in response["Cache-Control"]
        event = Event.objects.get(code="contact_seen")
        assert (event.actor, event.subject_id) == (office.coordinator, question.contact_id)
        assert event.data == {"question": question.number, "reason": "undelivered", "capacity": "coordinator"}
        assert ADDRESS not in client.get(page(question)).text

    @pytest.mark.parametrize("name", ["moderator", "officer", "approver", "manager", "helper"])
    def test_nobody_else_reads_it(self, question, office, sign_in, name: str) -> None:
        user = getattr(office, name)
        client = sign_in(user)
        assert "see the address" not in client.get(page(question)).text
        assert client.post(contact_page(question), {"reason": "legal"}).status_code == 302
        with pytest.raises(PermissionDenied):
            services.contact_disclose(question=question, actor=user, reason=LookReason.LEGAL)
        assert not Event.objects.filter(code="contact_seen").exists()

    def test_the_parts_of_a_split_question_have_the_address_of_the_whole(self, office, dpo) -> None:
        whole = office.split(contact=confirmed_contact(ADDRESS))
        part = whole.children.first()
        assert services.contact_disclose(question=part, actor=dpo, reason=LookReason.LEGAL) == ADDRESS

    def test_what_is_erased_is_said_and_writes_nothing(self, question, office, sign_in) -> None:
        services.question_erase(question=question)
        response = sign_in(office.coordinator).post(contact_page(question), {"reason": "legal"})
        assert "There is no address" in response.text
        assert not Event.objects.filter(code="contact_seen").exists()


def test_an_opened_file_is_written_down(office: Office, sign_in, tmp_path) -> None:
    from django.core.files.base import ContentFile

    question = office.routed()
    file = Attachment(owner=question.reference, name="a.txt", kind="txt", size=1)
    file.file.save("a.txt", ContentFile(b"x"))
    url = reverse("qa_staff:attachment", args=[question.number, file.pk])
    assert sign_in(office.officer).get(url).status_code == 200
    assert sign_in(member(Role.OFFICER, AgencyFactory())).get(url).status_code == 404
    event = Event.objects.get(code="attachment_opened")
    assert (event.actor, event.subject_id, event.data["question"]) == (office.officer, file.pk, question.number)


class TestTheLog:
    @pytest.fixture
    def lines(self, office: Office, dpo) -> Any:
        question = office.routed(contact=confirmed_contact(ADDRESS))
        services.contact_disclose(question=question, actor=office.coordinator, reason=LookReason.LEGAL)
        return question

    def test_says_who_what_whose_and_why_without_the_address(self, lines, office, dpo, sign_in) -> None:
        text = sign_in(dpo).get(reverse("qa_staff:log")).text
        for word in (office.coordinator.username, lines.number, "Read an asker", "demands it by law", "role given"):
            assert word in text
        assert ADDRESS not in text

    @pytest.mark.parametrize(
        ("query", "found"), [("code=contact_seen", True), ("code=signed_out", False), ("at_from=2999-01-01", False)]
    )
    def test_can_be_narrowed(self, lines, dpo, sign_in, query: str, found: bool) -> None:
        rows = sign_in(dpo).get(f"{reverse('qa_staff:log')}?{query}").context["object_list"]
        assert any(event.code == "contact_seen" for event in rows) is found

    def test_of_one_person_shows_what_they_did_and_what_was_done_to_them(self, lines, office, dpo, sign_in) -> None:
        url = f"{reverse('qa_staff:log')}?person={office.coordinator.pk}"
        codes = {event.code for event in sign_in(dpo).get(url).context["object_list"]}
        assert codes == {"contact_seen", "rights_changed"}

    def test_of_one_question(self, lines, dpo, sign_in) -> None:
        rows = sign_in(dpo).get(f"{reverse('qa_staff:log')}?question={lines.number}").context["object_list"]
        assert [event.code for event in rows] == ["contact_seen"]

    def test_as_a_file_it_says_the_same_and_that_is_written_down(self, lines, office, dpo, sign_in) -> None:
        response = sign_in(dpo).get(f"{reverse('qa_staff:log_csv')}?code=contact_seen")
        rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
        assert len(rows) == 2
        assert office.coordinator.username in rows[1]
        assert Event.objects.get(code="log_saved").data["rows"] == 1

    def test_is_as_dear_at_many_lines_as_at_few(self, lines, office, dpo, sign_in, django_assert_num_queries) -> None:
        client, url = sign_in(dpo), reverse("qa_staff:log")
        client.get(url)
        with django_assert_num_queries(14) as few:
            client.get(url)
        for number in range(120):
            events.record(
                "account", office.officer.pk + number % 3, "signed_in", role=events.STAFF, actor=office.officer
            )
        with django_assert_num_queries(len(few)):
            client.get(url)


class TestStaffAccounts:
    def test_the_coordinator_resets_anothers_second_step(self, office: Office, sign_in) -> None:
        from django.utils import timezone

        SecondFactor.objects.create(user=office.officer, secret_sealed="x", confirmed_at=timezone.now())
        client, url = sign_in(office.coordinator), reverse("qa_staff:reset", args=[office.officer.pk])
        assert url in client.get(reverse("qa_staff:accounts")).text
        assert client.get(url).status_code == 200
        assert SecondFactor.objects.exists()
        assert client.post(url).status_code == 302
        assert not SecondFactor.objects.exists()
        event = Event.objects.get(code="second_factor_reset")
        assert (event.actor, event.subject_id) == (office.coordinator, office.officer.pk)

    def test_but_not_their_own(self, office: Office, sign_in) -> None:
        client = sign_in(office.coordinator)
        assert client.post(reverse("qa_staff:reset", args=[office.coordinator.pk])).status_code == 404

    def test_costs_the_same_at_any_number_of_people(self, office, sign_in, django_assert_num_queries) -> None:
        client, url = sign_in(office.coordinator), reverse("qa_staff:accounts")
        client.get(url)
        with django_assert_num_queries(14) as few:
            client.get(url)
        for _ in range(30):
            member(Role.OFFICER, office.agency)
        with django_assert_num_queries(len(few)):
            client.get(url)

    def test_a_change_of_roles_is_logged_and_ends_the_session(self, office: Office, sign_in) -> None:
        client = sign_in(office.officer)
        assert client.get(reverse("qa_staff:agency")).status_code == 200
        Membership.objects.get(user=office.officer).delete()
        assert client.get(reverse("qa_staff:agency")).url.startswith(reverse("wagtailadmin_login"))
        taken = Event.objects.filter(code="rights_changed").last()
        assert taken.data == {"change": "role_taken", "held": "officer", "agency": office.agency.key}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"), ("+7 701", "'+7 701"), ("-2", "'-2"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("  =1", "'  =1"),
        ("＝1", "'＝1"), ("\x00=1", "'=1"), ("a=1", "a=1"), ("Сұрақ?", "Сұрақ?"), (-5, -5), (None, ""), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_is_taken_for_a_formula(value: Any, written: Any) -> None:
    assert cell(value) == written


def test_nobody_has_the_log_without_the_role(office: Office, sign_in) -> None:
    for user in (office.coordinator, office.moderator, office.officer, UserFactory(is_superuser=True)):
        for name in ("log", "log_results", "log_csv"):
            assert sign_in(user).get(reverse(f"qa_staff:{name}")).status_code == 302
