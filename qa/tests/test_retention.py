"""What is past its storage term goes, once, and nothing else does."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from intake.models import Attachment, Counter, Draft
from portal import events, retention
from portal.events import Event
from portal.retention import Erasure, RetentionTerm
from qa import services
from qa.models import Question
from qa.rules.states import Role
from qa.tests.factories import Office, confirmed_contact

NOW = timezone.now()


def days(number: float) -> Any:
    return NOW + timedelta(days=number)


def has_address(question: Question) -> bool:
    question.refresh_from_db()
    return bool(question.contact and question.contact.email())


def attached(question: Question) -> Attachment:
    file = Attachment(owner=question.reference, name="a.txt", kind="txt", size=1)
    file.file.save("a.txt", ContentFile(b"x"))
    return file


class TestAddressesAndFiles:
    @pytest.mark.parametrize("state", ["resolved", "rejected", "withdrawn", "spam"])
    def test_go_so_many_days_after_the_end(self, office: Office, state: str) -> None:
        question = getattr(office, state)(contact=confirmed_contact())
        file = attached(question)
        retention.run(days(179))
        assert has_address(question)
        retention.run(days(181))
        assert not has_address(question)
        file.refresh_from_db()
        assert file.erased_at
        assert not file.file

    @pytest.mark.parametrize("state", ["submitted", "in_progress", "answered", "needs_info"])
    def test_stay_while_something_is_to_come(self, office: Office, state: str) -> None:
        question = getattr(office, state)(contact=confirmed_contact())
        attached(question)
        assert not retention.run(days(4000)).keys() & {"contacts", "attachments"}
        assert has_address(question)

    def test_of_a_merged_question_stay_until_the_other_is_closed(self, office: Office) -> None:
        original = office.in_approval()
        twin = office.submitted(contact=confirmed_contact())
        services.question_merge(question=twin, into=original, actor=office.moderator)
        assert "contacts" not in retention.run(days(1000))
        services.answer_approve(question=original, actor=office.approver)
        services.question_resolve(question=original, useful=True)
        assert retention.run(days(1000))["contacts"] == 1

    def test_of_a_split_question_stay_until_every_part_is_closed(self, office: Office) -> None:
        whole = office.split(contact=confirmed_contact())
        first, second = whole.children.all()
        services.question_reject(question=first, actor=office.moderator, reason="unclear", text="?")
        assert "contacts" not in retention.run(days(1000))
        services.question_withdraw(question=second)
        assert retention.run(days(1000))["contacts"] == 1

    def test_a_newer_row_counts_from_its_date(self, office: Office) -> None:
        question = office.resolved(contact=confirmed_contact())
        RetentionTerm.objects.create(key="contacts", days=10, in_force_from=(NOW + timedelta(days=20)).date())
        retention.run(days(15))
        assert has_address(question)
        retention.run(days(21))
        assert not has_address(question)


def test_refused_texts_go_and_their_history_stays(office: Office) -> None:
    rejected, spam, resolved = office.rejected(text="Қабылданбаған"), office.spam(text="Спам"), office.resolved()
    assert "refused" not in retention.run(days(364))
    assert retention.run(days(366))["refused"] == 2
    for question in (rejected, spam):
        question.refresh_from_db()
        assert (question.text, question.erased_at is not None) == ("", True)
        erased = Event.objects.get(subject_kind="question", subject_id=question.pk, code="erase")
        assert erased.role == Role.AUTOMATION
    resolved.refresh_from_db()
    assert resolved.text


def test_the_log_goes_after_its_term_and_the_history_of_questions_never(office: Office) -> None:
    question = office.answered()
    before = Event.objects.filter(subject_kind="question").count()
    events.record("account", office.officer.pk, "signed_in", role=events.STAFF, actor=office.officer)
    kept = Event.objects.audit().count()
    assert "log" not in retention.run(days(1094))
    assert retention.run(days(1096))["log"] == kept
    assert not Event.objects.audit().exists()
    assert Event.objects.filter(subject_kind="question", subject_id=question.pk).count() == before


def test_what_has_a_fixed_time(office: Office) -> None:
    Draft.objects.create(kind="question", language="kk", data={"text": "x"}, expires_at=NOW - timedelta(minutes=1))
    Draft.objects.create(kind="question", language="kk", data={"text": "y"}, expires_at=NOW + timedelta(hours=1))
    for age in (0.5, 2):
        Counter.objects.create(purpose="ask", key="k", since=days(-age))
        Session.objects.create(session_key=f"s{age}", session_data="", expire_date=days(-age))
        AccessLog.objects.create(username="officer", ip_address="192.0.2.1", user_agent="x", path_info="/")
    AccessLog.objects.filter(pk=AccessLog.objects.first().pk).update(attempt_time=days(-91))
    done = retention.run(NOW)
    assert {key: done[key] for key in ("drafts", "counters", "sessions", "sign_ins")} == {
        "drafts": 1, "counters": 1, "sessions": 1, "sign_ins": 1,
    }  # fmt: skip
    assert (Draft.objects.count(), Counter.objects.count(), Session.objects.count()) == (1, 1, 1)


class TestRuns:
    def test_a_second_run_erases_nothing_and_counts_nothing(self, office: Office) -> None:
        office.resolved(contact=confirmed_contact())
        retention.run(days(181))
        assert retention.run(days(181)) == {}
        assert Erasure.objects.get(key="contacts").count == 1

    def test_counts_of_one_day_are_one_row(self, office: Office) -> None:
        for _ in range(2):
            office.resolved(contact=confirmed_contact())
            retention.run(days(181))
        assert Erasure.objects.get(key="contacts").count == 2

    def test_stops_when_its_time_is_over_and_goes_on_with_the_next(self, office: Office) -> None:
        office.resolved(contact=confirmed_contact())
        assert retention.run(days(181), seconds=0) == {}
        assert retention.run(days(181))["contacts"] == 1

    def test_a_batch_that_fails_counts_nothing(self, office: Office, monkeypatch: Any) -> None:
        question = office.resolved(contact=confirmed_contact())

        def broken(contact: Any) -> None:
            raise RuntimeError

        with monkeypatch.context() as patch:
            patch.setattr("qa.retention_rules.contact_erase", broken)
            with pytest.raises(RuntimeError):
                retention.run(days(181))
        assert not Erasure.objects.filter(key="contacts").exists()
        assert has_address(question)

    def test_the_dry_run_says_what_would_go_and_erases_nothing(self, office: Office) -> None:
        question = office.resolved(contact=confirmed_contact())
        RetentionTerm.objects.create(key="contacts", days=1, in_force_from=NOW.date())
        Question.objects.filter(pk=question.pk).update(closed_at=days(-3))
        out = StringIO()
        call_command("retention", "--dry-run", stdout=out)
        line = next(line for line in out.getvalue().splitlines() if line.startswith("contacts"))
        assert line.split()[-1] == "1"
        assert has_address(question)
        call_command("retention", stdout=out)
        assert "contacts: 1" in out.getvalue()
        assert not has_address(question)
