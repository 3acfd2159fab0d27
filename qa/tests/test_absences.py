"""Who stands in for whom: no chain, no cycle, no own text approved, and nothing outside the agency."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Unit
from portal.events import Event
from portal.notices import Notice
from portal.users import User
from qa import absences, permissions, services
from qa.models import Absence, Membership, Question
from qa.rules.reasons import ReassignReason
from qa.rules.states import Role, Verb
from qa.rules.transitions import VerbRefused
from qa.services import people
from qa.services.people import ArrangementRefused
from qa.staff import queues
from qa.tests.factories import AgencyFactory, Office, RoutingRuleFactory, member

TODAY = timezone.localdate


def away(office: Office, officer: User, substitute: User, since: int = 0, until: int = 5, **more: Any) -> Absence:
    return people.absence_add(
        agency=more.pop("agency", office.agency), officer=officer, substitute=substitute,
        since=TODAY() + timedelta(days=since), until=TODAY() + timedelta(days=until),
        actor=office.manager, role=Role.MANAGER,
    )  # fmt: skip


def refusal(office: Office, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(ArrangementRefused) as refused:
        away(office, *args, **kwargs)
    return refused.value.code


class TestRows:
    def test_what_is_refused(self, office: Office) -> None:
        third = member(Role.OFFICER, office.agency)
        assert refusal(office, office.officer, office.officer) == "themselves"
        assert refusal(office, office.officer, third, 3, 2) == "backwards"
        assert refusal(office, office.officer, third, -3, -1) == "over"
        assert refusal(office, office.officer, office.helper) == "not_in_the_agency"
        assert refusal(office, office.helper, office.officer) == "not_in_the_agency"
        assert refusal(office, office.officer, third, agency=office.other_agency) == "not_in_the_agency"
        away(office, office.officer, third, 0, 5)
        assert refusal(office, office.officer, office.approver, 5, 9) == "already_away"
        assert refusal(office, office.approver, office.officer, 5, 9) == "substitute_away"
        assert refusal(office, third, office.approver, 5, 9) == "stands_in"
        assert away(office, third, office.approver, 6, 9)

    def test_an_end_keeps_the_days_that_were(self, office: Office) -> None:
        third = member(Role.OFFICER, office.agency)
        running, coming = away(office, office.officer, third), away(office, office.approver, third, 2, 4)
        Absence.objects.filter(pk=running.pk).update(since=TODAY() - timedelta(days=3))
        for absence in (running, coming, running):
            people.absence_end(absence=absence, actor=office.manager, role=Role.MANAGER)
        assert Absence.objects.get().until == TODAY() - timedelta(days=1)
        assert Event.objects.filter(code="absence_end").count() == 2

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(0, 8)] * 2, st.booleans()), max_size=12))
    def test_no_sequence_makes_a_chain_or_a_second_absence(self, office: Office, steps: list) -> None:
        with transaction.atomic():
            staff = [office.officer, office.approver, office.manager, office.helper]
            for who, whom, since, length, ends in steps:
                try:
                    absence = away(office, staff[who], staff[whom], since, since + length)
                except ArrangementRefused:
                    continue
                if ends:
                    people.absence_end(absence=absence, actor=office.manager, role=Role.MANAGER)
            for day in range(20):
                rows = list(Absence.objects.on(TODAY() + timedelta(days=day)))
                gone = [row.officer_id for row in rows]
                assert len(gone) == len(set(gone))
                assert not set(gone) & {row.substitute_id for row in rows}
                assert office.helper.pk not in {*gone, *(row.substitute_id for row in rows)}
            transaction.set_rollback(True)


class TestRights:
    def test_who_stands_in_has_the_others_roles_there_and_then_alone(self, office: Office) -> None:
        member(Role.EDITOR, user=office.approver)
        assert permissions.roles_of(office.officer) == {Role.OFFICER}
        absence = away(office, office.approver, office.officer)
        assert permissions.roles_of(office.officer) == {Role.OFFICER, Role.APPROVER}
        assert permissions.agencies_of(office.officer) == {office.agency.pk}
        assert permissions.roles_of(office.approver) == {Role.APPROVER, Role.EDITOR}
        Absence.objects.filter(pk=absence.pk).update(since=TODAY() + timedelta(days=1))
        assert permissions.roles_of(office.officer) == {Role.OFFICER}

    def test_who_left_the_agency_stands_in_for_nobody(self, office: Office) -> None:
        away(office, office.approver, office.officer)
        Membership.objects.filter(user=office.officer).delete()
        member(Role.OFFICER, office.other_agency, office.officer)
        assert permissions.agencies_of(office.officer) == {office.other_agency.pk}
        assert absences.present([office.approver.pk], [office.agency.pk]) == [office.approver.pk]

    def test_predicates_equal_their_queries_while_people_are_away(self, office: Office) -> None:
        away(office, office.approver, office.officer)
        away(office, office.manager, member(Role.APPROVER, office.agency))
        questions = [office.in_approval(), office.drafted(), office.routed(), office.submitted(), office.answered()]
        written = office.in_approval()
        written.versions.update(last_editor=office.approver)
        for user in User.objects.all():
            for verb in (Verb.APPROVE, Verb.SEND_BACK, Verb.REASSIGN, Verb.SAVE_DRAFT, Verb.CONTRIBUTE, Verb.ACCEPT):
                listed = set(permissions.actionable(user, verb))
                everything = Question.objects.filter(pk__in=[question.pk for question in [*questions, written]])
                assert listed == {q for q in everything if permissions.may(user, verb, q)}, f"{user}: {verb}"
            assert set(permissions.visible_to(user)) == {q for q in everything if permissions.may_see(user, q)}


class TestFourEyes:
    def approve(self, question: Question, user: User) -> str:
        try:
            return services.answer_approve(question=question, actor=user).status
        except VerbRefused as refused:
            return refused.code

    def test_a_text_of_ones_own_waits_for_another(self, office: Office) -> None:
        away(office, office.approver, office.officer)
        assert self.approve(office.in_approval(), office.officer) == "own_text"

    def test_a_text_of_another_officer_is_approved_in_the_others_place(self, office: Office) -> None:
        second = member(Role.OFFICER, office.agency)
        away(office, office.approver, second)
        assert self.approve(office.in_approval(), second) == "answered"

    def test_nobody_approves_for_someone_what_that_one_wrote(self, office: Office) -> None:
        second = member(Role.OFFICER, office.agency)
        question = office.in_approval()
        question.versions.update(last_editor=office.approver)
        away(office, office.approver, second)
        assert self.approve(question, second) == "own_text"
        member(Role.APPROVER, office.agency, second)  # in their own right they may
        assert self.approve(question, second) == "answered"

    def test_an_approver_stands_in_for_the_officer_and_approves_what_the_officer_had_written(self, office) -> None:
        question = office.in_approval()
        away(office, office.officer, office.approver)
        assert self.approve(question, office.approver) == "answered"

    def test_but_not_what_they_wrote_in_the_officers_place(self, office: Office) -> None:
        away(office, office.officer, office.approver)
        question = services.question_accept(question=office.routed(), actor=office.approver)
        services.answer_save_draft(question=question, actor=office.approver, text="<p>Мәтін</p>")
        question = services.answer_submit(question=question, actor=office.approver)
        assert self.approve(question, office.approver) == "own_text"


class TestQueuesAndNotices:
    def test_questions_stand_in_the_list_of_who_stands_in(self, office: Office) -> None:
        second, question = member(Role.OFFICER, office.agency), office.in_progress()
        assert not queues.mine(second).exists()
        absence = away(office, office.officer, second)
        assert list(queues.mine(second)) == [question]
        assert list(queues.mine(office.officer)) == [question]
        people.absence_end(absence=absence, actor=office.manager, role=Role.MANAGER)
        assert not queues.mine(second).exists()

    def test_notices_go_to_who_stands_in(self, office: Office) -> None:
        second, question = member(Role.OFFICER, office.agency), office.in_progress()
        third = member(Role.APPROVER, office.agency)
        away(office, office.officer, second)
        away(office, office.approver, third)
        services.question_add_information(question=question, text="Тағы")
        new = Notice.objects.filter(template="question_staff_new_information")
        assert [notice.recipient for notice in new] == [f"user:{second.pk}"]
        services.answer_save_draft(question=question, actor=second, text="<p>Мәтін</p>")
        services.answer_submit(question=question, actor=second)
        asked = Notice.objects.filter(template="question_staff_to_approve")
        assert [notice.recipient for notice in asked] == [f"user:{third.pk}"]  # once, though in two capacities

    def test_what_is_taken_on_for_another_is_the_others(self, office: Office) -> None:
        away(office, office.officer, office.approver)
        question = services.question_accept(question=office.routed(), actor=office.approver)
        assert question.assignments.active().leads().get().officer == office.officer
        own = services.question_accept(question=office.routed(), actor=member(Role.OFFICER, office.agency))
        assert own.assignments.active().leads().get().officer != office.officer


class TestUnits:
    @pytest.fixture
    def unit(self, office: Office) -> Unit:
        return Unit.objects.create(agency=office.agency, name_kk="Бөлім", name_ru="Отдел", name_en="Unit")

    def test_a_question_goes_to_a_unit_whose_officers_alone_are_told(self, office: Office, unit: Unit) -> None:
        inside = member(Role.OFFICER, office.agency)
        people.seat_change(agency=office.agency, user=inside, unit=unit, actor=office.manager, role=Role.MANAGER)
        question = office.in_progress()
        services.question_reassign(question=question, actor=office.manager, unit=unit, reason=ReassignReason.COMPETENCE)
        lead = question.assignments.active().leads().get()
        assert (lead.officer, lead.unit) == (None, unit)
        assert Notice.objects.last().recipient == f"user:{inside.pk}"
        services.question_reassign(
            question=question, actor=office.manager, officer=inside, reason=ReassignReason.WORKLOAD
        )
        lead.refresh_from_db()
        assert (lead.officer, lead.unit) == (inside, unit)

    def test_units_and_people_of_another_agency_are_refused(self, office: Office, unit: Unit) -> None:
        foreign = Unit.objects.create(agency=office.other_agency, name_kk="б", name_ru="о", name_en="u")
        question, reason = office.in_progress(), ReassignReason.WORKLOAD
        for wrong, code in (
            ({"unit": foreign}, "not_a_unit_there"),
            ({"officer": office.helper}, "not_an_officer_there"),
            ({}, "nobody_named"),
        ):
            with pytest.raises(VerbRefused) as refused:
                services.question_reassign(question=question, actor=office.manager, reason=reason, **wrong)
            assert refused.value.code == code
        for user, place, code in (
            (office.officer, foreign, "not_a_unit_there"), (office.helper, unit, "not_in_the_agency"),
        ):  # fmt: skip
            with pytest.raises(ArrangementRefused) as said:
                people.seat_change(agency=office.agency, user=user, unit=place, actor=office.manager, role=Role.MANAGER)
            assert said.value.code == code

    def test_the_unit_of_a_followed_rule_gets_the_question(self, office: Office, unit: Unit) -> None:
        RoutingRuleFactory(agency=office.agency, unit=unit, keywords_kk=["екпе"])
        assert office.routed().assignments.active().leads().get().unit == unit
        Unit.objects.filter(pk=unit.pk).update(active=False)
        assert office.routed().assignments.active().leads().get().unit is None
        Unit.objects.filter(pk=unit.pk).update(active=True)
        elsewhere = services.question_route(question=office.submitted(), actor=office.moderator, agency=AgencyFactory())
        assert elsewhere.assignments.active().leads().get().unit is None


def test_a_day_off_is_a_plain_date(office: Office) -> None:
    absence = away(office, office.officer, office.approver, 0, 0)
    assert isinstance(absence.since, date)
    assert list(Absence.objects.on(TODAY())) == [absence]
    assert not Absence.objects.on(TODAY() + timedelta(days=1)).exists()
