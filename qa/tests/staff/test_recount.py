"""The recount of due dates after a change of the calendar: looked at first, then done as it was shown."""

from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine
from django.urls import reverse

from portal.calendar import DayOverride
from qa import tasks
from qa.models import Question
from qa.tests.factories import Office, confirmed_contact


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 10, tzinfo=ZoneInfo("Asia/Almaty"))


def test_the_coordinator_looks_first_and_moves_what_was_shown(office: Office, sign_in) -> None:
    with time_machine.travel(at(2), tick=False):
        question = office.submitted(contact=confirmed_contact())
    client = sign_in(office.coordinator)
    day = {"date": "2026-11-09", "basis": "№ 1"}
    added = client.post(reverse("qa_days:add"), day)
    assert added.url == reverse("qa_staff:recount")
    page = client.get(added.url)
    assert (page.context["count"], page.context["told"], page.context["earlier"]) == (1, 1, 0)
    assert question.number in page.content.decode()
    seen = page.context["seen"]
    with time_machine.travel(at(2), tick=False):
        office.submitted()
    DayOverride.objects.create(date=at(10).date(), works=False, basis="test")
    assert client.post(added.url, {"seen": seen}).status_code == 409
    question.refresh_from_db()
    assert question.due_on.day == 23
    assert client.post(added.url, {"seen": client.get(added.url).context["seen"]}).status_code == 302
    assert tasks.recount_open() == 2 or Question.objects.get(pk=question.pk).due_on.day == 25
    question.refresh_from_db()
    assert question.due_on.day == 25
    assert "There is nothing to move" in client.get(added.url).content.decode()
    assert sign_in(office.moderator).get(added.url).status_code == 302
