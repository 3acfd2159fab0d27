"""Taking reports in, finding them by their codes, and erasing them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.models import Topic
from intake import codes
from intake.contacts import contact_erase
from intake.models import Attachment, Contact
from intake.services import attachments_erase
from portal import crypto, events, text
from rebuttals.cases import ClaimCase
from rebuttals.reports import ClaimReport
from rebuttals.rules.likeness import key_of
from rebuttals.rules.states import State, Verb
from rebuttals.services.act import REPORT, act, locked, recount, top_locked
from rebuttals.services.merging import case_open
from rebuttals.services.telling import reporters_tell


@dataclass(frozen=True, slots=True)
class Submitted:
    """A report just taken in, or taken in before under the same token, and the code its sender holds."""

    report: ClaimReport
    code: str


def report_submit(
    *,
    token: str,
    claim: str,
    language: str,
    links: Iterable[str] = (),
    where_seen: str = "",
    topic: Topic | None = None,
    contact: Contact | None = None,
    attachments: Iterable[Attachment] = (),
    quarantined: bool = False,
    at: datetime | None = None,
) -> Submitted:
    """Takes in one report; the same `token` gives the same report and code, however often and at once it comes.

    It joins the case of the same text to the letter, or opens one. Where that is answered already, its sender is told.
    """
    known = _submitted(token)
    if known:
        return known
    code = codes.new()
    try:
        with transaction.atomic():
            report = ClaimReport.objects.create(
                token=token,
                text=text.clean(claim),
                links=list(links),
                where_seen=text.clean(where_seen),
                language=language,
                topic=topic,
                contact=contact,
                quarantined=quarantined,
                code_sealed=crypto.seal(code),
                code_fingerprint=codes.fingerprint(code),
                created_at=at or timezone.now(),
            )
            Attachment.objects.filter(pk__in=[file.pk for file in attachments]).update(
                owner=report.reference, draft=None
            )
            event = events.record(
                REPORT, report.pk, "submit", role="citizen", at=report.created_at, quarantined=quarantined
            )
            case = _case_for(report)
            report.case = case
            report.save(update_fields=["case"])
            top = top_locked(case)
            recount(top)
            reporters_tell(top, event, only=report)
    except IntegrityError:
        known = _submitted(token)  # another request with the same token was faster
        if known is None:
            raise
        return known
    return Submitted(report, code)


def _submitted(token: str) -> Submitted | None:
    report = ClaimReport.objects.filter(token=token).first()
    if report is None:
        return None
    return Submitted(report, crypto.unseal(report.code_sealed) if report.code_sealed else "")


def _case_for(report: ClaimReport) -> ClaimCase:
    """The case of the same text that is open or answered, else a new one. What a program sent joins nobody's case."""
    key = key_of(report.text)
    if key and not report.quarantined:
        same = ClaimCase.objects.filter(text_key=key, quarantined=False).exclude(state=State.DISMISSED)
        found = same.select_related("root").order_by("pk").first()
        if found is not None:
            return found
    return case_open(report)


def report_by_code(typed: str) -> ClaimReport | None:
    """The report of a code as typed; None for any other, after the same look-up."""
    rows = ClaimReport.objects.live().filter(code_fingerprint=codes.fingerprint(typed))
    return rows.select_related("case", "contact").first()


@transaction.atomic
def report_erase(*, report: ClaimReport, by_timer: bool = False) -> None:
    """Erases what its sender gave: text, links, pictures, address, code. A case of which nothing is left is closed."""
    report = ClaimReport.objects.select_for_update().get(pk=report.pk)
    if report.erased_at is not None:
        return
    attachments_erase(Attachment.objects.of(report.reference))
    if report.contact is not None:
        contact_erase(report.contact)
    said = report.text
    report.text = report.where_seen = report.code_sealed = ""
    report.links, report.code_fingerprint, report.erased_at = [], None, timezone.now()
    report.save()
    events.record(REPORT, report.pk, "erase", role="automation" if by_timer else "citizen")
    if report.case is not None:
        _forget(locked(report.case), said)


def _forget(case: ClaimCase, said: str) -> None:
    """The case no longer says what the erased report said, unless editors made more of it."""
    left = ClaimReport.objects.filter(case=case).live().order_by("pk").first()
    if case.claim == said and case.rebuttal_id is None:
        case.claim = left.text if left else ""
        case.words, case.text_key = ([], "") if left is None else (case.words, case.text_key)
        case.save(update_fields=["claim", "words", "text_key"])
    if left is None and case.state in {State.NEW, State.CHECKING} and not ClaimCase.objects.filter(root=case).exists():
        case.reason = "withdrawn"
        act(case, Verb.LAPSE)
