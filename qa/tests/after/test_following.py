"""Following a public question: who hears what, who hears nothing, and what is left of an address."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.models import Contact
from portal import outbox
from portal.events import Event
from portal.notices import Notice
from portal.undelivered import Why
from qa import announcing, services
from qa.models import Announcement, Follower
from qa.rules.following import KEPT, UNCONFIRMED_FOR
from qa.services import following
from qa.tests.factories import confirmed_contact

pytestmark = pytest.mark.django_db
ADDRESS = "reader@example.org"


def follow(question, email=ADDRESS, language="ru"):
    following.question_follow(question=question, email=email, language=language)
    return Follower.objects.order_by("pk").last()


def follower_of(question, email=ADDRESS, language="ru"):
    return following.follower_confirm(follower=follow(question, email, language))


def told(template):
    return Notice.objects.filter(template=template)


def run():
    """What the jobs would do: announcements, then the mails."""
    announcing.announce_rest()
    mail.outbox.clear()
    outbox.sweep()
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


class TestFollow:
    def test_one_mail_with_the_number_and_links_alone(self, waiting):
        follow(waiting)
        outbox.sweep()
        (letter,) = [m for m in mail.outbox if m.to == [ADDRESS]]
        assert waiting.number in letter.subject
        assert f"/ru/questions/follow/{Follower.objects.get().token}/" in letter.body
        assert "Екпе" not in letter.subject + letter.body
        assert "&" not in letter.body

    def test_nothing_more_before_the_confirmation(self, waiting, answer):
        follow(waiting)
        answer(waiting)
        assert not Announcement.objects.exists()
        assert told("follow_answered").count() == 0

    def test_the_same_address_follows_once(self, waiting):
        follow(waiting)
        follow(waiting, " Reader@EXAMPLE.org")
        assert Follower.objects.count() == 1
        assert told("follow_confirm").count() == 1

    def test_a_confirmed_address_must_still_confirm_each_following(self, waiting):
        """Else anyone could have another's mailbox filled."""
        confirmed_contact(ADDRESS)
        assert not follow(waiting).confirmed
        assert told("follow_confirm").count() == 1

    def test_confirming_an_address_elsewhere_makes_nobody_a_follower(self, waiting, answer):
        follow(waiting)
        confirmed_contact(ADDRESS)
        answer(waiting)
        assert told("follow_answered").count() == 0

    def test_an_unread_mail_is_sent_again_a_day_later(self, waiting):
        follow(waiting)
        Follower.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
        follow(waiting)
        follow(waiting)
        assert told("follow_confirm").count() == 2

    def test_an_address_gets_few_such_mails_a_day(self, office):
        for _ in range(following.CONFIRMATIONS_A_DAY + 2):
            follow(services.question_publish(question=office.routed(), actor=office.moderator))
        assert told("follow_confirm").count() == following.CONFIRMATIONS_A_DAY

    def test_what_is_not_public_is_not_followed(self, office):
        follow(office.submitted())
        assert not Follower.objects.exists()

    def test_the_address_is_sealed(self, waiting):
        row = follow(waiting)
        assert "reader" not in f"{row.contact.email_sealed}{row.contact.email_fingerprint}{row.key}".lower()


