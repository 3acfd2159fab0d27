"""The outbox: in order, once, and after a crash again only under the same Message-ID."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction

from portal import events, jobs, outbox
from portal.notices import Notice
from portal.outbox import Reach

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


class People:
    """Recipients of the kind "person": by default at an address, some waiting, some gone, by key."""

    def __init__(self) -> None:
        self.waiting: set[str] = set()
        self.gone: set[str] = set()

    def reach(self, pk: str, template: str) -> Reach:
        if pk in self.gone:
            return Reach()
        if pk in self.waiting and template != "first":
            return Reach(waits=True)
        return Reach(f"person{pk}@example.org")


@pytest.fixture
def people(db, monkeypatch, settings, tmp_path) -> People:
    folder = tmp_path / "portal" / "mail"
    folder.mkdir(parents=True)
    for name in ("first", "second"):
        (folder / f"{name}.txt").write_text(f"{name} · {{{{ number }}}}\n\n{{{{ base_url }}}}\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    people = People()
    monkeypatch.setattr(outbox, "_mails", dict(outbox._mails))
    monkeypatch.setattr(outbox, "_resolvers", dict(outbox._resolvers))
    monkeypatch.setattr(jobs, "enqueue", lambda job, *ids: None)  # nobody is woken: only the sweep sends
    outbox.register_mails("portal", ["first", "second"])
    outbox.register_recipient("person", people.reach)
    return people


def tell(pk: int = 1, template: str = "first", number: str = "1") -> Notice:
    event = events.record("test", 1, "happened", role="system")
    return outbox.tell(event, recipient=f"person:{pk}", language="kk", template=template, context={"number": number})


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


def test_in_order_and_once(people: People) -> None:
    for number in "123":
        tell(number=number)
    assert outbox.sweep() == 3
    assert outbox.sweep() == 0
    assert subjects() == ["first · 1", "first · 2", "first · 3"]
    assert Notice.objects.filter(sent_at__isnull=False, attempts=1).count() == 3


def test_the_same_event_is_told_once(people: People) -> None:
    event = events.record("test", 1, "happened", role="system")
    told = [outbox.tell(event, recipient="person:1", language="kk", template="first") for _ in range(2)]
    assert told[0] == told[1]


def test_an_unknown_text_is_refused_at_once(people: People) -> None:
    event = events.record("test", 1, "happened", role="system")
    with pytest.raises(LookupError):
        outbox.tell(event, recipient="person:1", language="kk", template="no_such_mail")


def test_a_rollback_takes_the_notice_back(people: People) -> None:
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


class Crash(BaseException):
    """The process is killed: no handler runs."""


def test_a_crash_after_the_servers_receipt_repeats_the_same_message_id(people: People, monkeypatch) -> None:
    tell()
    really_send = EmailBackend.send_messages

    def send_and_die(self, messages):
        really_send(self, messages)
        raise Crash

    with time_machine.travel(NOW, tick=False):
        Notice.objects.update(next_try_at=NOW)
        monkeypatch.setattr(EmailBackend, "send_messages", send_and_die)
        with pytest.raises(Crash):
            outbox.sweep()
        monkeypatch.setattr(EmailBackend, "send_messages", really_send)
        assert outbox.sweep() == 0  # the dead worker's lease still holds
    with time_machine.travel(NOW + outbox.LEASE, tick=False):
        assert outbox.sweep() == 1
        assert outbox.sweep() == 0
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_a_crash_before_the_server_is_reached_loses_nothing(people: People, monkeypatch) -> None:
    tell()
    with time_machine.travel(NOW, tick=False), monkeypatch.context() as patch:
        Notice.objects.update(next_try_at=NOW)
        patch.setattr(EmailBackend, "send_messages", lambda self, messages: (_ for _ in ()).throw(Crash))
        with pytest.raises(Crash):
            outbox.sweep()
    with time_machine.travel(NOW + outbox.LEASE, tick=False):
        assert outbox.sweep() == 1
    assert len(mail.outbox) == 1


def test_two_workers_send_one_mail(people: People) -> None:
    """The second worker comes between the first one's claim and its sending."""
    notice = tell()
    assert outbox._claim(notice)
    assert outbox.deliver("person:1") == 0
    assert mail.outbox == []


