"""What editors do with a case while it is checked. A verb may come twice; what is refused raises VerbRefused."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal import text
from rebuttals.cases import CaseEvidence, ClaimCase
from rebuttals.reports import ClaimReport
from rebuttals.rules.states import State, Verb
from rebuttals.services.act import act, locked, recount
from rebuttals.services.telling import reporters_tell


@transaction.atomic
def case_take(*, case: ClaimCase, actor: Any) -> ClaimCase:
    """From now on `actor` checks it."""
    case = locked(case)
    if case.assignee_id == actor.pk and case.state != State.NEW:
        return case
    case.assignee = actor
    act(case, Verb.TAKE, actor=actor)
    return case


@transaction.atomic
def case_assign(*, case: ClaimCase, actor: Any, assignee: Any) -> ClaimCase:
    """From now on `assignee` checks it; None leaves it to whoever takes it."""
    case = locked(case)
    if case.assignee_id == (assignee.pk if assignee else None):
        return case
    case.assignee = assignee
    act(case, Verb.ASSIGN, actor=actor, to=assignee.pk if assignee else None)
    return case


@transaction.atomic
def case_triage(*, case: ClaimCase, actor: Any, harm: int | None, spread: int | None, claim: str = "") -> ClaimCase:
    """Judges harm and spread, which decide its place in the queue, and says the claim in an editor's words, if any."""
    case = locked(case)
    words = text.clean(claim) or case.claim
    if (case.harm, case.spread, case.claim) == (harm, spread, words):
        return case
    case.harm, case.spread, case.claim = harm, spread, words
    act(case, Verb.TRIAGE, actor=actor, harm=harm, spread=spread)
    recount(case)
    return case


@transaction.atomic
def case_release(*, case: ClaimCase, actor: Any) -> ClaimCase:
    """A person has sent it after all: it goes to the queue like any other."""
    case = locked(case)
    act(case, Verb.RELEASE, actor=actor)
    ClaimReport.objects.of(case).update(quarantined=False)
    recount(case)
    return case


@transaction.atomic
def case_add_evidence(
    *, case: ClaimCase, actor: Any, url: str, note: str, archive_url: str = "", seen_on: date | None = None
) -> CaseEvidence:
    """Writes one entry into the log of evidence; the same entry again is the same row."""
    case = locked(case)
    words = text.clean(note)
    same = CaseEvidence.objects.filter(case=case, url=url, archive_url=archive_url, note=words, struck_at=None).first()
    if same is not None:
        return same
    act(case, Verb.ADD_EVIDENCE, actor=actor)
    return CaseEvidence.objects.create(
        case=case,
        url=url,
        archive_url=archive_url,
        note=words,
        seen_on=seen_on or timezone.localdate(),
        added_by=actor,
    )


@transaction.atomic
def case_strike_evidence(*, case: ClaimCase, actor: Any, entry: CaseEvidence) -> CaseEvidence:
    """Strikes an entry that proved wrong; it stays in the log."""
    case = locked(case)
    entry = CaseEvidence.objects.select_for_update().get(pk=entry.pk, case=case)
    if entry.struck_at is None:
        act(case, Verb.STRIKE_EVIDENCE, actor=actor, entry=entry.pk)
        entry.struck_by, entry.struck_at = actor, timezone.now()
        entry.save(update_fields=["struck_by", "struck_at"])
    return entry


@transaction.atomic
def case_dismiss(*, case: ClaimCase, actor: Any, reason: str) -> ClaimCase:
    """Says that there is nothing to check, and why; those who reported it are told."""
    case = locked(case)
    if case.state == State.DISMISSED:
        return case
    case.reason = reason
    event = act(case, Verb.DISMISS, actor=actor, reason=reason)
    reporters_tell(case, event)
    return case


@transaction.atomic
def case_reopen(*, case: ClaimCase, actor: Any) -> ClaimCase:
    """A dismissed case is looked at again."""
    case = locked(case)
    if case.state == State.CHECKING:
        return case
    case.reason = ""
    act(case, Verb.REOPEN, actor=actor)
    return case
