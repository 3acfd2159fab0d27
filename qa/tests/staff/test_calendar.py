"""The private calendar of due dates: valid, all-day, revocable, and without a citizen's word."""

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qa import calendars, services
from qa.models import Absence, DueCalendar, Membership
from qa.rules.states import Role
from qa.tests.factories import Office, member

PAGE = "qa_staff:calendar"


@pytest.fixture
def address(office: Office, sign_in) -> str:
    return reverse("due_calendar", args=[calendars.ADDRESSES.make(office.officer)])


def events(client: Client, address: str) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_each_open_question_in_charge_is_a_whole_day(office: Office, address: str, client: Client) -> None:
    question, paused = office.in_progress(), office.in_progress()
    services.question_ask(question=paused, actor=office.officer, text="Қай қалада?")
    office.routed()  # nobody's yet
    office.answered()
    found = {str(event["summary"]): event for event in events(client, address)}
    assert set(found) == {f"Жауап беру мерзімі: № {one.number}" for one in (question, paused)}
    event = found[f"Жауап беру мерзімі: № {question.number}"]
    assert event.decoded("dtstart") == question.due_on
    assert type(event.decoded("dtstart")) is date
    assert event.decoded("dtend") == question.due_on + timedelta(days=1)
    assert event["status"] == "CONFIRMED"
    assert found[f"Жауап беру мерзімі: № {paused.number}"]["status"] == "TENTATIVE"


def test_it_keeps_to_the_format(office: Office, address: str, client: Client) -> None:
    question = office.in_progress()
    response = client.get(address)
    calendar = icalendar.Calendar.from_ical(response.content)
    assert not calendar.errors
    assert {"PRODID", "VERSION", "METHOD"} <= set(calendar)
    lines = response.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    first, again = (events(client, address)[0] for _ in range(2))
    assert first["uid"] == again["uid"]
    assert question.number in first["uid"]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"].startswith("private")
    assert not response.cookies


def test_no_word_of_a_citizen_stands_in_it(office: Office, address: str, client: Client) -> None:
    office.in_progress(text="Белгіқойылған сөз: қашан?")
    body = client.get(address).content.decode().replace("\r\n ", "")
    assert "Белгіқойылған" not in body
    keys = {key for event in icalendar.Calendar.from_ical(body).walk("VEVENT") for key in event}
    assert keys == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "TRANSP", "STATUS"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Жауап беру мерзімі"), ("ru", "Срок ответа"), ("en", "Due date")],
)
def test_it_speaks_the_language_of_the_admin(language, words, office: Office, sign_in, client: Client) -> None:
    sign_in(office.officer, language)
    question = office.in_progress()
    address = reverse("due_calendar", args=[calendars.ADDRESSES.make(office.officer)])
    assert str(events(client, address)[0]["summary"]) == f"{words}: № {question.number}"


def test_who_stands_in_reads_the_others_dates_too(office: Office, client: Client) -> None:
    second, question = member(Role.OFFICER, office.agency), office.in_progress()
    address = reverse("due_calendar", args=[calendars.ADDRESSES.make(second)])
    assert events(client, address) == []
    today = timezone.localdate()
    Absence.objects.create(agency=office.agency, officer=office.officer, substitute=second, since=today, until=today)
    assert question.number in str(events(client, address)[0]["summary"])


def test_the_secret_is_made_shown_once_replaced_and_revoked(office: Office, sign_in, client: Client) -> None:
    staff = sign_in(office.officer)
    assert "You have no address yet." in staff.get(reverse(PAGE)).content.decode()
    page = staff.post(reverse(PAGE), {"do": "make"})
    first = reverse("due_calendar", args=[page.context["address"].rpartition("/")[2].removesuffix(".ics")])
    assert {"private", "no-store"} <= set(page["Cache-Control"].split(", "))
    secret = first.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) == 43
    assert secret not in str(DueCalendar.objects.values().get())
    assert secret not in staff.get(reverse(PAGE)).content.decode()
    assert client.get(first).status_code == 200
    assert client.post(first).status_code == 405
    second = reverse("due_calendar", args=[calendars.ADDRESSES.make(office.officer)])
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert staff.post(reverse(PAGE), {"do": "revoke"}).status_code == 302
    assert client.get(second).status_code == 404
    assert client.get(reverse("due_calendar", args=["a" * 43])).status_code == 404


def test_it_ends_with_the_work_in_the_agency(office: Office, address: str, client: Client) -> None:
    Membership.objects.filter(user=office.officer).delete()
    assert client.get(address).status_code == 404
    member(Role.OFFICER, office.agency, office.officer)
    office.officer.is_active = False
    office.officer.save()
    assert client.get(address).status_code == 404


def test_the_page_is_for_people_of_agencies(office: Office, sign_in) -> None:
    for user, status in ((office.officer, 200), (office.manager, 200), (office.moderator, 302)):
        assert sign_in(user).get(reverse(PAGE)).status_code == status


def test_it_costs_the_same_with_many_questions(office: Office, address: str, client, django_assert_num_queries) -> None:
    client.get(address)
    for _ in range(2):
        for _ in range(4):
            office.in_progress()
        with django_assert_num_queries(4):
            client.get(address)