class TestNews:
    def test_the_answer_and_its_correction(self, waiting, answer):
        follower_of(waiting)
        outbox.sweep()
        answer(waiting)
        assert [to for to, _ in run()].count(ADDRESS) == 1
        answer(waiting, "<p>Жұмада.</p>", note="Күні өзгерді.")
        assert [to for to, _ in run()].count(ADDRESS) == 1
        assert told("follow_answered").count() == told("follow_corrected").count() == 1

    def test_each_in_their_language_with_the_way_out(self, waiting, answer, language, settings):
        row = follower_of(waiting, language=language)
        outbox.sweep()
        answer(waiting)
        run()
        (letter,) = [m for m in mail.outbox if m.to == [ADDRESS]]
        stop = f"/{language}/questions/unfollow/{row.token}/"
        assert stop in letter.body
        assert letter.extra_headers["List-Unsubscribe"] == f"<{settings.BASE_URL}{stop}>"
        assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert letter.extra_headers["Content-Language"] == language
        assert "Бейсенбіде" not in letter.body

    def test_taken_down_shown_again_reopened(self, office, waiting, answer):
        follower_of(waiting)
        answered = answer(waiting)
        services.question_withhold(question=answered, actor=office.moderator, reason="mistake")
        services.question_show(question=answered, actor=office.moderator)
        services.question_reopen(question=answered, text="Тағы да")
        announcing.announce_rest()
        ours = Notice.objects.filter(recipient__startswith="follower:").order_by("id")
        assert list(ours.values_list("template", flat=True))[1:] == [
            "follow_answered", "follow_withheld", "follow_shown", "follow_reopened",
        ]  # fmt: skip

    def test_whoever_takes_it_down(self, waiting):
        follower_of(waiting)
        services.question_withdraw(question=waiting)
        announcing.announce_rest()
        assert told("follow_withheld").count() == 1

    def test_who_confirms_later_is_not_told_of_what_was(self, waiting, answer):
        follower_of(waiting)
        late = follow(waiting, "late@example.org")
        answer(waiting)
        following.follower_confirm(follower=late)
        announcing.announce_rest()
        assert told("follow_answered").count() == 1

    def test_an_erased_question_leaves_no_follower_for_long(self, waiting):
        follower_of(waiting)
        services.question_erase(question=waiting)
        announcing.announce_rest()
        assert told("follow_withheld").count() == 1
        with time_machine.travel(timezone.now() + UNCONFIRMED_FOR + timedelta(hours=1)):
            assert following.followers_forget() == 1
        assert Follower.objects.get().end_reason == Follower.Ended.GONE
        assert Contact.objects.get(follower__isnull=False).email() == ""


class TestPortions:
    def test_a_job_that_runs_twice_or_dies_repeats_nothing(self, waiting, answer, monkeypatch):
        for number in range(5):
            follower_of(waiting, f"r{number}@example.org")
        answer(waiting)
        row = Announcement.objects.get()
        monkeypatch.setattr(announcing, "PORTION", 2)
        assert announcing._portion(row.pk) == (2, False)
        Announcement.objects.update(cursor=0)  # as if the cursor had been lost
        assert announcing.announce(row.pk) == 5
        assert announcing.announce(row.pk) == 0
        assert told("follow_answered").count() == 5

    def test_the_act_itself_costs_the_same_with_many_followers(self, office):
        counts = []
        for followers in (1, 12):
            question = services.question_publish(question=office.routed(), actor=office.moderator)
            services.question_accept(question=question, actor=office.officer)
            for number in range(followers):
                follower_of(question, f"r{followers}.{number}@example.org")
            services.answer_save_draft(question=question, actor=office.officer, text="<p>Иә.</p>")
            services.answer_submit(question=question, actor=office.officer)
            with CaptureQueriesContext(connection) as asked:
                services.answer_approve(question=question, actor=office.approver)
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_the_news_goes_after_what_is_personal(self, office, waiting, answer):
        follower_of(waiting)
        outbox.sweep()
        answer(waiting)
        announcing.announce_rest()
        office.submitted(contact=confirmed_contact("own@example.org"))
        mail.outbox.clear()
        outbox.sweep()
        tos = [m.to[0] for m in mail.outbox]
        assert tos.index("own@example.org") < len(tos) - 1
        assert tos[-1] == ADDRESS


