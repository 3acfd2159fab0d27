"""Who gets to which screen: every role on every list, and an agency's wall around its questions."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.users import User
from qa.rules.states import Role, Verb
from qa.staff import viewsets
from qa.staff.actions import ACTIONS
from qa.tests.factories import AgencyFactory, Office, UserFactory, member
from qa.tests.staff.pages import do, events_of, listed, page, verb_page

LISTS = {
    "moderation": {"moderator"},
    "mine": {"officer", "approver", "manager", "helper"},
    "agency": {"officer", "approver", "manager", "helper"},
    "approval": {"approver"},
    "all": {"moderator", "coordinator", "officer", "approver", "manager", "helper", "dpo"},
}


@pytest.fixture
def people(office: Office) -> dict[str, User]:
    names = ("moderator", "coordinator", "officer", "approver", "manager", "helper")
    return {name: getattr(office, name) for name in names} | {
        "editor": member(Role.EDITOR),
        "dpo": member(Role.DPO),
        "nobody": UserFactory(),
    }


def test_each_role_opens_its_own_lists_alone(people, sign_in) -> None:
    for name, user in people.items():
        client = sign_in(user)
        for queue, roles in LISTS.items():
            for url in (listed(queue), listed(f"{queue}_results")):
                expected = 200 if name in roles else 302
                assert client.get(url).status_code == expected, f"{name}: {url}"


def test_the_menu_and_the_first_page_show_what_someone_may_open(people, sign_in) -> None:
    for name, user in people.items():
        html = sign_in(user).get(reverse("wagtailadmin_home")).content.decode()
        for queue, roles in LISTS.items():
            assert (listed(queue) in html) == (name in roles), f"{name}: {queue}"


def test_signed_out_readers_are_sent_to_sign_in(office: Office, client: Client) -> None:
    question = office.routed()
    for url in (listed("moderation"), page(question), verb_page(question, Verb.ACCEPT)):
        response = client.get(url)
        assert response.status_code == 302
        assert response.url.startswith(reverse("wagtailadmin_login"))


def test_another_agency_meets_nothing_but_404(office: Office, sign_in) -> None:
    stranger = sign_in(member(Role.OFFICER, AgencyFactory()))
    question = office.drafted()
    before = events_of(question)
    for queue in ("agency", "all", "agency_results", "all_results"):
        assert question.number not in stranger.get(listed(queue)).content.decode()
    assert stranger.get(page(question)).status_code == 404
    for slug in ACTIONS:
        url = reverse("qa_staff:action", args=[question.number, slug])
        assert stranger.get(url).status_code == 404
        assert stranger.post(url, {"version": question.version}).status_code == 404
    assert events_of(question) == before


def test_a_question_leaves_the_agency_when_it_is_returned(office: Office, sign_in) -> None:
    question = office.returned()
    assert sign_in(office.officer).get(page(question)).status_code == 404
    assert question.number in sign_in(office.moderator).get(listed("moderation")).content.decode()


def test_a_verb_of_another_role_is_refused_in_words_and_writes_nothing(office: Office, sign_in) -> None:
    question = office.in_approval()
    before = events_of(question)
    response = do(sign_in(office.officer), question, Verb.APPROVE, read="on")
    assert response.status_code == 409
    assert "Your role does not allow this." in response.content.decode()
    assert events_of(question) == before


def test_unknown_numbers_and_verbs_are_404(office: Office, sign_in) -> None:
    client, question = sign_in(office.moderator), office.submitted()
    assert client.get(reverse("qa_staff:question", args=["2020-99999"])).status_code == 404
    assert client.post(reverse("qa_staff:action", args=[question.number, "explode"])).status_code == 404
    assert client.post(reverse("qa_staff:action", args=[question.number, "withdraw"])).status_code == 404


def test_rows_are_for_those_who_look_after_them(people, sign_in) -> None:
    moderators = {"qa_rules"}
    for viewset in viewsets.made():
        url = reverse(viewset.get_url_name("index"))
        add = reverse(viewset.get_url_name("add"))
        for name, user in people.items():
            may = name == "coordinator" or (name == "moderator" and viewset.name in moderators)
            if viewset.name == "qa_retention_terms":
                may = name == "dpo"
            client = sign_in(user)
            assert client.get(url).status_code == (200 if may else 302), f"{name}: {url}"
            assert client.get(add).status_code == (200 if may else 302), f"{name}: {add}"


def test_a_superuser_looks_after_rows_but_reads_no_question(office: Office, sign_in) -> None:
    client = sign_in(UserFactory(is_superuser=True))
    assert client.get(reverse("qa_memberships:index")).status_code == 200
    assert client.get(listed("all")).status_code == 302
    assert client.get(page(office.submitted())).status_code == 302
