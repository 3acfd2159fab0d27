"""Notices over a real SMTP server: each arrives once, under its own Message-ID, also when the server was down."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail
from django.utils import timezone

from portal import events, outbox
from portal.mailboxes import read_letter
from portal.notices import Notice
from portal.outbox import BACKOFF
from portal.tests import reports
from portal.tests.reports import report
from portal.undelivered import Outcome
from qa.models import Question
from qa.tests.factories import Office, confirmed_contact

pytestmark = pytest.mark.services
ADDRESS = "aigul@example.org"
QUESTION = "Емханаға тіркелу үшін қандай құжат керек?"


class Letterbox:
    """What an SMTP server received; `refuse` makes it turn the next letters away, `unknown` says of which address it
    knows nothing, and in which words."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.senders: list[str] = []
        self.connections: set[int] = set()
        self.refuse = 0
        self.unknown: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 the server's own name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.unknown:
            return self.unknown[address]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 the server's own name
        if self.refuse:
            self.refuse -= 1
            return "451 try again later"
        self.senders.append(envelope.mail_from)
        self.connections.add(session.peer[1])
        read = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.letters.append(read)
        return "250 received"


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def server(letterbox: Letterbox, settings: Any) -> Iterator[Controller]:
    """A server on a free port, not yet started; Django's mails go there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    controller = Controller(letterbox, hostname="127.0.0.1", port=port)
    yield controller
    if controller.server is not None:
        controller.stop()


def asked() -> Question:
    """A question of someone whose address is confirmed: two mails wait, the confirmation and the receipt."""
    return Office().submitted(contact=confirmed_contact(ADDRESS, language="kk"), text=QUESTION)


def test_each_notice_arrives_once(db: None, letterbox: Letterbox, server: Controller) -> None:
    server.start()
    question = asked()
    assert outbox.sweep() == 2
    assert outbox.sweep() == 0
    assert [letter["To"] for letter in letterbox.letters] == [ADDRESS, ADDRESS]
    told = list(Notice.objects.order_by("id").values_list("message_id", flat=True))
    assert [letter["Message-ID"] for letter in letterbox.letters] == told
    assert question.number in letterbox.letters[1]["Subject"]
    assert "сұрағыңыз" in letterbox.letters[1].get_content().casefold()
    assert all(QUESTION not in letter.get_content() for letter in letterbox.letters)
    assert mail.outbox == []


def test_a_server_that_is_down_loses_nothing(db: None, letterbox: Letterbox, server: Controller) -> None:
    """The first attempt meets nobody; the next one, a minute later, delivers both, in order."""
    asked()
    assert outbox.sweep() == 0
    assert letterbox.letters == []
    assert Notice.objects.filter(sent_at__isnull=True, dropped_at__isnull=True).count() == 2
    server.start()
    assert outbox.sweep() == 0, "the wait after a failure is not kept"
    with later(BACKOFF[0]):
        assert outbox.sweep() == 2
        assert outbox.sweep() == 0
    told = list(Notice.objects.order_by("id").values_list("message_id", flat=True))
    assert [letter["Message-ID"] for letter in letterbox.letters] == told


def test_a_letter_that_was_turned_away_comes_again_under_its_id(
    db: None, letterbox: Letterbox, server: Controller
) -> None:
    server.start()
    letterbox.refuse = 1
    asked()
    assert outbox.sweep() == 0
    with later(BACKOFF[0]):
        assert outbox.sweep() == 2
    ids = [letter["Message-ID"] for letter in letterbox.letters]
    assert len(set(ids)) == 2
    assert ids[0] == Notice.objects.order_by("id")[0].message_id
    assert Notice.objects.order_by("id")[0].attempts == 2


def test_an_address_that_the_server_does_not_know_is_given_up(
    db: None, letterbox: Letterbox, server: Controller
) -> None:
    """Refused for good at the door: no second attempt, nothing more to the address, and the code's page can tell."""
    server.start()
    letterbox.unknown[ADDRESS] = "550 5.1.1 no such user"
    question = asked()
    assert outbox.sweep() == 0
    first = Notice.objects.order_by("id")[0]
    assert (first.drop_reason, first.bounce_status) == (Notice.Dropped.REFUSED, "5.1.1")
    assert question.contact is not None
    question.contact.refresh_from_db()
    assert question.contact.bounced_at
    with later(BACKOFF[0]):
        assert outbox.sweep() == 0
    assert not Notice.objects.filter(sent_at__isnull=True, dropped_at__isnull=True).exists()


@pytest.mark.parametrize("words", ["450 4.2.1 try later", "550 5.7.1 your network is not welcome today"])
def test_a_refusal_for_now_or_of_us_is_tried_again(
    db: None, letterbox: Letterbox, server: Controller, words: str
) -> None:
    server.start()
    letterbox.unknown[ADDRESS] = words
    asked()
    assert outbox.sweep() == 0
    letterbox.unknown.clear()
    with later(BACKOFF[0]):
        assert outbox.sweep() == 2


def test_the_envelope_names_the_notice_and_what_comes_back_finds_it(
    db: None, letterbox: Letterbox, server: Controller, settings: Any
) -> None:
    settings.BOUNCE_ADDRESS = "bounces@jauap.example"
    server.start()
    question = asked()
    assert outbox.sweep() == 2
    newest = Notice.objects.order_by("id").last()
    assert newest is not None
    assert letterbox.senders[-1].startswith(f"bounces+{newest.pk}.")
    assert "bounces" not in letterbox.letters[-1]["From"]
    came_back = report(reports.POSTFIX, "<lost@on.the.way>", path=letterbox.senders[-1])
    assert read_letter(came_back) is Outcome.GIVEN_UP
    assert question.contact is not None
    question.contact.refresh_from_db()
    assert question.contact.bounced_at


def test_headers_that_machines_look_for(db: None, letterbox: Letterbox, server: Controller) -> None:
    server.start()
    asked()
    outbox.sweep()
    letter = letterbox.letters[-1]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "kk"
    assert abs(letter["Date"].datetime - datetime.now(UTC).replace(tzinfo=None)) < timedelta(minutes=5)
    assert letter["Precedence"] is None
    assert letter["List-Unsubscribe"] is None, "an asker stops mails on the question's page"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content_charset() == "utf-8"


def test_many_letters_go_over_one_connection(db: None, letterbox: Letterbox, server: Controller) -> None:
    server.start()
    event = events.record("test", 1, "happened", role="system")
    people = [confirmed_contact(f"r{n}@example.org") for n in range(12)]
    many = [outbox.Told(person.reference, "kk", {"token": "t"}) for person in people]
    outbox.tell_many(event, many, template="confirm_contact")
    assert outbox.sweep() == 24
    assert len(letterbox.connections) == 1


def later(wait: timedelta) -> Any:
    """The clock, `wait` and a little further on, running."""
    return time_machine.travel(timezone.now() + wait + timedelta(seconds=5))
