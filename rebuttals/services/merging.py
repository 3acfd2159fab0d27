"""The same claim, reported again: cases become one, and can be taken apart again."""

from typing import Any

from django.db import transaction
from django.db.models import Count

from rebuttals.cases import ClaimCase
from rebuttals.reports import ClaimReport
from rebuttals.rules.likeness import key_of
from rebuttals.rules.states import State, Verb, VerbRefused
from rebuttals.services.act import act, locked, recount, top_locked
from rebuttals.services.telling import reporters_tell
from rebuttals.wording import words_of


@transaction.atomic
def case_merge(*, case: ClaimCase, into: ClaimCase, actor: Any) -> ClaimCase:
    """Makes `case` a part of `into` (or of what that was merged into) and returns the latter.

    Those who reported it are told what is already known. Raises VerbRefused("loop") for a case and itself.
    """
    # In the order of their keys, so that two editors who merge crosswise do not wait for each other.
    rows = {
        row.pk: row
        for row in ClaimCase.objects.select_for_update().filter(pk__in=[case.pk, into.top.pk]).order_by("pk")
    }
    case, into = rows[case.pk], rows[into.top.pk]
    if case.pk == into.pk:
        raise VerbRefused(Verb.MERGE, "loop")
    if case.merged_into_id == into.pk:
        return into
    if into.state == State.MERGED:
        raise VerbRefused(Verb.MERGE, "state")
    case.resume, case.merged_into, case.root = case.state, into, into
    event = act(case, Verb.MERGE, actor=actor, into=into.pk)
    ClaimCase.objects.filter(root=case).update(root=into)
    recount(into)
    reporters_tell(into, event)
    return into


@transaction.atomic
def case_unmerge(*, case: ClaimCase, actor: Any) -> ClaimCase:
    """Takes a merged case out again, with everything that was merged into it, in the state it had; returns it."""
    case = locked(case)
    if case.state != State.MERGED:
        return case
    former = case.root
    case.merged_into = case.root = None
    case.text_key = ""  # whoever took it out knows better than the letters
    act(case, Verb.UNMERGE, actor=actor, out_of=former.pk if former else None)
    for below in _below(case):
        ClaimCase.objects.filter(pk=below).update(root=case)
    recount(case)
    if former is not None:
        recount(locked(former))
    return case


def _below(case: ClaimCase) -> list[int]:
    """The keys of all cases that were merged into it, at whatever depth."""
    found: list[int] = []
    level = [case.pk]
    while level:
        level = list(ClaimCase.objects.filter(merged_into__in=level).values_list("pk", flat=True))
        found += level
    return found


def cases_join() -> int:
    """Merges new cases of the same text, which reports that came in at the same moment opened beside each other; how
    many went. Again, it changes nothing."""
    new = ClaimCase.objects.filter(state=State.NEW, quarantined=False).exclude(text_key="")
    twins = new.order_by().values("text_key").annotate(count=Count("pk")).filter(count__gt=1)
    done = 0
    for key in list(twins.values_list("text_key", flat=True)):
        first, *others = new.filter(text_key=key).order_by("pk")
        for case in others:
            case_merge(case=case, into=first, actor=None)
            done += 1
    return done


@transaction.atomic
def case_separate(*, report: ClaimReport, actor: Any) -> ClaimCase:
    """Takes one report out of its case, where it does not belong, into a case of its own; returns that one."""
    case = locked(report.case)  # type: ignore[arg-type]
    report = ClaimReport.objects.select_for_update().get(pk=report.pk)
    if report.case_id != case.pk or report.erased_at is not None:
        raise VerbRefused(Verb.SEPARATE, "state")
    act(case, Verb.SEPARATE, actor=actor, report=report.pk)
    # Without the key by which it came here: else the next report of the same text would join whichever is older.
    own = case_open(report, joined_by_key=False)
    report.case = own
    report.told = ""
    report.save(update_fields=["case", "told"])
    recount(top_locked(case))
    recount(own)
    return own


def case_open(report: ClaimReport, *, joined_by_key: bool = True) -> ClaimCase:
    """A new case of one report; identical ones join it unless `joined_by_key` is False."""
    return ClaimCase.objects.create(
        claim=report.text,
        language=report.language,
        topic=report.topic,
        text_key=key_of(report.text) if joined_by_key else "",
        words=words_of(report.text),
        opened_at=report.created_at,
        quarantined=report.quarantined,
    )
