"""The manager's screen: units, who sits where, who is away; and the wall between agencies."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Unit
from qa.models import Absence, Membership
from qa.rules.states import Role, Verb
from qa.tests.factories import Office, member
from qa.tests.staff.pages import do, verb_page


def url(agency: Any) -> str:
    return reverse("qa_staff:people", args=[agency.key])


def days(first: int, last: int) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "absence-since": (today + timedelta(days=first)).isoformat(),
        "absence-until": (today + timedelta(days=last)).isoformat(),
    }


@pytest.fixture
def unit(office: Office) -> Unit:
    return Unit.objects.create(agency=office.agency, name_kk="Бөлім", name_ru="Отдел", name_en="Lab")


def test_a_manager_is_taken_to_their_own_agency_and_meets_no_other(office: Office, sign_in) -> None:
    client = sign_in(office.manager)
    assert client.get(reverse("qa_staff:agencies")).url == url(office.agency)
    assert client.get(url(office.agency)).status_code == 200
    before = Absence.objects.count(), Unit.objects.count()
    for method in (client.get, client.post):
        assert method(url(office.other_agency), {"do": "unit", "unit-name_kk": "x"}).status_code == 404
    assert (Absence.objects.count(), Unit.objects.count()) == before
    for user in (office.officer, office.approver, office.moderator):
        assert sign_in(user).get(url(office.agency)).status_code == 302
    html = sign_in(office.coordinator).get(reverse("qa_staff:agencies")).content.decode()
    assert url(office.agency) in html
    assert url(office.other_agency) in html


def test_an_absence_is_written_down_and_ended(office: Office, sign_in) -> None:
    client = sign_in(office.manager)
    given = {"do": "absence", "absence-officer": office.officer.pk, "absence-substitute": office.approver.pk}
    assert client.post(url(office.agency), given | days(0, 4)).status_code == 302
    absence = Absence.objects.get()
    html = client.get(url(office.agency)).content.decode()
    assert "Stands in" in html
    assert "Is back today" in html
    again = client.post(url(office.agency), given | days(2, 3))
    assert again.status_code == 409
    assert "is written down already" in again.content.decode()
    assert client.post(url(office.agency), given | {"absence-since": "x"}).status_code == 422
    assert client.post(url(office.agency), {"do": "end", "absence": absence.pk}).status_code == 302
    assert not Absence.objects.exists()


def test_people_and_absences_of_another_agency_cannot_be_named(office: Office, sign_in) -> None:
    client = sign_in(office.manager)
    given = {"do": "absence", "absence-officer": office.officer.pk, "absence-substitute": office.helper.pk}
    assert client.post(url(office.agency), given | days(0, 4)).status_code == 422
    today = timezone.localdate()
    foreign = Absence.objects.create(
        agency=office.other_agency, officer=office.helper, substitute=member(Role.OFFICER, office.other_agency),
        since=today, until=today,
    )  # fmt: skip
    unit = Unit.objects.create(agency=office.other_agency, name_kk="б", name_ru="о", name_en="u")
    for data in (
        {"do": "end", "absence": foreign.pk},
        {"do": "seat", "user": office.officer.pk, "unit": unit.pk},
        {"do": "seat", "user": office.helper.pk, "unit": ""},
        {"do": "unit", "pk": unit.pk, "unit-name_kk": "x", "unit-name_ru": "x", "unit-name_en": "x", "unit-order": 1},
    ):
        assert client.post(url(office.agency), data).status_code == 404, data
    assert Absence.objects.get() == foreign
    unit.refresh_from_db()
    assert unit.name_kk == "б"


def test_units_are_added_renamed_and_filled(office: Office, unit: Unit, sign_in) -> None:
    client = sign_in(office.manager)
    names = {"unit-name_kk": "Зертхана", "unit-name_ru": "Лаборатория", "unit-name_en": "Lab 2", "unit-order": 5}
    assert client.post(url(office.agency), {"do": "unit", "unit-active": "on"} | names).status_code == 302
    assert client.post(url(office.agency), {"do": "unit", "unit-active": "on"} | names).status_code == 409
    changed = names | {"do": "unit", "pk": unit.pk, "unit-name_kk": "Бөлім 1", "unit-active": "on"}
    assert client.post(url(office.agency), changed).status_code == 302
    unit.refresh_from_db()
    assert unit.name_kk == "Бөлім 1"
    assert 'value="Бөлім 1"' in client.get(url(office.agency), {"unit": unit.pk}).content.decode()
    seat = {"do": "seat", "user": office.officer.pk, "unit": unit.pk}
    assert client.post(url(office.agency), seat).status_code == 302
    assert Membership.objects.get(user=office.officer).unit == unit
    assert client.post(url(office.agency), {"do": "explode"}).status_code == 422


def test_it_costs_the_same_with_few_and_many(office: Office, sign_in, django_assert_max_num_queries) -> None:
    client, costs = sign_in(office.manager), []
    client.get(url(office.agency))
    for _ in range(2):
        for n in range(5):
            new = member(Role.OFFICER, office.agency)
            Unit.objects.create(agency=office.agency, name_kk=f"{new}{n}", name_ru="о", name_en="u")
            office.in_progress()
        with django_assert_max_num_queries(30) as queries:
            assert client.get(url(office.agency)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_reassigning_shows_what_lies_with_each(office: Office, unit: Unit, sign_in) -> None:
    second = member(Role.OFFICER, office.agency)
    Membership.objects.filter(user=second).update(unit=unit)
    question = office.in_progress()
    office.in_progress()
    client = sign_in(office.manager)
    html = client.get(verb_page(question, Verb.REASSIGN)).content.decode()
    assert f"{office.officer.username} · open: 2" in html
    assert f"{second.username} · Lab · open: 0" in html
    assert re.search(r"Lab · open: 0</option>", html)
    assert office.helper.username not in html
    assert do(client, question, Verb.REASSIGN, reason="workload").status_code == 422
    assert do(client, question, Verb.REASSIGN, reason="workload", officer=office.helper.pk).status_code == 422
    assert do(client, question, Verb.REASSIGN, reason="workload", unit=unit.pk).status_code == 302
    lead = question.assignments.active().leads().get()
    assert (lead.officer, lead.unit) == (None, unit)


def test_who_stands_in_works_from_their_own_list(office: Office, sign_in) -> None:
    second, question = member(Role.OFFICER, office.agency), office.in_progress()
    today = timezone.localdate()
    Absence.objects.create(agency=office.agency, officer=office.officer, substitute=second, since=today, until=today)
    html = sign_in(second).get(reverse("qa_staff:mine")).content.decode()
    assert question.number in html
    assert office.officer.username in html
