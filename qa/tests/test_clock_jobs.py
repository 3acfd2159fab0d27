"""What happens by itself: a missed night loses nothing, a second run repeats nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from portal import jobs
from portal.calendar import DayOverride
from portal.events import Event
from portal.notices import Notice
from qa import clock, escalation, recounting, services, tasks
from qa.models import Reminder, Term
from qa.rules import states
from qa.rules.states import Verb
from qa.tests.factories import Office, confirmed_contact

ALMATY = ZoneInfo("Asia/Almaty")


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ALMATY)


@pytest.fixture
def asked(office: Office):
    """Asked for a clarification on Tuesday 1 September: ten working days end on the 15th."""
    with time_machine.travel(at(9, 1), tick=False):
        return office.needs_info(contact=confirmed_contact())


def test_two_reminders_then_the_lapse(asked) -> None:
    given = {}
    for day in range(2, 20):
        with time_machine.travel(at(9, day), tick=False):
            if tasks.remind() + tasks.remind():
                given[day] = Reminder.objects.last().kind
            if tasks.lapse_unanswered():
                given[day] = "lapsed"
            assert not tasks.lapse_unanswered()
    assert given == {8: "reply_first", 14: "reply_last", 16: "lapsed"}
    asked.refresh_from_db()
    assert asked.state == states.NO_REPLY
    assert Notice.objects.filter(template="question_reply_reminder").count() == 2


def test_after_an_outage_the_asker_still_gets_a_day(asked) -> None:
    for day, expected in ((21, states.NEEDS_INFO), (22, states.NEEDS_INFO), (23, states.NO_REPLY)):
        with time_machine.travel(at(9, day), tick=False):
            tasks.remind()
            tasks.lapse_unanswered()
            asked.refresh_from_db()
            assert asked.state == expected, day


def test_an_agency_is_reminded_once_before_and_once_after_the_date(office: Office) -> None:
    with time_machine.travel(at(11, 2), tick=False):
        question = office.in_progress()
    told = {}
    for day in range(3, 30):
        with time_machine.travel(at(11, day), tick=False):
            before = Notice.objects.count()
            tasks.remind()
            tasks.remind()
            if Notice.objects.count() != before:
                told[day] = Notice.objects.count() - before
    assert question.due_on.day == 23
    # The co-executor's officer on the 13th and 19th; the officer; then officer, approver and manager.
    assert told == {13: 1, 18: 1, 19: 1, 24: 3}
    assert Event.objects.filter(code=escalation.REMIND).count() == 4


def notices(template: str) -> set[str]:
    return set(Notice.objects.filter(template=f"question_{template}").values_list("recipient", flat=True))


class TestEscalation:
    """A question due on Monday 23 November; a contribution on the 18th."""

    @pytest.fixture
    def question(self, office: Office):
        with time_machine.travel(at(11, 2), tick=False):
            question = office.in_progress()
        assert question.due_on.day == 23
        return question

    def run(self, day: int, month: int = 11) -> int:
        with time_machine.travel(at(month, day), tick=False):
            first = escalation.escalate()
            assert escalation.escalate() == 0
            return first

    def test_each_step_fires_on_its_day_and_once(self, office: Office, question) -> None:
        fired = {}
        for day in range(3, 31):
            before = set(Reminder.objects.values_list("pk", flat=True))
            if self.run(day):
                new = Reminder.objects.exclude(pk__in=before)
                fired[day] = sorted((row.kind, row.assignment is not None) for row in new)
        assert fired == {
            13: [("due_soon", True)],
            18: [("due_soon", False)],
            19: [("overdue", True)],
            24: [("overdue", False)],
            30: [("long_overdue", False)],
        }
        assert notices("staff_escalated") == {f"user:{office.coordinator.pk}"}
        assert Event.objects.filter(code=escalation.REMIND).count() == 5

    def test_missed_nights_lose_nothing(self, office: Office, question) -> None:
        assert self.run(10, month=12) == 3
        kinds = set(Reminder.objects.filter(assignment=None).values_list("kind", flat=True))
        assert kinds == {"overdue", "long_overdue"}
        agency = {f"user:{user.pk}" for user in (office.officer, office.approver, office.manager)}
        assert notices("staff_due") == agency | {f"user:{office.helper.pk}"}

    def test_a_date_that_moves_begins_anew(self, office: Office, question) -> None:
        assert self.run(24) == 2
        with time_machine.travel(at(11, 24), tick=False):
            services.question_extend(
                question=question, actor=office.approver, working_days=5, reason="visit", text="Тексеру"
            )
        assert self.run(30) == 2  # the contribution is overdue anew, the answer due soon: both on new dates
        assert Reminder.objects.filter(kind="due_soon", for_date=at(11, 30).date()).count() == 1

    def test_a_contribution_that_is_in_is_no_longer_asked_for(self, office: Office, question) -> None:
        services.contribution_submit(question=question, actor=office.helper, text="Біз білетініміз.")
        assert self.run(19) == 1
        assert not Reminder.objects.filter(assignment__isnull=False).exists()

    def test_what_waits_for_a_moderator_reaches_the_coordinator(self, office: Office) -> None:
        with time_machine.travel(at(11, 2), tick=False):
            waiting, paused = office.submitted(), office.needs_info()
        assert self.run(30) == 1
        assert Reminder.objects.get().question == waiting
        assert paused.reminders.count() == 0

    def test_days_off_bring_no_step_nearer(self, office: Office, question) -> None:
        DayOverride.objects.create(date=at(11, 24).date(), works=False, basis="test")
        assert self.run(24) == 1  # the contribution is overdue, the answer not yet
        assert not Reminder.objects.filter(kind="overdue", assignment=None).exists()
        assert self.run(25) == 1

    def test_terms_are_rows_in_force_from_a_day(self, office: Office, question) -> None:
        Term.objects.create(key=Term.Key.DUE_SOON, working_days=8, in_force_from=at(11, 11).date())
        assert self.run(10) == 0
        assert self.run(11) == 2

    def test_it_costs_the_same_when_nothing_is_due(self, office: Office, question, django_assert_num_queries) -> None:
        self.run(24)
        for _ in range(2):
            with time_machine.travel(at(11, 24), tick=False), django_assert_num_queries(8):
                escalation.escalate()
            with time_machine.travel(at(11, 23), tick=False):
                for _ in range(3):
                    office.routed()


class TestRecount:
    @pytest.fixture
    def question(self, office: Office):
        with time_machine.travel(at(11, 2), tick=False):
            return office.submitted(contact=confirmed_contact())

    def test_the_preview_agrees_with_the_count_of_each_question(self, office: Office) -> None:
        with time_machine.travel(at(11, 2), tick=False):
            plain, extended = office.routed(), office.in_progress()
            paused = office.needs_info()
            services.question_extend(
                question=extended, actor=office.approver, working_days=3, reason="visit", text="Тексеру"
            )
        with time_machine.travel(at(11, 5), tick=False):
            services.question_reply(question=paused, text="Алматы")
        assert recounting.moves() == []
        DayOverride.objects.create(date=at(11, 9).date(), works=False, basis="test")
        expected = {q.number: clock.count_of(q).due for q in (plain, extended, paused)}
        assert {move.number: move.due for move in recounting.moves()} == expected

    def test_the_job_moves_them_once_and_a_closed_one_never(self, office: Office, question, monkeypatch) -> None:
        with time_machine.travel(at(11, 2), tick=False):
            others = [office.submitted() for _ in range(4)]
        DayOverride.objects.create(date=at(11, 9).date(), works=False, basis="test")
        seen = recounting.moves()
        services.question_withdraw(question=others[0])
        monkeypatch.setattr(recounting, "moves", lambda: seen)
        monkeypatch.setattr(tasks, "BATCH", 3)
        assert tasks.recount_open() == 2
        monkeypatch.undo()
        assert tasks.recount_open() == 2
        assert tasks.recount_open() == 0
        assert notices("recounted") == {question.contact.reference}

    def test_it_costs_four_queries(self, office: Office, question, django_assert_num_queries) -> None:
        for _ in range(2):
            with django_assert_num_queries(4):
                recounting.moves()
            for _ in range(5):
                office.needs_info()


def test_an_answered_question_is_closed_when_nobody_objects(office: Office) -> None:
    with time_machine.travel(at(9, 1), tick=False):
        question = office.answered()
    with time_machine.travel(at(9, 15), tick=False):
        assert tasks.resolve_answered() == 0
    with time_machine.travel(at(9, 16), tick=False):
        assert tasks.resolve_answered() == 1
        assert tasks.resolve_answered() == 0
    question.refresh_from_db()
    assert question.state == states.RESOLVED


def test_a_changed_calendar_moves_open_dates_and_says_so(office: Office, capsys) -> None:
    with time_machine.travel(at(11, 2), tick=False):
        question = office.submitted(contact=confirmed_contact())
        answered = office.answered()
    DayOverride.objects.create(date=at(11, 9).date(), works=False, basis="test")
    call_command("recount_deadlines", "--dry-run")
    call_command("recount_deadlines")
    call_command("recount_deadlines")
    question.refresh_from_db()
    assert question.due_on.day == 24
    assert Event.objects.filter(code=Verb.RECOUNT).count() == 1
    assert Notice.objects.filter(template="question_recounted").count() == 1
    before = answered.due_on
    answered.refresh_from_db()
    assert answered.due_on == before
    assert "1 of the open questions would move" in capsys.readouterr().out


def test_a_moved_date_is_not_touched_twice(office: Office) -> None:
    assert services.question_recount(question=office.submitted()) is False


def test_schedules_follow_what_the_apps_say(db) -> None:
    names = jobs.sync_schedules()
    assert {"outbox-sweep", "question-reminders", "question-lapse", "question-resolve"} <= set(names)
    assert jobs.sync_schedules() == names
    assert jobs.Row.objects.count() == len(names)
