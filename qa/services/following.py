"""Following a public question by mail, and asking it too. Nobody learns from us who follows what.

An address follows once its owner has pressed the button of the one mail it gets; every later mail can stop it.
"""

from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation

from intake.contacts import address_undeliverable, contact_add, contact_confirm, contact_erase, fingerprint
from intake.models import Contact
from portal import crypto, events, outbox
from portal.outbox import Reach
from portal.undelivered import Why
from qa.models import Follower, PublishedQuestion, Question
from qa.notifications import CONFIRM_FOLLOWING
from qa.rules.following import KEPT, UNCONFIRMED_FOR
from qa.rules.states import Visibility

KIND: Final = "follower"  # how events name their subject
ASK_AGAIN: Final = timedelta(days=1)
CONFIRMATIONS_A_DAY: Final = 5  # to one address, for all questions: nobody's box is filled by others
MOST: Final = 200  # questions that one address follows at once


@transaction.atomic
def question_ask_too(*, question: Question) -> None:
    """One more who has this question too. A plain count: neither who nor when is kept, and no event is written."""
    counted = Question.objects.filter(pk=question.pk, visibility=Visibility.PUBLIC)
    if counted.update(asked_too=F("asked_too") + 1):
        PublishedQuestion.objects.filter(question=question.pk).update(asked_too=F("asked_too") + 1)


def question_follow(*, question: Question, email: str, language: str) -> None:
    """Sends `email` the mail whose button makes it a follower, unless it is one, was asked lately, or has had enough
    such mails today. The caller says the same in every case."""
    if question.visibility != Visibility.PUBLIC:
        return
    key = crypto.fingerprint("follower", f"{question.pk}:{fingerprint(email)}")
    try:
        with transaction.atomic():
            follower = Follower.objects.select_for_update().filter(key=key).first()
            if follower is not None:
                _ask_again(follower)
            elif _may_be_asked(email):
                _ask(_new(question, email, language, key))
    except IntegrityError:
        return  # the same address, at the same moment: the other request has asked it


def _new(question: Question, email: str, language: str, key: str) -> Follower:
    contact = contact_add(email, language, ask=False)
    return Follower.objects.create(
        question=question, contact=contact, key=key, keep_until=timezone.now() + UNCONFIRMED_FOR
    )


def _may_be_asked(email: str) -> bool:
    theirs = Follower.objects.filter(contact__email_fingerprint=fingerprint(email), ended_at__isnull=True)
    today = theirs.filter(asked_at__gt=timezone.now() - ASK_AGAIN).count()
    return today < CONFIRMATIONS_A_DAY and theirs.count() < MOST


def _ask_again(follower: Follower) -> None:
    """A mail that was lost, or overlooked, is sent again a day later."""
    if not follower.confirmed and follower.asked_at < timezone.now() - ASK_AGAIN:
        follower.asked_at = timezone.now()
        follower.keep_until = timezone.now() + UNCONFIRMED_FOR
        follower.save(update_fields=["asked_at", "keep_until"])
        _ask(follower)


def _ask(follower: Follower) -> None:
    """The one mail before the confirmation: the number and links, none of the question's words."""
    language, number = follower.contact.language, follower.question.number
    event = events.record(KIND, follower.pk, "follow_asked", role="citizen")
    with translation.override(language):
        paths = {
            "path": reverse("qa:question", kwargs={"number": number}),
            "confirm": reverse("qa:follow-confirm", kwargs={"token": follower.token}),
        }
    outbox.tell(
        event,
        recipient=follower.reference,
        language=language,
        template=CONFIRM_FOLLOWING,
        context={"number": number, **paths},
    )


def follower_by_token(token: str) -> Follower | None:
    """The follower in whose mails `token` stands, ended ones too; None for any other."""
    return Follower.objects.filter(token=token).select_related("question", "contact").first()


@transaction.atomic
def follower_confirm(*, follower: Follower) -> Follower:
    """The owner of the address wants it: from now on they are told. A second time changes nothing."""
    row = Follower.objects.select_for_update().select_related("contact").get(pk=follower.pk)
    if row.ended_at is None and not row.confirmed:
        row.confirmed_at = timezone.now()
        row.keep_until = row.confirmed_at + KEPT
        row.save(update_fields=["confirmed_at", "keep_until"])
        events.record(KIND, row.pk, "follow_confirmed", role="citizen")
        contact_confirm(row.contact)
    return row


@transaction.atomic
def follower_stop(*, follower: Follower, reason: Follower.Ended = Follower.Ended.STOPPED) -> Follower:
    """Nothing more is sent, and the address is erased. A second time changes nothing."""
    row = Follower.objects.select_for_update().select_related("contact").get(pk=follower.pk)
    if row.ended_at is None:
        row.key, row.ended_at, row.end_reason = None, timezone.now(), reason
        row.save(update_fields=["key", "ended_at", "end_reason"])
        events.record(KIND, row.pk, "follow_ended", role="citizen", reason=str(reason))
        contact_erase(row.contact)
    return row


def follower_stop_all(*, follower: Follower) -> int:
    """Stops everything that the address of `follower` follows; how many questions."""
    same = follower.contact.email_fingerprint
    rows = Follower.objects.filter(ended_at__isnull=True).filter(Q(pk=follower.pk) | Q(contact__email_fingerprint=same))
    stopped = 0
    for row in list(rows if same else rows.filter(pk=follower.pk)):
        follower_stop(follower=row)
        stopped += 1
    return stopped


def followers_forget() -> int:
    """Ends what was never confirmed in a week, what had nothing to tell for a year, and what is gone for good; how
    many of at most 500."""
    late = Follower.objects.filter(ended_at__isnull=True, keep_until__lt=timezone.now()).select_related("question")
    rows = list(late[:500])
    for row in rows:
        follower_stop(follower=row, reason=_why_forgotten(row))
    return len(rows)


def _why_forgotten(row: Follower) -> Follower.Ended:
    if not row.confirmed:
        return Follower.Ended.UNCONFIRMED
    return Follower.Ended.GONE if row.question.erased_at else Follower.Ended.EXPIRED


def reach(pk: str, template: str) -> Reach:
    """How the outbox reaches follower `pk`: only the confirmation goes to one who has not confirmed."""
    row = Follower.objects.filter(pk=pk, ended_at__isnull=True).select_related("contact").first()
    if row is None or not _can_be_written_to(row.contact):
        return Reach()
    if not row.confirmed and template != CONFIRM_FOLLOWING:
        return Reach()
    return Reach(row.contact.email())


def _can_be_written_to(contact: Contact) -> bool:
    return contact.erased_at is None and contact.bounced_at is None


def undeliverable(pk: str, template: str, why: Why) -> None:
    """A mail to follower `pk` came back for good: the address is marked everywhere. A complaint only ends following."""
    row = Follower.objects.filter(pk=pk, ended_at__isnull=True).select_related("contact").first()
    if row is None:
        return
    if why is Why.COMPLAINED:
        follower_stop(follower=row, reason=Follower.Ended.COMPLAINED)
        return
    address_undeliverable(row.contact, why)
    same = Follower.objects.filter(contact__email_fingerprint=row.contact.email_fingerprint, ended_at__isnull=True)
    for other in list(same):
        follower_stop(follower=other, reason=Follower.Ended.BOUNCED)
