"""What can be done with a report of a claim. A rebuttal itself is a page and goes through Wagtail's own workflow."""

from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from directory.models import PageTopic, Topic
from portal import events, text
from rebuttals.pages import RebuttalIndexPage, RebuttalPage
from rebuttals.reports import ClaimReport

KIND = "report"
TITLE_LENGTH, CLAIM_LENGTH = 120, 500


class NoIndexPage(Exception):  # noqa: N818 it says what is missing
    """There is no fact-check section in the report's language to begin a rebuttal in."""


class AlreadyAnswered(Exception):  # noqa: N818 a state of affairs, not a fault
    """A rebuttal belongs to the report already, so that it can no longer be put aside or given to another one."""


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
    report = _locked(report)
    if report.rebuttal:
        return report.rebuttal
    index = index_for(report.language)
    if index is None:
        raise NoIndexPage
    page: RebuttalPage = index.add_child(
        instance=RebuttalPage(
            title=first_sentence(report.text),
            slug=f"claim-{timezone.localdate():%Y-%m-%d}-{report.pk}",
            claim=report.text[:CLAIM_LENGTH],
            claim_by=report.where_seen,
            verdict="unproven",
            spread=_spread_of(report),
            locale=index.locale,
            live=False,
            owner=actor,
        )
    )
    if report.topic:
        page.page_topics.add(PageTopic(topic=report.topic))
    log(instance=page, action="wagtail.create", user=actor)
    # Not clean: conclusion and evidence are what the editor will find out.
    page.save_revision(user=actor, clean=False)
    report.rebuttal, report.status = page, ClaimReport.Status.STARTED
    report.save(update_fields=["rebuttal", "status"])
    events.record(KIND, report.pk, "begin", role="editor", actor=actor, page=page.pk)
    return page


@transaction.atomic
def report_link(*, report: ClaimReport, page: RebuttalPage, actor: Any) -> None:
    """Says that `page` answers the report; again, it changes nothing. Raises AlreadyAnswered for another page."""
    report = _locked(report)
    if report.rebuttal_id == page.pk:
        return
    if report.rebuttal_id:
        raise AlreadyAnswered
    report.rebuttal, report.status = page, ClaimReport.Status.LINKED
    report.save(update_fields=["rebuttal", "status"])
    events.record(KIND, report.pk, "link", role="editor", actor=actor, page=page.pk)


@transaction.atomic
def report_dismiss(*, report: ClaimReport, actor: Any) -> None:
    """Says that there is nothing in the report to check; again, it changes nothing. Raises AlreadyAnswered."""
    report = _locked(report)
    if report.rebuttal_id:
        raise AlreadyAnswered
    if report.status == ClaimReport.Status.DISMISSED:
        return
    report.status = ClaimReport.Status.DISMISSED
    report.save(update_fields=["status"])
    events.record(KIND, report.pk, "dismiss", role="editor", actor=actor)


def index_for(language: str) -> RebuttalIndexPage | None:
    """The fact-check section in `language`, a draft one if there is no live one; None for none."""
    return RebuttalIndexPage.objects.filter(locale__language_code=language).order_by("-live", "path").first()


def _locked(report: ClaimReport) -> ClaimReport:
    return ClaimReport.objects.select_for_update().get(pk=report.pk)


def _spread_of(report: ClaimReport) -> list[tuple[str, dict[str, str]]]:
    """Where the reporter saw the claim, as the first place of the rebuttal."""
    if not (report.where_seen or report.url):
        return []
    where = report.where_seen or urlsplit(report.url).hostname or report.url
    return [("place", {"where": where[:255], "url": report.url, "archive_url": ""})]


def first_sentence(claim: str) -> str:
    """The claim's first sentence, cut at a word where it is long: a working title."""
    line = claim.strip().splitlines()[0]
    for mark in (". ", "! ", "? "):
        line = line.split(mark)[0]
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH].rsplit(" ", 1)[0]
