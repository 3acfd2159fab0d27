"""A notice as a letter: plain text in its language, with the headers that machines on the way look for.

Plain text alone: a letter holds a few lines and one link, and without HTML it can hide nothing (docs/decisions/0018).
"""

import re
from collections import Counter
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from portal import crypto
from portal.notices import Notice

RENEW_AFTER: Final = 50  # letters over one connection: servers end longer ones
_TOKEN: Final = re.compile(r"\+(\d{1,18})\.([0-9a-f]{20})@", re.IGNORECASE)


def domain() -> str:
    """The host in whose name Message-IDs are made."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def compose(template: str, language: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and body of the text `template` in `language`; its first line is the subject."""
    with translation.override(language):
        text = render_to_string(template, {**context, "base_url": settings.BASE_URL, "language": language})
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"


def letter(notice: Notice, template: str, address: str) -> EmailMessage:
    """The letter of `notice` to `address`, always under the notice's own Message-ID.

    Where `MAIL_BOUNCES` is set, the envelope's sender names the notice, so that what comes back can be told apart. A
    notice whose context has the path `unsubscribe` gets the headers of RFC 8058.
    """
    subject, body = compose(template, notice.language, notice.context)
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": notice.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": notice.language,
    }
    stop = notice.context.get("unsubscribe")
    if stop:
        headers["List-Unsubscribe"] = f"<{settings.BASE_URL}{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(subject, body, from_email=return_path(notice.pk), to=[address], headers=headers)


def return_path(pk: int) -> str:
    """The envelope's sender for a notice: "bounces+12.3f…@host", signed; without `MAIL_BOUNCES` the usual sender."""
    if not settings.BOUNCE_ADDRESS:
        return settings.DEFAULT_FROM_EMAIL
    local, _, host = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{local}+{pk}.{_signature(pk)}@{host}"


def notice_of(address: str) -> int | None:
    """The notice that an envelope address (or a text that holds one) names; None when it was not we who wrote it."""
    for pk, signature in _TOKEN.findall(address):
        if signature.lower() == _signature(int(pk)):
            return int(pk)
    return None


def _signature(pk: int) -> str:
    return crypto.fingerprint("bounce", str(pk))[:20]


class Post:
    """One connection to the mail server for many letters, and how many went to each domain over it.

    `per_domain` is the most that a domain gets (None: no limit): `full` says when it has them.
    """

    def __init__(self, per_domain: int | None = None) -> None:
        self.per_domain = per_domain
        self._sent: Counter[str] = Counter()
        self._connection: BaseEmailBackend | None = None

    def __enter__(self) -> "Post":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def full(self, address: str) -> bool:
        return self.per_domain is not None and self._sent[_domain_of(address)] >= self.per_domain

    def send(self, mail: EmailMessage) -> None:
        """Hands the letter to the server. Raises SMTPException or OSError; the next letter gets a fresh connection."""
        if self._connection is None:
            self._connection = get_connection()
            self._connection.open()
        try:
            self._connection.send_messages([mail])
        except BaseException:
            self._close()
            raise
        self._sent[_domain_of(mail.to[0])] += 1
        if self._sent.total() % RENEW_AFTER == 0:
            self._close()

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _domain_of(address: str) -> str:
    return address.rpartition("@")[2].casefold()
