"""Sends what the `Notice` rows say: in order per recipient, once, and again only with the same Message-ID.

Upper floors say how to reach their kinds of recipients and which texts there are (`register_recipient`,
`register_mails`, in `AppConfig.ready`). A mail's text is a Django template whose first line is the subject.
"""

import logging
import smtplib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import make_msgid
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Min
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal import jobs
from portal.events import Event
from portal.notices import Notice
from portal.users import User

log = logging.getLogger(__name__)

# How long to wait after each failed attempt; after the last one the notice is dropped.
BACKOFF: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
LEASE: Final = timedelta(
    minutes=2
)  # how long an attempt may take before another worker tries: more than a job's timeout
LOOK_AGAIN: Final = timedelta(hours=1)
UNCONFIRMED_FOR: Final = timedelta(days=30)
SWEEP_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a recipient can be reached now: an address; or not yet (`waits`); or never again (neither)."""

    address: str = ""
    waits: bool = False


Resolver = Callable[[str, str], Reach]

_resolvers: dict[str, Resolver] = {}
_mails: dict[str, str] = {}


def register_recipient(kind: str, resolver: Resolver) -> None:
    """`resolver(id, template)` says how to reach "kind:id" with that text; a confirmation may go where others wait."""
    _resolvers[kind] = resolver


def register_mails(app: str, names: Iterable[str]) -> None:
    """The texts `<app>/mail/<name>.txt`, known to `tell` by their names. Raises ValueError when a name is taken."""
    for name in names:
        path = f"{app}/mail/{name}.txt"
        if _mails.setdefault(name, path) != path:
            raise ValueError(f"two mails are called {name!r}")


def mail_names() -> dict[str, str]:
    """Every known text: its name and the path of its template."""
    return dict(_mails)


def tell(
    event: Event, *, recipient: str, language: str, template: str, context: dict[str, Any] | None = None
) -> Notice:
    """Writes the notice that tells `recipient` ("contact:12") of `event`, and wakes the sender.

    A second call for the same event and recipient changes nothing. Raises LookupError for an unknown text.
    """
    if template not in _mails:
        raise LookupError(f"no mail is called {template!r}")
    notice, created = Notice.objects.get_or_create(
        event=event,
        recipient=recipient,
        channel=Notice.Channel.MAIL,
        defaults={
            "language": language,
            "template": template,
            "context": context or {},
            "message_id": make_msgid(domain=urlsplit(settings.BASE_URL).hostname or "localhost"),
        },
    )
    if created:
        jobs.enqueue(deliver, recipient)
    return notice


def wake(recipient: str) -> None:
    """What waits for `recipient` may go out now: call it once an address has been confirmed."""
    waiting = Notice.objects.filter(recipient=recipient, sent_at__isnull=True, dropped_at__isnull=True)
    if waiting.update(next_try_at=timezone.now()):
        jobs.enqueue(deliver, recipient)


def sweep() -> int:
    """Sends what the jobs left behind, the longest waiting recipient first; how many were sent."""
    started = time.monotonic()
    due = Notice.objects.filter(sent_at__isnull=True, dropped_at__isnull=True, next_try_at__lte=timezone.now())
    recipients = due.values("recipient").annotate(first=Min("id")).order_by("first").values_list("recipient", flat=True)
    sent = 0
    for recipient in list(recipients[:1000]):
        sent += deliver(recipient)
        if time.monotonic() - started > SWEEP_SECONDS:
            break
    return sent


def deliver(recipient: str) -> int:
    """Sends, in order, what waits for `recipient`; how many. A notice that fails holds back those after it."""
    sent = 0
    waiting = Notice.objects.filter(recipient=recipient, sent_at__isnull=True, dropped_at__isnull=True).order_by("id")
    for notice in waiting:
        reach = _reach(notice)
        if reach.waits:
            _wait(notice)
        elif not reach.address:
            _drop(notice, Notice.Dropped.GONE)
        elif not _claim(notice):
            break  # another worker has it, or its next attempt is later
        elif _send(notice, reach.address):
            sent += 1
        else:
            break
    return sent


def _reach(notice: Notice) -> Reach:
    kind, _, pk = notice.recipient.partition(":")
    return _resolvers[kind](pk, notice.template)


def _wait(notice: Notice) -> None:
    if notice.created_at < timezone.now() - UNCONFIRMED_FOR:
        _drop(notice, Notice.Dropped.UNCONFIRMED)
    else:
        # Unless somebody woke it since it was read: then the address has just been confirmed.
        as_read = Notice.objects.filter(pk=notice.pk, next_try_at=notice.next_try_at)
        as_read.update(next_try_at=timezone.now() + LOOK_AGAIN)


def _claim(notice: Notice) -> bool:
    """Takes the notice for one attempt. One conditional update, so that no two workers hold it and no lock is held
    while the mail server talks; if we die, the lease runs out and the attempt is made again."""
    now = timezone.now()
    free = Notice.objects.filter(pk=notice.pk, sent_at__isnull=True, dropped_at__isnull=True, next_try_at__lte=now)
    return bool(free.update(next_try_at=now + LEASE, attempts=F("attempts") + 1))


def _send(notice: Notice, address: str) -> bool:
    subject, body = compose(notice)
    mail = EmailMessage(subject, body, to=[address], headers={"Message-ID": notice.message_id})
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        _failed(notice, error)
        return False
    Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now())
    return True


def compose(notice: Notice) -> tuple[str, str]:
    """Subject and body in the language of the notice."""
    with translation.override(notice.language):
        text = render_to_string(
            _mails[notice.template], {**notice.context, "base_url": settings.BASE_URL, "language": notice.language}
        )
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def _failed(notice: Notice, error: Exception) -> None:
    # The server's words may quote the address: only the kind of failure goes into the log.
    log.warning("notice %s not sent: %s", notice.pk, type(error).__name__)
    notice.refresh_from_db(fields=["attempts"])
    if notice.attempts > len(BACKOFF):
        _drop(notice, Notice.Dropped.ATTEMPTS)
    else:
        later = timezone.now() + BACKOFF[notice.attempts - 1]
        Notice.objects.filter(pk=notice.pk).update(next_try_at=later)


def _drop(notice: Notice, reason: Notice.Dropped) -> None:
    Notice.objects.filter(pk=notice.pk).update(dropped_at=timezone.now(), drop_reason=reason)


def reach_user(pk: str, template: str) -> Reach:
    """A member of staff, at the address of their account."""
    user = User.objects.filter(pk=pk, is_active=True).only("email").first()
    return Reach(user.email) if user else Reach()


register_recipient("user", reach_user)
