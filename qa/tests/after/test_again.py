"""After the answer: asking on, mending a rejected text, another address, what is new, and what staff hear."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.contacts import contact_add, contact_confirm, contact_undeliverable
from intake.models import Contact
from portal import crypto, outbox
from portal.events import Event
from portal.notices import Notice
from portal.undelivered import Why
from qa import selectors, services
from qa.models import Follower, Look, Question
from qa.services import following
from qa.services.looking import VISIT
from qa.staff import news
from qa.staff.forms.moderation import RouteForm
from qa.tests.factories import Office, confirmed_contact
from qa.tests.public.asking import Asker
from qa.tests.staff.conftest import client_of

pytestmark = pytest.mark.django_db


def opened(question, client=None):
    """A browser in which the question's code was typed."""
    client = client or Client()
    client.post("/kk/questions/track/", {"code": crypto.unseal(question.code_sealed)})
    return client


def page(question, client, language="kk"):
    return client.get(f"/{language}/questions/track/{question.number}/")


def ask_on(question, client):
    """Asks a question that follows `question`; the new one."""
    asker = Asker(client)
    asker.start(follows=question.number)
    asker.similar()
    asker.contact()
    asker.send()
    asker.done()
    return Question.objects.latest("pk")


class TestFollowUp:
    def test_only_once_reopening_is_over(self, office):
        question = office.answered()
        client = opened(question)
        assert not page(question, client).context["again"]
        with time_machine.travel(timezone.now() + timedelta(days=60)):
            late = page(question, opened(question))
            assert late.context["again"]
            assert f"?follows={question.number}" in late.text

    def test_is_linked_and_both_pages_show_it(self, office):
        question = office.resolved()
        client = opened(question)
        later = ask_on(question, client)
        assert later.parent_id == question.pk
        assert later.code_fingerprint
        assert later.number in page(question, client).text
        assert question.number in page(later, client).text
        assert Event.objects.get(code="submit", subject_id=later.pk).data["parent"] == question.pk

    def test_the_same_agency_is_suggested(self, office):
        question = office.resolved()
        later = ask_on(question, opened(question))
        form = RouteForm(question=later, user=office.moderator)
        assert form.initial["agency"] == office.agency
        assert "agency" in RouteForm(question=office.submitted(), user=office.moderator).initial
        assert RouteForm(question=office.submitted(), user=office.moderator).initial["agency"] is None

    def test_staff_see_the_chain(self, office):
        question = office.resolved()
        later = ask_on(question, opened(question))
        assert later.number in client_of(office.moderator).get(f"/admin/questions/question/{question.number}/").text
        assert question.number in client_of(office.moderator).get(f"/admin/questions/question/{later.number}/").text
        # Not yet this agency's: its people cannot see that it is there.
        assert later.number not in client_of(office.officer).get(f"/admin/questions/question/{question.number}/").text

    def test_nobody_elses_question_can_be_followed(self, office):
        question = office.resolved()
        begun = Client().get(f"/kk/questions/ask/?follows={question.number}")
        assert begun.context["follows"] is None
        assert ask_on(question, Client()).parent_id is None

    @pytest.mark.parametrize("number", ["", "x", "2026-99999", "\x00", "9" * 300])
    def test_nonsense_follows_nothing(self, client, number):
        assert client.get("/kk/questions/ask/", {"follows": number}).context["follows"] is None

    def test_an_open_one_is_not_followed(self, office):
        question = office.submitted()
        assert ask_on(question, opened(question)).parent_id is None

    def test_erasing_one_leaves_the_other(self, office):
        question = office.resolved()
        client = opened(question)
        later = ask_on(question, client)
        services.question_erase(question=question)
        assert selectors.chain_of(later) is None
        assert page(later, client).status_code == 200


class TestResubmission:
    def test_begins_with_the_rejected_text(self, office):
        question = office.rejected(text="Маған көмек керек еді, қайда барамын?")
        client = opened(question)
        assert page(question, client).context["again"]
        form = client.get(f"/kk/questions/ask/?follows={question.number}").context["form"]
        assert form.initial["text"] == "Маған көмек керек еді, қайда барамын?"
        assert ask_on(question, client).parent_id == question.pk

    def test_nobody_else_gets_that_text(self, office):
        question = office.rejected(text="Маған көмек керек еді, қайда барамын?")
        assert "көмек" not in Client().get(f"/kk/questions/ask/?follows={question.number}").text


