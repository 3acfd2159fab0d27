"""Who may keep the words of search: each of its addresses × each role."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qa.rules.states import Role
from qa.tests.factories import Office, UserFactory, member
from search.models import BestBet, Concept
from search.permissions import KeeperPolicy
from search.staff import urls

pytestmark = pytest.mark.django_db
ROLES = {role: (200 if role in {Role.EDITOR, Role.COORDINATOR} else 403) for role in Role}


@pytest.fixture
def addresses() -> list[str]:
    concept = Concept.objects.create(kk="балабақша\nбөбекжай")
    bet = BestBet.objects.create(language="kk", phrases="егов", address="https://egov.kz", title="eGov")
    rows = [(name, row.pk) for name, row in (("search_concepts", concept), ("search_best_bets", bet))]
    return [
        *(reverse(f"search_staff:{pattern.name}") for pattern in urls.urlpatterns),
        *(reverse(f"{name}:{action}") for name, _pk in rows for action in ("index", "index_results", "add")),
        *(reverse(f"{name}:{action}", args=[pk]) for name, pk in rows for action in ("edit", "delete", "history")),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_editors_and_the_coordinator(office: Office, addresses: list[str], sign_in: Any, role: Role) -> None:
    agency = office.agency if role in {Role.OFFICER, Role.APPROVER, Role.MANAGER} else None
    client = sign_in(member(role, agency))
    told = {url: client.get(url, headers={"X-Requested-With": "XMLHttpRequest"}).status_code for url in addresses}
    assert told == dict.fromkeys(addresses, ROLES[role])
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("What readers look for" in menu) is (ROLES[role] == 200)


def test_nobody_else(office: Office, addresses: list[str], sign_in: Any) -> None:
    client = sign_in(UserFactory())
    for url in addresses:
        assert client.get(url, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403, url
        assert Client().get(url).status_code == 302, url


def test_what_is_changed_is_changed_by_them_alone(office: Office, addresses: list[str], sign_in: Any) -> None:
    given = {"kk": "кезек", "ru": "очередь", "en": ""}
    add = reverse("search_concepts:add")
    assert sign_in(office.moderator).post(add, given, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
    assert not Concept.objects.filter(ru="очередь").exists()
    assert sign_in(member(Role.EDITOR)).post(add, given).status_code == 302
    assert Concept.objects.filter(ru="очередь").exists()


def test_the_policy_finds_all_of_them(office: Office) -> None:
    editor = member(Role.EDITOR)
    found = KeeperPolicy(Concept).users_with_any_permission(["change"])
    assert set(found) == {editor, office.coordinator}
