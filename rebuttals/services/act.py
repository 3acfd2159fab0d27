"""What every verb of a case does: lock it, ask the table, save, write one event."""

from typing import Any, Final

from django.utils import timezone

from portal import events
from portal.events import Event
from rebuttals.cases import ClaimCase
from rebuttals.reports import ClaimReport
from rebuttals.rules import triage
from rebuttals.rules.states import CLOSED, Guard, Role, State, Target, Verb, VerbRefused, decide

CASE: Final = "case"
REPORT: Final = "report"


def locked(case: ClaimCase) -> ClaimCase:
    """The case as it is now, held until the end of the transaction."""
    return ClaimCase.objects.select_for_update().get(pk=case.pk)


def top_locked(case: ClaimCase) -> ClaimCase:
    """The case in which `case` is counted, held; it may have been merged with another in the moment before."""
    top = locked(case.top)
    while top.root is not None:
        top = locked(top.root)
    return top


def holds(case: ClaimCase, guard: Guard) -> bool:
    """Whether the condition holds for the case."""
    page = case.rebuttal
    return {
        Guard.NO_REBUTTAL: page is None,
        Guard.HAS_REBUTTAL: page is not None,
        Guard.IS_LIVE: page is not None and page.live,
        Guard.NOT_LIVE: page is None or not page.live,
        Guard.IS_QUARANTINED: case.quarantined,
        Guard.MANY_REPORTS: ClaimReport.objects.filter(case=case).count() > 1,
    }[guard]


def allowed(case: ClaimCase, verb: Verb, role: Role = Role.EDITOR) -> bool:
    """Whether `role` may do `verb` now: for screens, which ask before they offer."""
    try:
        decide(State(case.state), verb, role, lambda guard: holds(case, guard))
    except VerbRefused:
        return False
    return True


def act(case: ClaimCase, verb: Verb, *, actor: Any = None, **data: Any) -> Event:
    """Moves the locked `case` by `verb` with the fields set on it, saves it, and returns the event. No `actor` is the
    portal itself. Raises VerbRefused."""
    role = Role.EDITOR if actor is not None else Role.AUTOMATION
    before = State(case.state)
    line = decide(before, verb, role, lambda guard: holds(case, guard))
    after = line.leads_to(before, State(case.resume) if case.resume else None)
    if line.target is Target.RESUME:
        case.resume = ""
    case.state = after
    if after in CLOSED and before not in CLOSED:
        case.closed_at = timezone.now()
    elif after not in CLOSED:
        case.closed_at = None
    case.save()
    return events.record(CASE, case.pk, verb, role=role, actor=actor, **data)


def recount(case: ClaimCase) -> None:
    """Counts the reports of a case that stands for itself, and puts it in its place in the queue."""
    reports = ClaimReport.objects.of(case)
    case.report_count = reports.trusted().count()
    case.quarantined = not case.report_count and reports.exists()
    spread = triage.spread_of(case.report_count, case.spread)
    case.look_by = triage.look_by(case.opened_at, harm=case.harm, spread=spread)
    case.save(update_fields=["report_count", "quarantined", "look_by"])
