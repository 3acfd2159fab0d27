"""The rows behind the service, as coordinators and moderators change them."""

import datetime

from django.urls import reverse

from portal.calendar import DayOverride
from qa.models import Membership, RoutingRule, Term
from qa.tests.factories import AgencyFactory, Office, RoutingRuleFactory, UserFactory


def test_a_rules_keywords_are_lines(office: Office, sign_in) -> None:
    client = sign_in(office.moderator)
    given = {"order": 1, "keywords_kk": " Екпе \nекпе\n\nем  хана", "agency": office.agency.pk, "active": "on"}
    assert client.post(reverse("qa_rules:add"), given).status_code == 302
    rule = RoutingRule.objects.get()
    assert rule.keywords_kk == ["екпе", "ем хана"]
    html = client.get(reverse("qa_rules:edit", args=[rule.pk])).content.decode()
    assert "екпе\nем хана" in html


def test_a_rule_shows_how_it_fared(office: Office, sign_in) -> None:
    RoutingRuleFactory(agency=office.other_agency, keywords_kk=["екпе"])
    office.routed()
    html = sign_in(office.moderator).get(reverse("qa_rules:index")).content.decode()
    assert "Changed by the moderator" in html


def test_a_membership_has_an_agency_exactly_where_its_role_is_held_in_one(office: Office, sign_in) -> None:
    client, user, url = sign_in(office.coordinator), UserFactory(), reverse("qa_memberships:add")
    assert client.post(url, {"user": user.pk, "role": "officer", "agency": ""}).status_code == 200
    assert client.post(url, {"user": user.pk, "role": "officer", "agency": office.agency.pk}).status_code == 302
    assert client.post(url, {"user": user.pk, "role": "moderator", "agency": office.agency.pk}).status_code == 302
    assert set(Membership.objects.filter(user=user).values_list("role", "agency")) == {
        ("officer", office.agency.pk),
        ("moderator", None),
    }


def test_terms_days_and_the_directory_are_rows_of_the_coordinator(office: Office, sign_in) -> None:
    client = sign_in(office.coordinator)
    day = {"date": "2026-12-18", "works": "on", "basis": "№ 1"}
    assert client.post(reverse("qa_days:add"), day).status_code == 302
    assert DayOverride.objects.get().date == datetime.date(2026, 12, 18)
    term = {"key": "answer", "working_days": 10, "extension_cap": 5, "in_force_from": "2030-01-01", "basis": "№ 2"}
    assert client.post(reverse("qa_terms:add"), term).status_code == 302
    assert Term.objects.filter(in_force_from="2030-01-01").exists()
    for name in ("qa_terms", "qa_days", "directory_agencies", "directory_topics", "directory_regions"):
        assert client.get(reverse(f"{name}:index")).status_code == 200
    agency = AgencyFactory()
    assert client.get(reverse("directory_agencies:edit", args=[agency.pk])).status_code == 200


def test_published_questions_are_neither_added_nor_deleted_by_hand(office: Office, sign_in) -> None:
    client = sign_in(UserFactory(is_superuser=True))
    published = office.answered().published.get()
    assert client.get(reverse("wagtailsnippets_qa_publishedquestion:list")).status_code == 200
    assert client.get(reverse("wagtailsnippets_qa_publishedquestion:edit", args=[published.pk])).status_code == 302
    assert client.get(reverse("wagtailsnippets_qa_publishedquestion:add")).status_code == 302
    assert client.get(reverse("wagtailsnippets_qa_publishedquestion:delete", args=[published.pk])).status_code == 302
