"""Answers that age: readers are told, the agency before, and one click says that it still holds."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal import outbox
from portal.notices import Notice
from qa import permissions, services
from qa.expiry import remind_expiring
from qa.models import PublishedQuestion, Question, Reminder
from qa.rules.states import Role, Verb
from qa.rules.transitions import VerbRefused
from qa.rules.validity import as_long_again, is_past
from qa.tests.factories import AgencyFactory, Office, confirmed_contact, member
from qa.tests.public.asking import Asker
from qa.tests.staff.pages import do, editor, listed, page
from search.engines import engine
from search.following import rebuild

DAY = timedelta(days=1)


def answered(office: Office, days: int, **more: Any) -> Question:
    """An answer that was valid until so many days from today."""
    question = office.in_progress(**more)
    return give(office, question, days)


def give(office: Office, question: Question, days: int) -> Question:
    services.answer_save_draft(
        question=question,
        actor=office.officer,
        text="<p>Бейсенбіде.</p>",
        valid_until=timezone.localdate() + days * DAY,
    )
    services.answer_submit(question=question, actor=office.officer)
    return services.answer_approve(question=question, actor=office.approver)


@pytest.mark.parametrize(
    ("given", "until", "today", "extended"),
    [
        (date(2026, 1, 1), date(2026, 7, 1), date(2026, 7, 10), date(2027, 1, 7)),
        (date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 2), date(2026, 2, 1)),
    ],
)
def test_an_answer_is_extended_by_as_long_as_it_was_given_for(given, until, today, extended) -> None:
    assert as_long_again(given, until, today) == extended


def test_the_last_day_still_holds() -> None:
    today = date(2026, 7, 1)
    assert [is_past(day, today) for day in (None, today, today - DAY)] == [False, False, True]


class TestReaders:
    @pytest.mark.parametrize(("days", "told"), [(0, False), (30, False), (-1, True)])
    def test_the_public_page_says_calmly_that_it_may_be_out_of_date(self, days, told, office, client) -> None:
        question = answered(office, days)
        page = client.get(f"/kk/questions/{question.number}/").text
        assert ("Бұл жауап ескірген болуы мүмкін" in page) == told
        assert "Бейсенбіде." in page

    def test_an_answer_without_a_date_says_nothing(self, office: Office, client: Client) -> None:
        assert "ескірген" not in client.get(f"/kk/questions/{office.answered().number}/").text

    def test_the_askers_page_says_it_too(self, office: Office, client: Client) -> None:
        Asker(client).ask()
        question = Question.objects.get()
        services.question_route(question=question, actor=office.moderator, agency=office.agency)
        services.question_accept(question=question, actor=office.officer)
        give(office, question, -1)
        assert "ескірген болуы мүмкін" in client.get(f"/kk/questions/track/{question.number}/").text

    def test_search_keeps_it(self, office: Office, client: Client) -> None:
        question = answered(office, -1)
        rebuild(engine())
        assert question.number in client.get("/kk/search/", {"q": "екпе"}).text


class TestStaff:
    def test_the_date_is_given_with_the_draft_and_must_be_to_come(self, office: Office, sign_in) -> None:
        question, client = office.in_progress(), sign_in(office.officer)
        past = do(client, question, Verb.SAVE_DRAFT, text=editor("Жауап"), valid_until="2020-01-01")
        assert past.status_code == 422
        assert "valid_until" in past.context["form"].errors
        day = timezone.localdate() + 90 * DAY
        do(client, question, Verb.SAVE_DRAFT, text=editor("Жауап"), valid_until=day.isoformat())
        assert question.versions.get().valid_until == day
        assert f'value="{day.isoformat()}"' in client.get(page(question)).content.decode()

    def test_the_list_shows_what_expires_the_oldest_first(self, office: Office, sign_in) -> None:
        later, old = answered(office, 20), answered(office, -5)
        answered(office, 200)
        office.answered()
        client = sign_in(office.officer)
        response = client.get(listed("expiring"))
        assert list(response.context["object_list"]) == [old, later]
        assert list(client.get(listed("expiring") + "?when=past").context["object_list"]) == [old]
        assert list(client.get(listed("expiring") + "?when=soon").context["object_list"]) == [later]
        other = sign_in(member(Role.OFFICER, AgencyFactory())).get(listed("expiring"))
        assert not list(other.context["object_list"])

    def test_one_click_extends_it_for_as_long_again(self, office: Office, sign_in) -> None:
        question, client = answered(office, -1), sign_in(office.officer)
        html = client.get(listed("expiring")).content.decode()
        form = re.search(r'<form method="post" action="([^"]+/renew/)">(.*?)</form>', html, re.DOTALL)
        assert form
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.group(2)))
        assert fields["csrfmiddlewaretoken"]
        assert client.post(form.group(1), fields).status_code == 302
        row = PublishedQuestion.objects.get(question=question)
        assert row.valid_until == question.versions.get().valid_until == timezone.localdate() + 30 * DAY
        assert not list(client.get(listed("expiring") + "?when=past").context["object_list"])

    def test_a_moderator_reads_the_list_and_presses_nothing(self, office: Office, sign_in) -> None:
        answered(office, -1)
        html = sign_in(office.moderator).get(listed("expiring")).content.decode()
        assert "/renew/" not in html

    def test_a_day_that_is_past_and_an_answer_without_one_are_refused(self, office: Office) -> None:
        with pytest.raises(VerbRefused, match="day_is_past"):
            services.answer_renew(question=answered(office, 3), actor=office.officer, until=timezone.localdate())
        with pytest.raises(VerbRefused, match="does_not_expire"):
            services.answer_renew(question=office.answered(), actor=office.officer)

    def test_who_may_extend_is_the_same_asked_one_by_one(self, office: Office) -> None:
        questions = [answered(office, 3), office.answered(), office.in_progress()]
        for user in (office.officer, office.approver, office.moderator, office.helper):
            one_by_one = {q.pk for q in questions if permissions.may(user, Verb.RENEW, q)}
            assert set(permissions.actionable(user, Verb.RENEW).values_list("pk", flat=True)) == one_by_one

    def test_the_list_costs_the_same_at_any_length(self, office: Office, sign_in, django_assert_max_num_queries):
        client = sign_in(office.officer)
        costs = []
        for count in (2, 12):
            for _n in range(count):
                answered(office, 5)
            client.get(listed("expiring"))
            with django_assert_max_num_queries(26) as queries:
                client.get(listed("expiring"))
            costs.append(len(queries))
        assert costs[0] == costs[1]


class TestReminder:
    def test_the_agency_hears_of_it_once_for_each_date(self, office: Office) -> None:
        question = answered(office, 10, contact=confirmed_contact())
        answered(office, 40)
        assert (remind_expiring(), remind_expiring()) == (1, 0)
        assert Reminder.objects.get(kind=Reminder.Kind.EXPIRY).question == question
        assert list(Notice.objects.filter(template="question_staff_expiring").values_list("recipient", flat=True)) == [
            f"user:{office.officer.pk}"
        ]
        services.answer_renew(question=question, actor=office.officer, until=timezone.localdate() + 12 * DAY)
        assert remind_expiring() == 1

    def test_the_mail_holds_the_number_and_the_day(self, office: Office) -> None:
        question = answered(office, 10)
        remind_expiring()
        outbox.sweep()
        sent = [message for message in mail.outbox if office.officer.email in message.to]
        assert question.number in sent[-1].subject
        assert "Бейсенбіде" not in sent[-1].body

    def test_nobody_is_reminded_of_what_was_reopened(self, office: Office) -> None:
        services.question_reopen(question=answered(office, 10), text="Түсінбедім.")
        assert remind_expiring() == 0


def test_a_correction_may_change_the_date(office: Office) -> None:
    question = answered(office, -1)
    day = timezone.localdate() + 100 * DAY
    services.answer_correct(
        question=question, actor=office.officer, text="<p>Жұмада.</p>", change_note="Күні", valid_until=day
    )
    services.answer_submit(question=question, actor=office.officer)
    services.answer_approve(question=question, actor=office.approver)
    assert PublishedQuestion.objects.get(question=question).valid_until == day