def test_a_failure_holds_back_what_comes_after_it_and_waits_longer_each_time(people: People, monkeypatch) -> None:
    tell(number="1")
    tell(number="2")
    working, now, waits = EmailBackend.send_messages, NOW, []

    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected("person1@example.org is not to be logged")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    Notice.objects.update(next_try_at=NOW)
    for _ in range(3):
        with time_machine.travel(now, tick=False):
            assert outbox.sweep() == 0
        later = Notice.objects.first().next_try_at
        waits.append(later - now)
        now = later
    assert waits == list(outbox.BACKOFF[:3])
    monkeypatch.setattr(EmailBackend, "send_messages", working)
    with time_machine.travel(now, tick=False):
        assert outbox.sweep() == 2
    assert subjects() == ["first · 1", "first · 2"]


def test_after_the_last_attempt_it_is_dropped_with_a_reason(people: People, monkeypatch, caplog) -> None:
    tell()
    monkeypatch.setattr(EmailBackend, "send_messages", lambda self, messages: (_ for _ in ()).throw(OSError("secret")))
    now = NOW
    Notice.objects.update(next_try_at=NOW)
    for _ in range(len(outbox.BACKOFF) + 1):
        with time_machine.travel(now, tick=False):
            outbox.sweep()
        now = Notice.objects.get().next_try_at
    dropped = Notice.objects.get()
    assert dropped.drop_reason == Notice.Dropped.ATTEMPTS
    assert "secret" not in caplog.text


def test_an_unconfirmed_address_gets_the_confirmation_alone(people: People) -> None:
    people.waiting = {"1"}
    tell(template="second", number="1")
    tell(template="first", number="2")
    tell(template="second", number="3")
    assert outbox.sweep() == 1
    people.waiting.clear()
    assert outbox.sweep() == 0
    outbox.wake("person:1")
    assert outbox.sweep() == 2
    assert subjects() == ["first · 2", "second · 1", "second · 3"]


def test_what_is_never_confirmed_is_dropped(people: People) -> None:
    people.waiting = {"1"}
    tell(template="second")
    late = datetime.now(UTC) + outbox.UNCONFIRMED_FOR + timedelta(minutes=1)
    with time_machine.travel(late, tick=False):
        outbox.sweep()
    assert Notice.objects.get().drop_reason == Notice.Dropped.UNCONFIRMED


def test_one_who_is_gone_holds_nobody_up(people: People) -> None:
    people.gone = {"1"}
    tell(1)
    tell(2)
    assert outbox.sweep() == 1
    assert Notice.objects.get(recipient="person:1").drop_reason == Notice.Dropped.GONE


def test_a_dropped_notice_has_a_reason(people: People) -> None:
    notice = tell()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(dropped_at=NOW)


def about(subject: int, number: str) -> Notice:
    event = events.record("test", subject, "happened", role="system")
    return outbox.tell(event, recipient="person:1", language="kk", template="first", context={"number": number})


def test_what_is_held_waits_with_what_follows_on_its_subject_and_lets_others_pass(people: People) -> None:
    with time_machine.travel(NOW, tick=False):
        held = about(1, "1")
        outbox.hold([held.event], NOW + timedelta(minutes=10))
        about(1, "2")
        about(2, "3")
        outbox.sweep()
        assert subjects() == ["first · 3"]
        outbox.wake("person:1")  # a confirmed address does not end the waiting
        outbox.sweep()
        assert subjects() == ["first · 3"]
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        outbox.sweep()
    assert subjects() == ["first · 3", "first · 1", "first · 2"]


def test_what_was_undone_is_never_told_and_what_was_told_cannot_be_undone(people: People) -> None:
    undone, told = about(1, "1"), about(2, "2")
    outbox.hold([undone.event], NOW + timedelta(days=900))
    assert outbox.withdraw([undone.event])
    outbox.sweep()
    assert subjects() == ["first · 2"]
    undone.refresh_from_db()
    assert undone.drop_reason == Notice.Dropped.UNDONE
    assert not outbox.withdraw([told.event])
