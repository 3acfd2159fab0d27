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
from qa import services, tasks
from qa.models import Reminder
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
    assert told == {18: 1, 24: 3}  # the officer; then officer, approver and manager
    assert Event.objects.filter(code=tasks.REMIND).count() == 2


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
