"""One verb for many: each by itself, once, told to nobody while it can be undone, and undone without a mail."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from portal import outbox
from portal.events import Event
from portal.notices import Notice
from qa import permissions, services
from qa.guards import undo_time
from qa.models import Bulk, BulkItem, Question
from qa.rules import states
from qa.rules.states import Verb
from qa.services import Order
from qa.services.bulk import AFTER_UNDO
from qa.tests.factories import Office, confirmed_contact

OUTCOME = BulkItem.Outcome


def order(office: Office, verb: Verb, **more: Any) -> Order:
    given: dict[Verb, dict[str, Any]] = {
        Verb.ROUTE: {"agency": office.agency},
        Verb.REJECT: {"reason": "unclear", "text": "Түсініксіз."},
        Verb.MERGE: {"into": getattr(office, "canonical", None) or office.submitted()},
    }
    return Order(verb, **{**given.get(verb, {}), **more})


def do(office: Office, verb: Verb, *questions: Question, token: str = "", **more: Any) -> Bulk:
    seen = [(question, question.version) for question in questions]
    return services.bulk_do(
        token=token or uuid4().hex, actor=office.moderator, order=order(office, verb, **more), seen=seen
    )


def outcomes(bulk: Bulk) -> list[tuple[str, str]]:
    return list(bulk.items.values_list("outcome", "code"))


def asked(office: Office, n: int = 1, **more: Any) -> Question:
    return office.submitted(contact=confirmed_contact(f"asker{n}@example.org"), **more)


AFTER = {
    Verb.ROUTE: states.ROUTED,
    Verb.REJECT: states.REJECTED,
    Verb.MARK_SPAM: states.SPAM,
    Verb.MERGE: states.DUPLICATE,
    Verb.MARK_URGENT: states.SUBMITTED,
}


@pytest.mark.parametrize("verb", services.BULK_VERBS)
class TestEachVerb:
    def test_it_is_done_to_each_by_its_own_service_with_one_event(self, verb: Verb, office: Office) -> None:
        questions = [office.submitted() for _ in range(3)]
        bulk = do(office, verb, *questions)
        assert outcomes(bulk) == [(OUTCOME.DONE, "")] * 3
        for question in questions:
            question.refresh_from_db()
            assert question.state == AFTER[verb]
            events = Event.objects.filter(subject_kind="question", subject_id=question.pk, code=verb)
            assert events.count() == 1

    def test_undoing_brings_everything_back_and_nobody_is_ever_told(self, verb: Verb, office: Office) -> None:
        questions = [asked(office, 1), asked(office, 2, quarantined=verb is not Verb.MERGE)]
        outbox.sweep()
        mail.outbox.clear()
        facts = ("status", "close_reason", "urgent", "quarantined", "barred_moderator", "duplicate_of", "due_on")
        before = [Question.objects.values(*facts).get(pk=question.pk) for question in questions]
        bulk = do(office, verb, *questions)
        outbox.sweep()
        assert mail.outbox == []
        assert services.bulk_undo(bulk=bulk, actor=office.moderator)
        assert outcomes(bulk) == [(OUTCOME.UNDONE, "")] * 2
        assert [Question.objects.values(*facts).get(pk=question.pk) for question in questions] == before
        with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
            outbox.sweep()
        assert mail.outbox == []
        assert not any(question.assignments.active().exists() for question in questions)

    def test_what_stays_is_told_once_the_time_is_over(self, verb: Verb, office: Office) -> None:
        question = asked(office)
        outbox.sweep()
        mail.outbox.clear()
        do(office, verb, question)
        with time_machine.travel(timezone.now() + undo_time() + AFTER_UNDO + timedelta(seconds=1), tick=False):
            outbox.sweep()
        told_of = {Verb.ROUTE: 2, Verb.REJECT: 1, Verb.MERGE: 1}  # the asker, and the agency's officer
        assert len(mail.outbox) == told_of.get(verb, 0)

    def test_the_same_order_twice_is_done_once(self, verb: Verb, office: Office) -> None:
        question = office.submitted()
        given = order(office, verb)
        for _ in range(2):
            bulk = services.bulk_do(
                token="same", actor=office.moderator, order=given, seen=[(question, question.version)]
            )
        assert Bulk.objects.count() == 1
        assert outcomes(bulk) == [(OUTCOME.DONE, "")]
        assert Event.objects.filter(subject_id=question.pk, code=verb).count() == 1

    def test_undoing_twice_is_undoing_once(self, verb: Verb, office: Office) -> None:
        question = office.submitted()
        bulk = do(office, verb, question)
        services.bulk_undo(bulk=bulk, actor=office.moderator)
        version = Question.objects.get(pk=question.pk).version
        assert services.bulk_undo(bulk=bulk, actor=office.moderator)
        assert Question.objects.get(pk=question.pk).version == version

    def test_too_late_is_too_late(self, verb: Verb, office: Office) -> None:
        question = office.submitted()
        bulk = do(office, verb, question)
        assert not services.bulk_undo(bulk=bulk, actor=office.moderator, at=bulk.undo_until)
        question.refresh_from_db()
        assert question.state == AFTER[verb]
        assert outcomes(bulk) == [(OUTCOME.DONE, "")]

    def test_what_someone_acted_on_since_stays(self, verb: Verb, office: Office) -> None:
        touched, other = asked(office), office.submitted()
        bulk = do(office, verb, touched, other)
        Question.objects.filter(pk=touched.pk).update(version=99)
        services.bulk_undo(bulk=bulk, actor=office.moderator)
        assert outcomes(bulk) == [(OUTCOME.DONE, "stale"), (OUTCOME.UNDONE, "")]
        touched.refresh_from_db()
        assert touched.state == AFTER[verb]
        assert not Notice.objects.filter(drop_reason="undone", event__subject_id=touched.pk).exists()


class TestRefusals:
    def refused(self, office: Office, question: Question, verb: Verb, **more: Any) -> str:
        """The code of the refusal, the same in the preview and when it is done."""
        given = order(office, verb, **more)
        roles = permissions.roles_of(office.moderator)
        row = services.bulk_questions(Question.objects.filter(pk=question.pk)).get()
        foreseen = services.bulk_refusal(row, given, office.moderator, roles, timezone.now())
        bulk = services.bulk_do(
            token=uuid4().hex, actor=office.moderator, order=given, seen=[(question, question.version)]
        )
        before = question.version
        question.refresh_from_db()
        assert question.version == before
        assert outcomes(bulk) == [(OUTCOME.REFUSED, foreseen)]
        return foreseen

    def test_a_colleague_has_it_in_hand(self, office: Office) -> None:
        question = office.submitted()
        services.lease_take_over(question=question, user=office.other_moderator)
        assert self.refused(office, question, Verb.MARK_SPAM) == "in_hand"

    def test_a_second_look_is_not_decided_in_bulk(self, office: Office) -> None:
        question = services.question_reject(
            question=office.submitted(), actor=office.other_moderator, reason="unclear", text="?"
        )
        question = services.question_appeal(question=question)
        assert self.refused(office, question, Verb.ROUTE) == "second_look"

    def test_the_barred_moderator(self, office: Office) -> None:
        question = services.question_appeal(question=office.rejected())
        assert self.refused(office, question, Verb.REJECT) == "barred_moderator"
        assert self.refused(office, question, Verb.MARK_URGENT) == "barred_moderator"

    def test_the_head_of_a_cluster_and_what_is_public(self, office: Office) -> None:
        head = office.duplicate().duplicate_of
        assert head is not None
        assert self.refused(office, head, Verb.MARK_SPAM) == "heads_cluster"
        public = services.question_publish(question=office.routed(), actor=office.moderator)
        public = services.question_return(question=public, actor=office.officer, reason="not_ours", text="?")
        assert self.refused(office, public, Verb.REJECT) == "is_public"

    def test_what_the_rules_refuse(self, office: Office) -> None:
        assert self.refused(office, office.returned(), Verb.MARK_SPAM) == "state"
        assert self.refused(office, office.routed(), Verb.MARK_URGENT) == "state"
        question = office.submitted()
        assert self.refused(office, question, Verb.MERGE, into=question) == "itself"
        assert self.refused(office, office.submitted(), Verb.MERGE, into=office.withdrawn()) == "target_closed"

    def test_one_that_changed_since_the_preview_is_left_and_the_others_are_done(self, office: Office) -> None:
        stale, fine = office.submitted(), office.submitted()
        services.question_add_information(question=stale, text="Тағы")
        assert outcomes(do(office, Verb.MARK_SPAM, stale, fine)) == [(OUTCOME.REFUSED, "stale"), (OUTCOME.DONE, "")]

    def test_another_moderator_can_neither_repeat_nor_undo_it(self, office: Office) -> None:
        question = office.submitted()
        bulk = do(office, Verb.MARK_SPAM, question, token="mine")
        with pytest.raises(PermissionError):
            services.bulk_undo(bulk=bulk, actor=office.other_moderator)
        with pytest.raises(PermissionError):
            services.bulk_do(token="mine", actor=office.other_moderator, order=Order(Verb.MARK_SPAM), seen=[])


def test_after_a_crash_the_same_order_goes_on_where_it_ended(office: Office, monkeypatch) -> None:
    questions = [office.submitted() for _ in range(3)]
    given = Order(Verb.MARK_SPAM)
    seen = [(question, question.version) for question in questions]
    from qa.services import bulk as module

    once, calls = module._do_one, []

    def dies(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        once(*args)

    monkeypatch.setattr(module, "_do_one", dies)
    with pytest.raises(KeyboardInterrupt):
        services.bulk_do(token="t", actor=office.moderator, order=given, seen=seen)
    monkeypatch.setattr(module, "_do_one", once)
    bulk = services.bulk_do(token="t", actor=office.moderator, order=given, seen=seen)
    assert outcomes(bulk) == [(OUTCOME.DONE, "")] * 3
    assert Event.objects.filter(code=Verb.MARK_SPAM).count() == 3


def test_a_rejection_is_taken_back_only_by_who_rejected_and_at_once(office: Office) -> None:
    question = office.rejected()
    assert permissions.may(office.moderator, Verb.UNREJECT, question)
    assert not permissions.may(office.other_moderator, Verb.UNREJECT, question)
    with time_machine.travel(timezone.now() + undo_time() + timedelta(seconds=1), tick=False):
        assert not permissions.may(office.moderator, Verb.UNREJECT, question)
    appealed = services.question_appeal(question=question)
    assert not permissions.may(office.moderator, Verb.UNREJECT, appealed)
