"""Sends what the `Notice` rows say: in order per recipient, once, and again only with the same Message-ID.

Upper floors say how to reach their kinds of recipients and which texts there are (`register_recipient`,
`register_mails`, in `AppConfig.ready`). A mail's text is a Django template whose first line is the subject.
"""

import logging
import smtplib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any, Final

from django.conf import settings
from django.db.models import F, Min
from django.utils import timezone

from portal import jobs, letters, undelivered
from portal.events import Event
from portal.letters import Post
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
ENOUGH_FOR_NOW: Final = timedelta(seconds=50)  # until a domain that has had its share gets the next one
_AT_A_TIME: Final = 500


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


@dataclass(frozen=True, slots=True)
class Told:
    """One of many who are told the same: who, in which language, with which words of their own."""

    recipient: str
    language: str
    context: dict[str, Any]


def tell(
    event: Event, *, recipient: str, language: str, template: str, context: dict[str, Any] | None = None
) -> Notice:
    """Writes the notice that tells `recipient` ("contact:12") of `event`, and wakes the sender.

    A second call for the same event and recipient changes nothing. Raises LookupError for an unknown text.
    """
    _known(template)
    notice, created = Notice.objects.get_or_create(
        event=event,
        recipient=recipient,
        channel=Notice.Channel.MAIL,
        defaults={
            "language": language,
            "template": template,
            "context": context or {},
            "message_id": make_msgid(domain=letters.domain()),
        },
    )
    if created:
        jobs.enqueue(deliver, recipient)
    return notice


def tell_many(event: Event, told: Iterable[Told], *, template: str) -> int:
    """The same for many at once, in one statement; how many were given. The sweep sends them, after all others.

    Who was told of `event` before is not told again. Raises LookupError for an unknown text.
    """
    _known(template)
    host = letters.domain()
    rows = [
        Notice(
            event=event,
            recipient=one.recipient,
            language=one.language,
            template=template,
            context=one.context,
            message_id=make_msgid(domain=host),
            bulk=True,
        )
        for one in told
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _known(template: str) -> None:
    if template not in _mails:
        raise LookupError(f"no mail is called {template!r}")


def wake(recipient: str) -> None:
    """What waits for `recipient` may go out now: call it once an address has been confirmed."""
    waiting = Notice.objects.filter(recipient=recipient, sent_at__isnull=True, dropped_at__isnull=True)
    if waiting.update(next_try_at=timezone.now()):
        jobs.enqueue(deliver, recipient)


def hold(about: Iterable[Event], until: datetime) -> None:
    """What was told of these events waits until then, so that what they did can still be undone.

    Call it in the transaction of `tell`: a worker never sees a notice that is not held yet.
    """
    Notice.objects.filter(event__in=about, sent_at__isnull=True, dropped_at__isnull=True).update(
        held_until=until, next_try_at=until
    )


def withdraw(about: Iterable[Event]) -> bool:
    """Drops what was told of these events, since they were undone; False if something has gone out, or is going."""
    notices = Notice.objects.filter(event__in=about)
    notices.filter(sent_at__isnull=True, dropped_at__isnull=True, attempts=0).update(
        dropped_at=timezone.now(), drop_reason=Notice.Dropped.UNDONE
    )
    return not notices.exclude(attempts=0).exists()


def sweep() -> int:
    """Sends what the jobs left behind, the longest waiting recipient first; how many were sent.

    What goes to many for one event comes after everything else, and no domain gets more of a sweep than its share.
    """
    until = time.monotonic() + SWEEP_SECONDS
    sent = 0
    with Post(settings.MAIL_PER_DOMAIN) as post:
        for bulk in (False, True):
            for recipient in _due(bulk):
                sent += deliver(recipient, post)
                if time.monotonic() > until:
                    return sent
    return sent


def _due(bulk: bool) -> Iterator[str]:
    """Who waits for a notice that is due, each once, read in portions: there may be very many."""
    due = Notice.objects.filter(
        sent_at__isnull=True, dropped_at__isnull=True, next_try_at__lte=timezone.now(), bulk=bulk
    )
    recipients = due.values("recipient").annotate(first=Min("id")).order_by("first")
    last = 0
    while portion := list(recipients.filter(first__gt=last).values_list("recipient", "first")[:_AT_A_TIME]):
        yield from (recipient for recipient, _ in portion)
        last = portion[-1][1]


def deliver(recipient: str, post: Post | None = None) -> int:
    """Sends, in order, what waits for `recipient`; how many. A notice that fails holds back those after it.

    One that is held for a while (`hold`) holds back only what else is told of the same subject.
    """
    if post is None:
        with Post() as own:
            return deliver(recipient, own)
    sent = 0
    held: set[tuple[str, int]] = set()
    waiting = Notice.objects.filter(recipient=recipient, sent_at__isnull=True, dropped_at__isnull=True).order_by("id")
    for notice in waiting.select_related("event"):
        subject = (notice.event.subject_kind, notice.event.subject_id)
        if notice.held_until and notice.held_until > timezone.now():
            held.add(subject)
        if subject in held:
            continue
        reach = _reach(notice)
        if reach.waits:
            _wait(notice)
        elif not reach.address:
            _drop(notice, Notice.Dropped.GONE)
        elif post.full(reach.address):
            _not_now(notice)
            break
        elif not _claim(notice):
            break  # another worker has it, or its next attempt is later
        elif _send(notice, reach.address, post):
            sent += 1
        else:
            break
    return sent


def _not_now(notice: Notice) -> None:
    """The domain has had its share: the others of this recipient wait with this one."""
    now = timezone.now()
    free = Notice.objects.filter(pk=notice.pk, next_try_at__lte=now)
    free.update(next_try_at=now + ENOUGH_FOR_NOW)


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


def _send(notice: Notice, address: str, post: Post) -> bool:
    try:
        post.send(letters.letter(notice, _mails[notice.template], address))
    except smtplib.SMTPRecipientsRefused as error:
        status = undelivered.status_of(error)
        if undelivered.is_hard(status):
            _drop(notice, Notice.Dropped.REFUSED)
            undelivered.give_up(notice, status)
        else:
            _failed(notice, error)
        return False
    except (smtplib.SMTPException, OSError) as error:
        _failed(notice, error)
        return False
    Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now())
    return True


def compose(notice: Notice) -> tuple[str, str]:
    """Subject and body in the language of the notice."""
    return letters.compose(_mails[notice.template], notice.language, notice.context)


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
