"""Co-executors with dates of their own, questions that come back, and splits into three."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from portal.events import Event
from portal.notices import Notice
from qa import permissions, selectors, services
from qa.models import Message, Question
from qa.rules import states
from qa.rules.reasons import ExtendReason, MessageKind, ReturnReason
from qa.rules.states import AssignmentState, Role, Verb
from qa.rules.transitions import VerbRefused
from qa.tests.factories import AgencyFactory, Office, RoutingRuleFactory, member
from qa.tests.staff.pages import do, page, verb_page

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture(autouse=True)
def _monday():
    """Monday 2 November 2026: an answer is due on the 23rd, a contribution three working days before."""
    with time_machine.travel(datetime(2026, 11, 2, 10, tzinfo=ALMATY), tick=False):
        yield


def part(question: Question) -> date:
    return question.assignments.active().co_executors().get().due_on


class TestCoExecutors:
    def test_their_date_is_before_the_answer_and_moves_with_it(self, office: Office) -> None:
        question = office.in_progress()
        assert (question.due_on.day, part(question).day) == (23, 18)
        services.question_extend(
            question=question, actor=office.approver, working_days=2, reason=ExtendReason.VISIT, text="Тексеру"
        )
        question.refresh_from_db()
        assert (question.due_on.day, part(question).day) == (25, 20)
        assert question.assignments.active().leads().get().due_on == question.due_on

    def test_the_moderator_sets_another_date(self, office: Office) -> None:
        question = services.question_route(
            question=office.submitted(), actor=office.moderator, agency=office.agency,
            co_executors=[office.other_agency], co_due=date(2026, 11, 6),
        )  # fmt: skip
        assert part(question) == date(2026, 11, 6)
        assert Notice.objects.filter(template="question_staff_contribute").count() == 1

    def test_never_before_the_next_working_day(self, office: Office) -> None:
        question = office.submitted()
        with time_machine.travel(datetime(2026, 11, 20, 10, tzinfo=ALMATY), tick=False):
            services.question_route(
                question=question, actor=office.moderator, agency=office.agency, co_executors=[office.other_agency]
            )
        assert part(question) == date(2026, 11, 23)

    def test_one_joins_later_and_sees_the_question_one_leaves_and_does_not(self, office: Office) -> None:
        question = office.in_progress()
        third = AgencyFactory()
        helper = member(Role.OFFICER, third)
        assert not permissions.may_see(helper, question)
        services.co_executor_add(question=question, actor=office.moderator, agency=third, text="Тариф туралы")
        assert permissions.may(helper, Verb.CONTRIBUTE, question)
        assert Notice.objects.filter(recipient=f"user:{helper.pk}").get().template == "question_staff_contribute"
        services.contribution_submit(question=question, actor=helper, text="Біз білетініміз.")
        services.co_executor_remove(question=question, actor=office.coordinator, agency=third)
        assert not permissions.may_see(helper, question)
        assert question.assignments.get(agency=third).state == AssignmentState.RECALLED
        assert Message.objects.filter(kind=MessageKind.CONTRIBUTION, assignment__agency=third).exists()

    @pytest.mark.parametrize("who", ["agency", "other_agency"])
    def test_an_agency_that_has_it_is_not_added_again(self, who: str, office: Office) -> None:
        with pytest.raises(VerbRefused) as refused:
            services.co_executor_add(question=office.in_progress(), actor=office.moderator, agency=getattr(office, who))
        assert refused.value.code == "already_there"

    def test_the_agency_that_answers_is_not_removed(self, office: Office) -> None:
        with pytest.raises(VerbRefused) as refused:
            services.co_executor_remove(question=office.in_progress(), actor=office.moderator, agency=office.agency)
        assert refused.value.code == "not_a_co_executor"

    def test_the_lead_reads_the_contribution_and_the_dates(self, office: Office, sign_in) -> None:
        question = office.in_progress()
        services.contribution_submit(question=question, actor=office.helper, text="Екпе жұмада келеді.")
        html = sign_in(office.officer).get(page(question)).content.decode()
        assert html.index("What co-executors contributed") < html.index("Екпе жұмада келеді.")
        assert html.count("Екпе жұмада келеді.") == 1
        assert 'datetime="2026-11-18"' in html

    @pytest.mark.parametrize(("day", "status"), [("2026-11-02", 422), ("2026-11-24", 422), ("2026-11-23", 302)])
    def test_the_date_lies_between_today_and_the_answer(self, day, status, office: Office, sign_in) -> None:
        given = {"agency": AgencyFactory().pk, "due_on": day}
        client = sign_in(office.moderator)
        assert do(client, office.in_progress(), Verb.ADD_CO_EXECUTOR, **given).status_code == status
        routed = {"agency": office.agency.pk, "co_executors": [office.other_agency.pk], "co_due": day}
        assert do(client, office.submitted(), Verb.ROUTE, **routed).status_code == status


class TestReturns:
    def again(self, office: Office, suggested=None) -> Question:
        question = services.question_route(question=office.returned(), actor=office.moderator, agency=office.agency)
        return services.question_return(
            question=question, actor=office.officer, reason=ReturnReason.NOT_OURS, text="Тағы да", suggested=suggested
        )

    def test_the_coordinator_hears_of_the_second_return_alone(self, office: Office) -> None:
        office.returned()
        told = Notice.objects.filter(template="question_staff_returned_again")
        assert not told.exists()
        question = self.again(office)
        assert told.get().recipient == f"user:{office.coordinator.pk}"
        assert Event.objects.filter(subject_id=question.pk, code=Verb.RETURN).last().data["returns"] == 2
        assert list(selectors.returned_again()) == [question]

    def test_the_moderator_sees_why_and_the_suggested_agency_first(self, office: Office, sign_in) -> None:
        wanted = AgencyFactory(order=900)
        RoutingRuleFactory(agency=office.agency, keywords_kk=["екпе"])
        question = self.again(office, suggested=wanted)
        response = sign_in(office.moderator).get(verb_page(question, Verb.ROUTE))
        html = response.content.decode()
        form = response.context["form"]
        assert form["agency"].value() == wanted.pk
        with translation.override("en"):
            choices = [str(label) for _, label in form.fields["agency"].choices]
            first = [f"{wanted} (suggested by the agency that returned it)", f"{office.agency} (suggested by the rule)"]
        assert choices[1:3] == first
        assert "Returned by agencies: 2" in html
        assert "Тағы да" in html
        assert "Another agency answers for this." in html

    def test_the_agency_that_returned_it_is_not_preset_again(self, office: Office, sign_in) -> None:
        RoutingRuleFactory(agency=office.agency, keywords_kk=["екпе"])
        response = sign_in(office.moderator).get(verb_page(office.returned(), Verb.ROUTE))
        assert response.context["form"]["agency"].value() is None
        assert "The rule suggests the agency that has just returned the question" in response.content.decode()

    def test_the_coordinator_finds_them_and_the_lists_say_so(self, office: Office, sign_in) -> None:
        once, twice = office.returned(), self.again(office)
        client = sign_in(office.coordinator)
        html = client.get("/admin/questions/all/").content.decode()
        assert "Returned more than once" in html
        assert "Returned by agencies: 2" in html
        for least, expected in ((1, {once, twice}), (2, {twice})):
            shown = client.get("/admin/questions/all/", {"returns": least}).context["object_list"]
            assert set(shown) == expected


class TestSplit:
    TEXT = "Емханада екпе қашан болады? Жылу неге жоқ? Автобус неге кешігеді?"

    def test_the_parts_stand_ready_each_with_its_agency(self, office: Office, sign_in) -> None:
        RoutingRuleFactory(agency=office.agency, keywords_kk=["екпе"])
        RoutingRuleFactory(agency=office.other_agency, keywords_kk=["жылу"])
        client, question = sign_in(office.moderator), office.submitted(self.TEXT)
        response = client.get(verb_page(question, Verb.SPLIT))
        form = response.context["form"]
        assert [form[f"text_{n}"].value() for n in (1, 2, 3)] == [
            "Емханада екпе қашан болады?", "Жылу неге жоқ?", "Автобус неге кешігеді?",
        ]  # fmt: skip
        found = [one["suggestion"] and one["suggestion"].agency for one in form.extra()["parts"]]
        assert found == [office.agency, office.other_agency, None]
        given = {"text_1": "Жылу?", "text_2": "Екпе?", "text_3": "", "topic_1": "x", "look": "1"}
        again = do(client, question, Verb.SPLIT, **given)
        found = [one["suggestion"] and one["suggestion"].agency for one in again.context["form"].extra()["parts"]]
        assert found == [office.other_agency, office.agency, None]
        question.refresh_from_db()
        assert question.state == states.SUBMITTED

    def test_three_parts_live_on_and_the_code_shows_them_all(self, office: Office, sign_in, client) -> None:
        question = office.submitted(self.TEXT)
        given = {"text_1": "Екпе?", "text_2": "Жылу?", "text_3": "Автобус?"}
        assert do(sign_in(office.moderator), question, Verb.SPLIT, **given).status_code == 302
        parts = list(question.children.order_by("pk"))
        assert [one.text for one in parts] == ["Екпе?", "Жылу?", "Автобус?"]
        submitted = services.question_submit(
            token=question.token, text="?", language="kk", consent_publish=True, consent_processing=True
        )
        client.post("/en/questions/track/", {"code": submitted.code})
        html = client.get(f"/en/questions/track/{question.number}/").content.decode()
        for one in parts:
            assert f"№ {one.number}" in html
            assert client.get(f"/en/questions/track/{one.number}/").status_code == 200
