"""The moderators' desk: who has which question in hand, in which order they come, and how that ends by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.events import Event
from qa import selectors, services
from qa.models import Lease, Presence, Question, QuestionTerm, SetAside
from qa.rules import states
from qa.services import LeaseRefused, desk
from qa.staff import queues
from qa.tests.factories import Office, TopicFactory, member


def next_for(user, **more) -> Question | None:
    return services.lease_next(user=user, waiting=queues.moderation(user), **more)


def holder_of(question: Question) -> object:
    lease = Lease.objects.live(timezone.now()).filter(question=question).first()
    return lease.holder if lease else None


class TestNext:
    def test_they_come_in_the_order_of_the_queue(self, office: Office) -> None:
        spam, first, second = office.submitted(quarantined=True), office.submitted(), office.submitted()
        urgent = services.question_mark_urgent(question=office.submitted(), actor=office.moderator)
        given = [next_for(member("moderator")) for _ in range(5)]
        assert given == [urgent, first, second, spam, None]

    def test_the_same_one_again_until_it_is_done(self, office: Office) -> None:
        first, _second = office.submitted(), office.submitted()
        assert [next_for(office.moderator), next_for(office.moderator)] == [first, first]

    def test_two_moderators_never_get_the_same_one(self, office: Office) -> None:
        questions = [office.submitted() for _ in range(3)]
        given = [next_for(office.moderator), next_for(office.other_moderator)]
        assert given == questions[:2]
        assert [holder_of(question) for question in questions] == [office.moderator, office.other_moderator, None]

    def test_the_barred_moderator_never_gets_the_appeal(self, office: Office) -> None:
        question = services.question_appeal(question=office.rejected(), text="Қайта қараңыз.")
        assert next_for(office.moderator) is None
        assert next_for(office.other_moderator) == question
        with pytest.raises(LeaseRefused, match="barred_moderator"):
            services.lease_take_over(question=question, user=office.moderator)

    def test_a_filter_narrows_what_comes(self, office: Office) -> None:
        topic = TopicFactory()
        office.submitted()
        wanted = office.submitted(topic=topic)
        waiting = queues.moderation(office.moderator).filter(topic=topic)
        assert services.lease_next(user=office.moderator, waiting=waiting) == wanted
        services.question_mark_spam(question=wanted, actor=office.moderator)
        assert services.lease_next(user=office.moderator, waiting=waiting.all()) is None

    def test_what_was_skipped_goes_to_others_and_comes_back_after_a_while(self, office: Office) -> None:
        question = next_for_created = office.submitted()
        assert next_for(office.moderator) == next_for_created
        services.question_set_aside(question=question, user=office.moderator)
        assert next_for(office.moderator) is None
        assert next_for(office.other_moderator) == question
        services.lease_release(question=question, user=office.other_moderator)
        later = timezone.now() + desk.SKIPPED_FOR + timedelta(seconds=1)
        assert next_for(office.moderator, at=later) == question

    def test_what_was_put_back_is_free_at_once(self, office: Office) -> None:
        question = office.submitted()
        next_for(office.moderator)
        assert services.lease_release(question=question, user=office.moderator)
        assert next_for(office.other_moderator) == question

    def test_the_number_of_queries_does_not_grow(self, office: Office, django_assert_num_queries) -> None:
        costs = []
        for count in (2, 20):
            for _ in range(count):
                next_for(member("moderator"))
                office.submitted()
            Lease.objects.filter(holder=office.moderator).delete()
            with django_assert_num_queries(8) as queries:  # two looks, the lease, and the steps around them
                assert next_for(office.moderator)
            costs.append(len(queries))
        assert costs[0] == costs[1]


class TestExpiry:
    def test_a_killed_browser_gives_the_question_free_by_itself(self, office: Office) -> None:
        question = office.submitted()
        then = timezone.now() - desk.lease_time() - timedelta(seconds=1)
        assert next_for(office.moderator, at=then) == question
        assert next_for(office.other_moderator) == question
        assert not services.lease_prolong(question=question, user=office.moderator)
        assert holder_of(question) == office.other_moderator

    def test_a_sign_of_life_prolongs_it(self, office: Office) -> None:
        question, start = office.submitted(), timezone.now()
        next_for(office.moderator, at=start)
        half = start + desk.lease_time() / 2
        assert services.lease_prolong(question=question, user=office.moderator, at=half)
        assert next_for(office.other_moderator, at=start + desk.lease_time() + timedelta(seconds=1)) is None

    def test_one_that_ran_out_is_not_brought_back(self, office: Office) -> None:
        question, start = office.submitted(), timezone.now()
        next_for(office.moderator, at=start)
        assert not services.lease_prolong(question=question, user=office.moderator, at=start + desk.lease_time())

    def test_the_database_itself_allows_one_lease_for_a_question(self, office: Office) -> None:
        question, now = office.submitted(), timezone.now()
        next_for(office.moderator)
        with pytest.raises(IntegrityError), transaction.atomic():
            Lease.objects.create(question=question, holder=office.other_moderator, taken_at=now, expires_at=now)

    def test_old_rows_are_tidied_away_and_fresh_ones_are_not(self, office: Office) -> None:
        old, fresh = office.submitted(), office.submitted()
        now = timezone.now()
        for question, at in ((old, now - timedelta(days=1)), (fresh, now)):
            services.lease_take_over(question=question, user=office.moderator, at=at)
            services.presence_note(question=question, user=office.moderator, at=at)
            SetAside.objects.create(question=question, user=office.moderator, until=at + timedelta(minutes=1))
        services.desk_tidy()
        for rows in (Lease, Presence, SetAside):
            assert list(rows.objects.values_list("question", flat=True)) == [fresh.pk]


class TestTakingOver:
    def test_it_leaves_an_event_that_names_both(self, office: Office) -> None:
        question = office.submitted()
        next_for(office.moderator)
        services.lease_take_over(question=question, user=office.other_moderator)
        event = Event.objects.get(code=desk.TAKE_OVER)
        assert (event.actor, event.data) == (office.other_moderator, {"holder": office.moderator.pk})
        assert holder_of(question) == office.other_moderator

    def test_taking_a_free_one_leaves_none(self, office: Office) -> None:
        services.lease_take_over(question=office.submitted(), user=office.moderator)
        assert not Event.objects.filter(code=desk.TAKE_OVER).exists()

    def test_what_does_not_wait_for_a_moderator_cannot_be_taken(self, office: Office) -> None:
        with pytest.raises(LeaseRefused, match="state"):
            services.lease_take_over(question=office.routed(), user=office.moderator)

    def test_the_asker_reads_nothing_of_it(self, office: Office) -> None:
        question = office.submitted()
        before = len(selectors.history_for_citizen(question))
        next_for(office.moderator)
        services.lease_take_over(question=question, user=office.other_moderator)
        assert len(selectors.history_for_citizen(question)) == before


class TestCitizens:
    def test_a_lease_never_stops_the_asker_and_ends_when_the_question_moves_on(self, office: Office) -> None:
        question = office.submitted()
        next_for(office.moderator)
        question = services.question_add_information(question=question, text="Тағы бірдеңе")
        assert holder_of(question) == office.moderator
        question = services.question_withdraw(question=question)
        assert question.state == states.WITHDRAWN
        assert not Lease.objects.exists()

    @pytest.mark.parametrize("verb", ["route", "reject", "spam", "merge", "ask", "split", "withdraw", "erase"])
    def test_whatever_moves_it_out_of_the_queue_ends_the_lease(self, verb: str, office: Office) -> None:
        from qa.tests.test_invariants import STEPS

        question = office.submitted()
        office.canonical = office.submitted()  # type: ignore[attr-defined]
        services.lease_take_over(question=question, user=office.moderator)
        STEPS[verb](office, question, timezone.now())
        assert not Lease.objects.filter(question=question).exists()

    @pytest.mark.parametrize("verb", ["redact", "urgent", "add"])
    def test_what_leaves_it_in_the_queue_does_not(self, verb: str, office: Office) -> None:
        from qa.tests.test_invariants import STEPS

        question = office.submitted()
        services.lease_take_over(question=question, user=office.moderator)
        STEPS[verb](office, question, timezone.now())
        assert holder_of(question) == office.moderator

    def test_erasing_leaves_no_word_behind(self, office: Office) -> None:
        question = office.submitted(text="Үй өртеніп жатыр, менің атым Айгүл")
        QuestionTerm.objects.create(question=question, term=7)
        assert question.urgency_hint.words
        services.question_erase(question=question)
        assert not QuestionTerm.objects.exists()
        assert not type(question.urgency_hint).objects.exists()
