"""The screens of the routing rules: trying, moving, figures; and the words of the rule beside a question."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from directory.models import Unit
from portal.events import Event
from qa import routing, routing_figures, services
from qa.models import Assignment, RoutingRule
from qa.rules.reasons import ReturnReason
from qa.rules.states import Role, Verb
from qa.tests.factories import AgencyFactory, Office, RoutingRuleFactory, member
from qa.tests.staff.pages import page, verb_page

TESTER = "qa_staff:rule_tester"


def tried(client: Any, text: str = "Емханада екпе қашан болады?", **more: Any) -> Any:
    return client.post(reverse(TESTER), {"try-text": text, "try-language": "kk", "what": "text"} | more)


class TestTester:
    def test_it_says_who_speaks_who_is_next_and_why_others_do_not(self, office: Office, sign_in) -> None:
        first = RoutingRuleFactory(order=1, agency=office.agency, keywords_kk=["екпе"])
        RoutingRuleFactory(order=2, agency=office.other_agency, keywords_kk=["отын"])
        RoutingRuleFactory(order=3, agency=office.other_agency, keywords_kk=["емхана"])
        RoutingRuleFactory(order=4, agency=office.other_agency)
        response = tried(sign_in(office.moderator))
        rows = response.context["findings"]
        with translation.override("en"):
            verdicts = [(row["found"].first, row["found"].second, str(row["why_not"])) for row in rows]
        assert verdicts == [
            (True, False, ""), (False, False, "none of its keywords"), (False, True, ""), (False, False, ""),
        ]  # fmt: skip
        html = response.content.decode()
        assert '<mark class="qa-word" title="a word of the routing rule">екпе</mark>' in html
        assert "fits, but is not reached" in html
        assert response.context["findings"][0]["found"].rule == first

    def test_a_rule_is_tried_before_it_is_saved(self, office: Office, sign_in) -> None:
        RoutingRuleFactory(order=5, agency=office.agency, keywords_kk=["екпе"])
        given = {"order": 1, "keywords_kk": "емхана", "agency": office.other_agency.pk, "active": "on"}
        response = tried(sign_in(office.coordinator), **given)
        first = response.context["findings"][0]
        assert first["tried"]
        assert first["found"].first
        assert first["found"].words == ("емхана",)
        assert RoutingRule.objects.count() == 1

    def test_a_changed_rule_takes_the_place_of_its_old_self(self, office: Office, sign_in) -> None:
        rule = RoutingRuleFactory(order=1, agency=office.agency, keywords_kk=["екпе"])
        given = {"rule": rule.pk, "order": 1, "keywords_kk": "отын", "agency": office.agency.pk, "active": "on"}
        response = tried(sign_in(office.moderator), **given)
        assert [row["found"].first for row in response.context["findings"]] == [False]
        rule.refresh_from_db()
        assert rule.keywords_kk == ["екпе"]

    def test_the_newest_questions_show_whom_it_would_take_from(self, office: Office, sign_in) -> None:
        old = RoutingRuleFactory(order=5, agency=office.agency, keywords_kk=["екпе"])
        office.routed()
        office.submitted("Емханаға қалай жазыламын?")
        office.submitted("Жол қашан жөнделеді?")
        given = {"order": 1, "keywords_kk": "емхана", "agency": office.other_agency.pk, "what": "last", "count": 100}
        response = sign_in(office.moderator).post(reverse(TESTER), given)
        trial = response.context["trial"]
        assert (trial.tried, trial.taken) == (3, 2)
        assert dict(trial.instead_of) == {old: 1, None: 1}
        assert dict(trial.went_to) == {office.agency: 1, None: 1}

    def test_from_the_form_of_a_rule_nothing_is_lost(self, office: Office, sign_in) -> None:
        client = sign_in(office.moderator)
        assert f'formaction="{reverse(TESTER)}"' in client.get(reverse("qa_rules:add")).content.decode()
        given = {"order": 7, "keywords_kk": "емхана", "agency": office.agency.pk, "active": "on", "rule": ""}
        response = client.post(reverse(TESTER), given)
        assert response.status_code == 200
        assert "емхана" in response.content.decode()
        assert client.post(reverse("qa_rules:add"), given).status_code == 302

    def test_no_text_and_a_broken_rule_are_said(self, office: Office, sign_in) -> None:
        client = sign_in(office.moderator)
        assert tried(client, "").status_code == 422
        foreign = Unit.objects.create(agency=office.other_agency, name_kk="a", name_ru="b", name_en="c")
        response = tried(client, order=1, agency=office.agency.pk, unit=foreign.pk)
        assert response.status_code == 422
        assert "This unit belongs to another agency." in response.content.decode()
        assert tried(client, **{"try-topic": "999", "rule": "x", "count": "%00"}).status_code == 422

    def test_it_costs_the_same_on_few_and_many_questions(self, office: Office, django_assert_num_queries) -> None:
        rule = RoutingRuleFactory.build(agency=office.agency, keywords_kk=["екпе"])
        for _ in range(2):
            for _ in range(12):
                office.submitted()
            with django_assert_num_queries(3):
                routing.trial(rule, 100)

    def test_it_is_for_moderators_and_coordinators(self, office: Office, sign_in) -> None:
        rule = RoutingRuleFactory()
        for name in ("officer", "approver", "manager"):
            client = sign_in(getattr(office, name))
            for url in (reverse(TESTER), reverse("qa_staff:rule_figures")):
                assert client.get(url).status_code == 302
            assert client.post(reverse("qa_staff:rule_move", args=[rule.pk]), {"past": "1"}).status_code == 302
        assert not Event.objects.filter(code="move").exists()


class TestOrder:
    @pytest.fixture
    def rules(self, office: Office) -> list[RoutingRule]:
        return [RoutingRuleFactory(agency=office.agency, keywords_kk=[word]) for word in ("а", "б", "в")]

    def move(self, client: Any, rule: RoutingRule, past: RoutingRule) -> None:
        url = reverse("qa_staff:rule_move", args=[rule.pk])
        assert client.get(url).status_code == 405
        assert client.post(url, {"past": past.pk}).status_code == 302

    def test_a_rule_is_swapped_with_its_neighbour_though_they_share_a_number(self, office, rules, sign_in) -> None:
        a, b, c = rules
        self.move(sign_in(office.moderator), b, a)
        assert list(RoutingRule.objects.all()) == [b, a, c]
        self.move(sign_in(office.moderator), b, a)
        assert list(RoutingRule.objects.all()) == [a, b, c]
        assert list(RoutingRule.objects.values_list("order", flat=True)) == [10, 20, 30]

    def test_who_saw_another_order_changes_nothing(self, office, rules, sign_in) -> None:
        a, b, c = rules
        self.move(sign_in(office.moderator), a, c)
        assert list(RoutingRule.objects.all()) == [a, b, c]
        assert not Event.objects.filter(code="move").exists()

    def test_the_list_offers_the_moves_and_flags_what_never_speaks(self, office, rules, sign_in) -> None:
        a = rules[0]
        RoutingRuleFactory(order=200, agency=office.agency, keywords_kk=["ағаш"])
        html = sign_in(office.moderator).get(reverse("qa_rules:index")).content.decode()
        assert html.count("Move up") == 3
        assert html.count("Move down") == 3
        assert f"Never applies. These always apply before it: {a.order}" in html


class TestFigures:
    @pytest.fixture
    def rule(self, office: Office) -> RoutingRule:
        return RoutingRuleFactory(agency=office.agency, keywords_kk=["екпе"])

    def test_followed_changed_returned_and_the_medians(self, office: Office, rule: RoutingRule) -> None:
        office.answered()
        office.returned()
        question = services.question_route(
            question=office.submitted(), actor=office.moderator, agency=office.other_agency
        )
        services.question_route(question=office.submitted("Басқа"), actor=office.moderator, agency=office.agency)
        Assignment.objects.filter(question=question).update(created_at=timezone.now() - timedelta(days=50))
        month, quarter = (routing_figures.figures(days) for days in (30, 90))
        assert [(row.rule, row.suggested, row.changed, row.returned) for row in month] == [
            (rule, 2, 0, 1),
            (None, 1, 0, 0),
        ]
        assert (month[0].returned_share, month[0].days_to_answer, month[0].days_to_return) == (50, 0, 0.0)
        assert (quarter[0].suggested, quarter[0].changed, quarter[0].changed_share) == (3, 1, 33)
        assert month[1].changed_share == 0

    def test_it_costs_two_queries_at_any_length(self, office, rule, django_assert_num_queries) -> None:
        for _ in range(2):
            for _ in range(6):
                office.routed()
                RoutingRuleFactory(agency=office.agency, order=500)
            with django_assert_num_queries(2):
                routing_figures.figures(30)

    def test_the_table_is_sorted_and_taken_along(self, office: Office, rule: RoutingRule, sign_in) -> None:
        quiet = RoutingRuleFactory(agency=AgencyFactory(name_en="=1+1"), keywords_kk=["отын"], order=1)
        office.routed()
        client = sign_in(office.moderator)
        url = reverse("qa_staff:rule_figures")
        for sort, expected in (("order", [quiet, rule, None]), ("-suggested", [rule, quiet, None])):
            shown = [row.rule for row, _ in client.get(url, {"sort": sort, "days": 90}).context["rows"]]
            assert shown == expected
        assert client.get(url, {"sort": "%00", "days": "-1"}).status_code == 200
        response = client.get(url, {"format": "csv"})
        assert response["Content-Type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
        assert len(rows) == 4
        assert rows[1][1].startswith("'=1+1")
        assert rows[2][2] == "1"


def test_the_moderator_sees_the_rule_and_its_words_in_the_question(office: Office, sign_in) -> None:
    RoutingRuleFactory(order=3, agency=office.agency, keywords_kk=["екпе"])
    question = office.submitted("Телефоным +7 701 123 45 67. Екпелер қашан?")
    client = sign_in(office.moderator)
    html = client.get(verb_page(question, Verb.ROUTE)).content.decode()
    assert "Rule 3" in html
    for url in (page(question), verb_page(question, Verb.ROUTE)):
        html = client.get(url).content.decode()
        assert '<mark class="qa-word" title="a word of the routing rule">Екпелер</mark>' in html
        assert '<mark title="telephone number">' in html
    services.question_route(question=question, actor=office.moderator, agency=office.agency)
    services.question_return(
        question=question, actor=member(Role.OFFICER, office.agency), reason=ReturnReason.UNCLEAR, text="?"
    )
    assert "qa-word" in client.get(page(question)).content.decode()
