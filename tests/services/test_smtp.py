"""Notices over a real SMTP server: each arrives once, under its own Message-ID, also when the server was down."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail
from django.utils import timezone

from portal import outbox
from portal.notices import Notice
from portal.outbox import BACKOFF
from qa.models import Question
from qa.tests.factories import Office, confirmed_contact

pytestmark = pytest.mark.services
ADDRESS = "aigul@example.org"
QUESTION = "Емханаға тіркелу үшін қандай құжат керек?"


class Letterbox:
    """What an SMTP server received; `refuse` makes it turn the next letters away."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuse = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 the server's own name
        if self.refuse:
            self.refuse -= 1
            return "451 try again later"
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


def later(wait: timedelta) -> Any:
    """The clock, `wait` and a little further on, running."""
    return time_machine.travel(timezone.now() + wait + timedelta(seconds=5))