class TestStop:
    def test_the_address_is_erased_and_nothing_more_is_sent(self, waiting, answer):
        row = follower_of(waiting)
        following.follower_stop(follower=row)
        following.follower_stop(follower=row)
        answer(waiting)
        row.refresh_from_db()
        assert row.contact.email() == ""
        assert not Announcement.objects.exists()
        assert Event.objects.filter(subject_kind="follower", code="follow_ended").count() == 1

    def test_what_was_written_but_not_sent_is_dropped(self, waiting, answer):
        row = follower_of(waiting)
        answer(waiting)
        announcing.announce_rest()
        following.follower_stop(follower=row)
        assert [to for to, _ in run() if to == ADDRESS] == []
        assert told("follow_answered").get().drop_reason == Notice.Dropped.GONE

    def test_all_at_once(self, office, waiting):
        other = services.question_publish(question=office.routed(), actor=office.moderator)
        row = follower_of(waiting)
        follower_of(other)
        stranger = follower_of(other, "another@example.org")
        assert following.follower_stop_all(follower=row) == 2
        assert list(Follower.objects.following()) == [stranger]

    def test_may_follow_again(self, waiting):
        following.follower_stop(follower=follower_of(waiting))
        assert follower_of(waiting).confirmed
        assert Follower.objects.following().count() == 1

    def test_a_bounce_ends_it_everywhere_a_complaint_only_there(self, office, waiting):
        other = services.question_publish(question=office.routed(), actor=office.moderator)
        first, second = follower_of(waiting), follower_of(other)
        own = confirmed_contact(ADDRESS)
        following.undeliverable(str(first.pk), "follow_answered", Why.COMPLAINED)
        assert set(Follower.objects.following()) == {second}
        following.undeliverable(str(second.pk), "follow_answered", Why.BOUNCED)
        assert not Follower.objects.following().exists()
        own.refresh_from_db()
        assert own.bounced_at

    def test_forgotten_after_a_time(self, waiting):
        follow(waiting, "never@example.org")
        kept = follower_of(waiting)
        with time_machine.travel(timezone.now() + UNCONFIRMED_FOR + timedelta(hours=1)):
            assert following.followers_forget() == 1
            assert following.followers_forget() == 0
        with time_machine.travel(timezone.now() + KEPT + timedelta(hours=1)):
            assert following.followers_forget() == 1
        kept.refresh_from_db()
        assert kept.end_reason == Follower.Ended.EXPIRED


class TestPages:
    def test_the_way_of_a_follower(self, client, waiting, answer, language):
        address = f"/{language}/questions/{waiting.number}/follow/"
        assert client.get(address).status_code == 200
        sent = client.post(address, {"email": ADDRESS})
        assert sent.status_code == 302
        token = Follower.objects.get().token
        confirm = f"/{language}/questions/follow/{token}/"
        assert client.get(confirm).status_code == 200
        assert not Follower.objects.get().confirmed
        assert client.post(confirm).status_code == 200
        assert Follower.objects.get().confirmed
        stop = f"/{language}/questions/unfollow/{token}/"
        assert client.get(stop).status_code == 200
        assert Follower.objects.following().count() == 1
        assert client.post(stop).status_code == 200
        assert not Follower.objects.following().exists()
        assert client.get(stop).status_code == 200
        assert client.get(confirm).status_code == 404

    def test_says_the_same_of_known_and_unknown_addresses(self, client, waiting):
        follower_of(waiting)
        address = f"/kk/questions/{waiting.number}/follow/"
        pages = [client.post(address, {"email": email}, follow=True) for email in (ADDRESS, "new@example.org")]
        assert pages[0].content == pages[1].content
        assert pages[0].redirect_chain == pages[1].redirect_chain

    def test_one_click_of_a_mail_program(self, waiting):
        """RFC 8058: a POST without a cookie or a token of ours, answered without a redirect."""
        row = follower_of(waiting)
        strict = Client(enforce_csrf_checks=True)
        response = strict.post(f"/ru/questions/unfollow/{row.token}/", {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert not Follower.objects.following().exists()

    def test_programs_and_nonsense(self, client, waiting):
        address = f"/kk/questions/{waiting.number}/follow/"
        assert client.post(address, {"email": "x"}).status_code == 422
        assert client.post(address, {"email": ADDRESS, "website": "x"}).status_code == 302
        assert not Follower.objects.exists()

    @pytest.mark.parametrize("page", ["follow", "unfollow"])
    @pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 500])
    def test_an_unknown_token(self, client, language, page, token):
        address = f"/{language}/questions/{page}/{token}/"
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 404
            assert "<h1>" in response.text

    def test_what_is_not_public_has_no_such_page(self, client, office):
        for page in ("follow", "too"):
            assert client.get(f"/kk/questions/{office.submitted().number}/{page}/").status_code == 404

    def test_too_many_tries(self, client, waiting, settings):
        settings.LIMITS = {"follow": (0, 600)}
        assert client.post(f"/kk/questions/{waiting.number}/follow/", {"email": ADDRESS}).status_code == 429