class TestAddress:
    def give(self, client, question, language="kk", **fields):
        return client.post(f"/{language}/questions/track/{question.number}/address/", fields)

    def test_a_bounced_one_is_told_and_replaced(self, office, language):
        question = office.submitted(contact=confirmed_contact("old@example.org"))
        contact_undeliverable(str(question.contact_id), "question_received", Why.BOUNCED)
        client = opened(question)
        shown = page(question, client, language)
        assert f"/{language}/questions/track/{question.number}/address/" in shown.text
        assert "old@example.org" not in shown.text
        assert client.get(f"/{language}/questions/track/{question.number}/address/").status_code == 200
        old = question.contact_id
        assert self.give(client, question, language, email="new@example.org").status_code == 302
        question.refresh_from_db()
        assert question.contact.email() == "new@example.org"
        assert question.contact.language == language
        assert Contact.objects.get(pk=old).email() == ""
        assert Event.objects.filter(subject_kind="question", code="change_address").count() == 1
        assert client.get(f"/{language}/questions/track/{question.number}/?done=address").context["address_done"]

    def test_waits_for_its_confirmation(self, office):
        question = office.submitted()
        client = opened(question)
        self.give(client, question, email="new@example.org")
        shown = page(question, client)
        assert not shown.context["contact"].verified
        services.question_route(question=question, actor=office.moderator, agency=office.agency)
        outbox.sweep()
        assert [letter.to for letter in mail.outbox if letter.to == ["new@example.org"]] == [["new@example.org"]]

    def test_may_be_taken_back(self, office):
        question = office.submitted(contact=confirmed_contact())
        client = opened(question)
        assert self.give(client, question, stop="1").status_code == 302
        question.refresh_from_db()
        assert question.contact is None
        assert not Contact.objects.exclude(email_sealed="").exists()

    def test_does_not_make_another_page_stale(self, office):
        question = office.submitted()
        self.give(opened(question), question, email="new@example.org")
        services.question_add_information(question=question, text="Тағы", version=question.version)

    def test_nonsense_and_strangers(self, office):
        question = office.submitted()
        assert self.give(opened(question), question, email="x").status_code == 422
        assert self.give(Client(), question, email="new@example.org").status_code == 302
        question.refresh_from_db()
        assert question.contact is None

    def test_the_same_address_may_work_again(self):
        contact = confirmed_contact("a@example.org")
        contact_undeliverable(str(contact.pk), "question_received", Why.BOUNCED)
        again = contact_add("a@example.org", "kk")
        assert not again.verified
        assert Notice.objects.filter(recipient=again.reference).exists()
        contact_confirm(again)
        again.refresh_from_db()
        assert again.verified


class TestLook:
    def test_what_is_new_since_the_last_visit(self, office):
        question = office.submitted()
        client = opened(question)
        assert page(question, client).context["news"] == []
        services.question_route(question=question, actor=office.moderator, agency=office.agency)
        assert page(question, client).context["news"] == [], "the same visit: it was there a moment ago"
        with time_machine.travel(timezone.now() + VISIT + timedelta(minutes=1)):
            services.question_accept(question=question, actor=office.officer)
            for _ in range(2):  # a reload shows the same
                seen = page(question, client)
                assert len(seen.context["news"]) == 1
        with time_machine.travel(timezone.now() + 3 * VISIT):
            assert page(question, opened(question)).context["news"] == []

    def test_looking_changes_nothing_of_the_question(self, office):
        question = office.submitted()
        version = question.version
        page(question, opened(question))
        question.refresh_from_db()
        assert question.version == version
        assert Look.objects.count() == 1

    def test_goes_with_the_question(self, office):
        question = office.submitted()
        page(question, opened(question))
        services.question_erase(question=question)
        assert not Look.objects.exists()


class TestErasing:
    def test_followers_stay_followers_of_public_things_only(self, office):
        question, other = (services.question_publish(question=office.routed(), actor=office.moderator) for _ in "12")
        for followed in (question, other):
            following.question_follow(question=followed, email="r@example.org", language="kk")
            following.follower_confirm(follower=Follower.objects.latest("pk"))
        services.question_erase(question=question)
        assert Follower.objects.following().filter(question=other).count() == 1
        following.question_follow(question=Question.objects.get(pk=question.pk), email="s@example.org", language="kk")
        assert Follower.objects.count() == 2

    def test_the_asker_following_their_own_question_does_not_keep_the_address(self, office):
        question = office.submitted(contact=confirmed_contact("own@example.org"))
        services.question_erase(question=question)
        assert not Contact.objects.exclude(email_sealed="").exists()

    def test_statistics_stay(self, office):
        question = office.answered()
        question.asked_too = 4
        question.save()
        services.question_erase(question=question)
        question.refresh_from_db()
        assert (question.asked_too, question.working_days, question.answered_at is not None) == (4, 0, True)
        assert Event.objects.filter(subject_kind="question", subject_id=question.pk).count() > 5


class TestNews:
    def test_what_others_did_to_ones_questions(self, office):
        question = office.answered()
        services.question_reopen(question=question, text="Тағы да")
        office.submitted()
        labels = [str(item.label) for item in news.of(office.officer)]
        assert len(labels) == 3  # approved, published, reopened: not what they did themselves
        assert {item.number for item in news.of(office.officer)} == {question.number}
        assert news.of(Office().officer) == []

    def test_not_what_is_no_longer_theirs_to_see(self, office):
        question = office.in_progress()
        services.question_recall(question=question, actor=office.moderator, reason="wrong_agency")
        assert news.of(office.officer) == []

    def test_the_first_page_of_the_admin_shows_it(self, office):
        question = office.answered()
        assert question.number in client_of(office.officer).get("/admin/").text

    def test_the_same_queries_for_many(self, office):
        counts = []
        for more in (1, 4):
            for _ in range(more):
                office.answered()
            with CaptureQueriesContext(connection) as asked:
                news.of(office.officer)
            counts.append(len(asked))
        assert counts[0] == counts[1]
