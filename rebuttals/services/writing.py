"""From a case to a rebuttal: a page begun from what is known, or one that is there already."""

from typing import Any, Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from wagtail.log_actions import log

from directory.models import PageTopic
from rebuttals.cases import ClaimCase
from rebuttals.pages import RebuttalIndexPage, RebuttalPage
from rebuttals.reports import ClaimReport
from rebuttals.rules.states import State, Verb
from rebuttals.services.act import act, locked
from rebuttals.services.verdicts import case_settle

TITLE_LENGTH, CLAIM_LENGTH = 120, 500
PLACES: Final = 20  # where it was seen, at most, in the draft


class NoIndexPage(Exception):  # noqa: N818 it says what is missing
    """There is no fact-check section in the case's language to begin a rebuttal in."""


@transaction.atomic
def case_begin(*, case: ClaimCase, actor: Any) -> RebuttalPage:
    """Starts a draft rebuttal in the case's language, with its places and its evidence, and returns the page.

    A second call returns the same. Raises NoIndexPage when the language has no fact-check section, and VerbRefused.
    """
    case = locked(case)
    if case.rebuttal is not None:
        return case.rebuttal
    index = index_for(case.language)
    if index is None:
        raise NoIndexPage
    page: RebuttalPage = index.add_child(
        instance=RebuttalPage(
            title=first_sentence(case.claim),
            slug=f"claim-{timezone.localdate():%Y-%m-%d}-{case.pk}-{index.numchild}",
            claim=case.claim[:CLAIM_LENGTH],
            claim_by=_first_place(case),
            verdict="unproven",
            spread=_spread_of(case),
            evidence=_evidence_of(case),
            locale=index.locale,
            live=False,
            owner=actor,
        )
    )
    if case.topic:
        page.page_topics.add(PageTopic(topic=case.topic))
    log(instance=page, action="wagtail.create", user=actor)
    # Not clean: conclusion and sources are what the editor will write.
    page.save_revision(user=actor, clean=False)
    act(case, Verb.BEGIN, actor=actor, page=page.pk)
    _give(case, page)
    return page


@transaction.atomic
def case_link(*, case: ClaimCase, page: RebuttalPage, actor: Any) -> ClaimCase:
    """Says that `page` answers the case; if it is live, all who reported it are told at once. Raises VerbRefused."""
    case = locked(case)
    if case.rebuttal_id == page.pk:
        return case
    act(case, Verb.LINK, actor=actor, page=page.pk)
    _give(case, page)
    case_settle(case)
    return case


@transaction.atomic
def case_unlink(*, case: ClaimCase, actor: Any) -> ClaimCase:
    """Takes back a page that does not answer the case, before anybody was told. Raises VerbRefused."""
    case = locked(case)
    if case.rebuttal_id is None and case.state == State.CHECKING:
        return case
    act(case, Verb.UNLINK, actor=actor, page=case.rebuttal_id)
    case.rebuttal = None
    case.save(update_fields=["rebuttal"])
    return case


def _give(case: ClaimCase, page: RebuttalPage) -> None:
    case.rebuttal, case.reason = page, ""
    case.save(update_fields=["rebuttal", "reason"])


def index_for(language: str) -> RebuttalIndexPage | None:
    """The fact-check section in `language`, a draft one if there is no live one; None for none."""
    return RebuttalIndexPage.objects.filter(locale__language_code=language).order_by("-live", "path").first()


def _first_place(case: ClaimCase) -> str:
    places = ClaimReport.objects.of(case).exclude(where_seen="").values_list("where_seen", flat=True)
    return places.first() or ""


def _spread_of(case: ClaimCase) -> list[tuple[str, dict[str, str]]]:
    """Where reporters saw the claim, each place once, with the archived copy that an editor noted."""
    archived = dict(case.evidence.filter(struck_at=None).exclude(archive_url="").values_list("url", "archive_url"))
    found: dict[str, dict[str, str]] = {}
    for report in ClaimReport.objects.of(case).live():
        for url in report.links or ([""] if report.where_seen else []):
            where = (report.where_seen or urlsplit(url).hostname or url)[:255]
            found.setdefault(url or where, {"where": where, "url": url, "archive_url": archived.get(url, "")})
    return [("place", place) for place in list(found.values())[:PLACES]]


def _evidence_of(case: ClaimCase) -> list[tuple[str, dict[str, str]]]:
    """The log of evidence as the first evidence of the page."""
    return [
        (
            "evidence",
            {
                "text": f"<p>{escape(entry.note)}</p>",
                "source": urlsplit(entry.url).hostname or entry.url[:255],
                "url": entry.url,
                "archive_url": entry.archive_url,
            },
        )
        for entry in case.evidence.filter(struck_at=None)
    ]


def first_sentence(claim: str) -> str:
    """The claim's first sentence, cut at a word where it is long: a working title."""
    line = claim.strip().splitlines()[0] if claim.strip() else "…"
    for mark in (". ", "! ", "? "):
        line = line.split(mark)[0]
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH].rsplit(" ", 1)[0]
