"""What can be done with a report of a claim. A rebuttal itself is a page and goes through Wagtail's own workflow."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from directory.models import Topic
from portal import events, text
from rebuttals.pages import RebuttalIndexPage, RebuttalPage
from rebuttals.reports import ClaimReport

KIND = "report"
SETTLED = {ClaimReport.Status.LINKED, ClaimReport.Status.DISMISSED}
TITLE_LENGTH = 120


class NoIndexPage(Exception):  # noqa: N818 it says what is missing
    """There is no fact-check section in the report's language to begin a rebuttal in."""


@transaction.atomic
def report_submit(
    *,
    token: str,
    claim: str,
    language: str,
    url: str = "",
    where_seen: str = "",
    topic: Topic | None = None,
    quarantined: bool = False,
) -> ClaimReport:
    """Takes in one report and returns it; the same `token` again returns the same report, unchanged."""
    report, new = ClaimReport.objects.get_or_create(
        token=token,
        defaults={
            "text": text.clean(claim),
            "url": url,
            "where_seen": text.clean(where_seen),
            "language": language,
            "topic": topic,
            "quarantined": quarantined,
        },
    )
    if new:
        events.record(KIND, report.pk, "submit", role="citizen", quarantined=quarantined)
    return report


@transaction.atomic
def rebuttal_begin(*, report: ClaimReport, actor: Any) -> RebuttalPage:
    """Starts a draft rebuttal from the report, in its language, and returns the page; a second call returns the same.

    Raises NoIndexPage when the language has no fact-check section.
    """
    report = ClaimReport.objects.select_for_update().get(pk=report.pk)
    if report.rebuttal:
        return report.rebuttal
    index = RebuttalIndexPage.objects.filter(locale__language_code=report.language).order_by("-live", "path").first()
    if index is None:
        raise NoIndexPage
    page: RebuttalPage = index.add_child(
        instance=RebuttalPage(
            title=first_sentence(report.text),
            slug=f"claim-{timezone.localdate():%Y-%m-%d}-{report.pk}",
            claim=report.text[:500],
            claim_by=report.where_seen,
            verdict="unproven",
            conclusion="",
            locale=index.locale,
            spread=[("place", {"where": report.where_seen or report.url, "url": report.url, "archive_url": ""})]
            if report.where_seen or report.url
            else [],
            live=False,
            owner=actor,
        )
    )
    page.save_revision(user=actor, log_action=True)
    report.rebuttal, report.status = page, ClaimReport.Status.STARTED
    report.save(update_fields=["rebuttal", "status"])
    events.record(KIND, report.pk, "begin", role="editor", actor=actor, page=page.pk)
    return page


@transaction.atomic
def report_link(*, report: ClaimReport, page: Page, actor: Any) -> None:
    """Says that `page`, a rebuttal, answers the report already."""
    report.rebuttal, report.status = RebuttalPage.objects.get(pk=page.pk), ClaimReport.Status.LINKED
    report.save(update_fields=["rebuttal", "status"])
    events.record(KIND, report.pk, "link", role="editor", actor=actor, page=page.pk)


@transaction.atomic
def report_dismiss(*, report: ClaimReport, actor: Any) -> None:
    """Says that there is nothing in the report to check."""
    report.status = ClaimReport.Status.DISMISSED
    report.save(update_fields=["status"])
    events.record(KIND, report.pk, "dismiss", role="editor", actor=actor)


def first_sentence(claim: str) -> str:
    """The claim's first sentence, cut at a word where it is long: a working title."""
    line = claim.strip().splitlines()[0]
    for mark in (". ", "! ", "? "):
        line = line.split(mark)[0]
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH].rsplit(" ", 1)[0]
