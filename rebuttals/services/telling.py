"""Those who reported a claim are told what was found, once for each word that is said."""

from collections import defaultdict
from datetime import timedelta
from typing import Final

from django.utils import timezone

from portal import jobs, outbox
from portal.events import Event
from portal.outbox import Told
from rebuttals.cases import ClaimCase
from rebuttals.reports import ClaimReport
from rebuttals.rules.states import State

MAILS: Final = ("report_answered", "report_corrected", "report_dismissed")
DISMISSED: Final = "dismissed"
# What is loaded with a date in the past (a demo) is no news: nobody gets a mail about it.
NEWS_FOR: Final = timedelta(days=1)


def word_of(case: ClaimCase) -> str:
    """What there is to say of a case: its verdict, or that it was dismissed; "" while there is nothing."""
    if case.state == State.ANSWERED:
        return case.verdict
    return DISMISSED if case.state == State.DISMISSED else ""


def reporters_tell(case: ClaimCase, event: Event, only: ClaimReport | None = None) -> int:
    """Tells of `event` all who reported the case (or `only` one of them) and have not heard its present word; how many.

    Call it in the transaction of the event. Who left no address reads it on their page.
    """
    word = word_of(case)
    if not word or event.at < timezone.now() - NEWS_FOR:
        return 0
    waiting = (
        ClaimReport.objects.of(case).live().trusted().filter(contact__erased_at__isnull=True, contact__isnull=False)
    )
    if only is not None:
        waiting = waiting.filter(pk=only.pk)
    reports = list(waiting.exclude(told=word).select_related("contact"))
    told = defaultdict(list)
    for report in reports:
        if report.contact is not None:
            context = {"number": report.pk, "word": word}
            told[_mail(word, report.told)].append(Told(report.contact.reference, report.contact.language, context))
    for mail, ones in told.items():
        outbox.tell_many(event, ones, template=mail)
    ClaimReport.objects.filter(pk__in=[report.pk for report in reports]).update(told=word)
    if reports:
        jobs.enqueue(outbox.sweep)
    return len(reports)


def _mail(word: str, told: str) -> str:
    """Which text says it: that somebody had heard another verdict makes it a correction."""
    if word == DISMISSED:
        return "report_dismissed"
    return "report_corrected" if told and told != DISMISSED else "report_answered"
