"""What is done about a letter that came back: retried when it may yet arrive, given up when it never will.

Upper floors say what giving up means for their kinds of recipients (`register`, in `AppConfig.ready`).
"""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils import timezone

from portal import letters
from portal.bounces import Kind, Report, status_in
from portal.notices import Notice

# How long to wait before a letter that came back "for now" is sent again; after the last one the address is given up.
SOFT_BACKOFF: Final = (timedelta(hours=6), timedelta(days=1), timedelta(days=3))
# Full boxes empty themselves, and a refusal by policy tells of us, not of the address: these 5.x.x are tried again.
_RETRIED: Final = ("5.2.2", "5.7.")
_SKEW: Final = timedelta(minutes=10)


class Why(StrEnum):
    """Why a recipient is not written to any more."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"


class Outcome(StrEnum):
    """What came of one report."""

    GIVEN_UP = "given up"
    RETRIED = "to be sent again"
    COMPLAINT = "complaint"
    REPEATED = "known already"
    UNKNOWN = "about no letter of ours"
    IGNORED = "no failure"


Handler = Callable[[str, str, Why], None]

_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """`handler(id, template, why)` is told that "kind:id" cannot be written to, in the transaction that says so."""
    _handlers[kind] = handler


def is_hard(status: str) -> bool:
    """Whether `status` ("5.1.1") says that the address will never take a letter."""
    return status.startswith("5.") and not status.startswith(_RETRIED)


def status_of(refused: smtplib.SMTPRecipientsRefused) -> str:
    """The status in a server's refusal of the one recipient of a letter."""
    for code, words in refused.recipients.values():
        said = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
        return status_in(f"{said} {code} ")
    return "4.0.0"


@transaction.atomic
def act_on(report: Report) -> Outcome:
    """Does what `report` asks for, once, however often it is read."""
    if report.kind is Kind.OTHER:
        return Outcome.IGNORED
    notice = _notice_of(report)
    if notice is None:
        return Outcome.UNKNOWN
    if notice.sent_at is None or notice.bounced_at is not None or _is_old(report, notice):
        return Outcome.REPEATED
    if report.kind is Kind.COMPLAINT:
        return _complained(notice)
    if is_hard(report.status) or notice.soft_bounces >= len(SOFT_BACKOFF):
        give_up(notice, report.status)
        return Outcome.GIVEN_UP
    _send_again(notice, report.status)
    return Outcome.RETRIED


def _notice_of(report: Report) -> Notice | None:
    """By the signed envelope first, then by Message-ID, which nobody but the recipient can know."""
    rows = Notice.objects.select_for_update()
    pk = letters.notice_of(report.addresses)
    if pk is not None:
        return rows.filter(pk=pk).first()
    ids = report.message_ids[:20]
    return rows.filter(message_id__in=ids).first() if ids else None


def _is_old(report: Report, notice: Notice) -> bool:
    """A report of an earlier sending of what was sent again since."""
    return (
        report.at is not None
        and report.at.tzinfo is not None
        and notice.soft_bounces > 0
        and notice.sent_at is not None
        and report.at < notice.sent_at - _SKEW
    )


@transaction.atomic
def give_up(notice: Notice, status: str, why: Why = Why.BOUNCED) -> None:
    """Marks the letter and tells whoever knows the recipient that it cannot be reached."""
    Notice.objects.filter(pk=notice.pk).update(bounced_at=timezone.now(), bounce_status=status[:12])
    kind, _, pk = notice.recipient.partition(":")
    if kind in _handlers:
        _handlers[kind](pk, notice.template, why)


def _complained(notice: Notice) -> Outcome:
    give_up(notice, "complaint", Why.COMPLAINED)
    return Outcome.COMPLAINT


def _send_again(notice: Notice, status: str) -> None:
    later = timezone.now() + SOFT_BACKOFF[notice.soft_bounces]
    Notice.objects.filter(pk=notice.pk).update(
        sent_at=None, next_try_at=later, soft_bounces=notice.soft_bounces + 1, bounce_status=status[:12]
    )
