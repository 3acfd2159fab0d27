"""Writes the notices of an announcement, in portions: ten thousand followers hold nobody up and fill no memory.

Each portion is one transaction that moves the cursor with the rows, so a job that dies or runs twice repeats nothing.
"""

import time
from collections.abc import Iterator
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from portal import dates, jobs, languages, outbox
from portal.events import Event
from portal.outbox import Told
from qa.models import Announcement, Follower, Question
from qa.notifications import NEWS_FOR
from qa.rules.following import KEPT, UNCONFIRMED_FOR, News
from qa.rules.reasons import WithholdReason
from qa.rules.states import Visibility

PORTION: Final = 500
SECONDS: Final = 20.0  # a job's share; what is left comes with the next one
# Taken down like this a question does not come back: there will be nothing more to tell.
_FOR_GOOD: Final = frozenset({WithholdReason.ERASED, WithholdReason.CONSENT_REVOKED, WithholdReason.CLOSED})


def tell_followers(event: Event, question: Question, news: News) -> None:
    """Everyone who follows the public question hears of `event`. Call it in the transaction of the event."""
    if event.at < timezone.now() - NEWS_FOR or not question.followers.following().exists():
        return
    row = Announcement.objects.create(event=event, question=question, mail=news)
    jobs.enqueue(announce, row.pk)


def announce(pk: int) -> int:
    """Writes notices of the announcement for up to 20 seconds; how many. Calls itself again for the rest."""
    until, told = time.monotonic() + SECONDS, 0
    while True:
        portion, done = _portion(pk)
        told += portion
        if done:
            break
        if time.monotonic() > until:
            jobs.enqueue(announce, pk)
            return told
    if told:
        jobs.enqueue(outbox.sweep)
    return told


def announce_rest() -> int:
    """What a lost job left behind, the oldest first; how many notices."""
    return sum(
        announce(pk) for pk in Announcement.objects.filter(done_at__isnull=True).values_list("pk", flat=True)[:20]
    )


@transaction.atomic
def _portion(pk: int) -> tuple[int, bool]:
    """The next notices, and whether these were the last."""
    row = Announcement.objects.select_for_update().select_related("event", "question").get(pk=pk)
    if row.done_at is not None:
        return 0, True
    # Who confirmed later reads the present state on the page; they are told of what comes next.
    followers = row.question.followers.following().filter(pk__gt=row.cursor, confirmed_at__lte=row.event.at)
    portion = list(followers.order_by("pk").select_related("contact")[:PORTION])
    told = outbox.tell_many(row.event, _told(row, portion), template=f"follow_{row.mail}") if portion else 0
    if portion:
        Follower.objects.filter(pk__in=[f.pk for f in portion]).update(keep_until=_keep_until(row.question))
        row.cursor = portion[-1].pk
    row.told += told
    if len(portion) < PORTION:
        row.done_at = timezone.now()
    row.save(update_fields=["cursor", "told", "done_at"])
    return told, row.done_at is not None


def _keep_until(question: Question) -> Any:
    """A year more; a week, for the last mail to arrive, where nothing can come any more."""
    gone = question.visibility == Visibility.WITHHELD and question.withhold_reason in _FOR_GOOD
    return timezone.now() + (UNCONFIRMED_FOR if gone else KEPT)


def _told(row: Announcement, followers: list[Follower]) -> Iterator[Told]:
    """Each in their language: the number, the page, the day, and the address that stops it."""
    number, words = row.question.number, {}
    for code in languages.CODES:
        with translation.override(code):
            words[code] = {
                "number": number,
                "path": reverse("qa:question", kwargs={"number": number}),
                "date": dates.full(dates.local(row.event.at), code),
                "unsubscribe": reverse("qa:unfollow", kwargs={"token": "TOKEN"}),
            }
    for follower in followers:
        mine = words[follower.contact.language]
        stop = mine["unsubscribe"].replace("TOKEN", follower.token)
        yield Told(follower.reference, follower.contact.language, {**mine, "unsubscribe": stop})
