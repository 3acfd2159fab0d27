"""What happened to a case, in words: who did what and when."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from portal.events import Event
from rebuttals.cases import ClaimCase
from rebuttals.rules.states import Verb
from rebuttals.services import CASE

WORDS: Final[dict[str, Promise]] = {
    Verb.TAKE: pgettext_lazy("case history", "Taken to be checked"),
    Verb.ASSIGN: pgettext_lazy("case history", "Handed over"),
    Verb.TRIAGE: pgettext_lazy("case history", "Harm and spread judged"),
    Verb.RELEASE: pgettext_lazy("case history", "Let into the queue"),
    Verb.ADD_EVIDENCE: pgettext_lazy("case history", "Evidence noted"),
    Verb.STRIKE_EVIDENCE: pgettext_lazy("case history", "Evidence struck"),
    Verb.BEGIN: pgettext_lazy("case history", "Rebuttal begun"),
    Verb.LINK: pgettext_lazy("case history", "Rebuttal linked"),
    Verb.UNLINK: pgettext_lazy("case history", "Rebuttal taken off"),
    Verb.ANSWER: pgettext_lazy("case history", "Answered: the rebuttal is live"),
    Verb.CORRECT: pgettext_lazy("case history", "The verdict was corrected"),
    Verb.DISMISS: pgettext_lazy("case history", "Closed: nothing to check"),
    Verb.REOPEN: pgettext_lazy("case history", "Opened again"),
    Verb.MERGE: pgettext_lazy("case history", "Merged with another case"),
    Verb.UNMERGE: pgettext_lazy("case history", "Taken out again"),
    Verb.SEPARATE: pgettext_lazy("case history", "A report taken out"),
    Verb.LAPSE: pgettext_lazy("case history", "Closed: the report was erased"),
}


def history_of(case: ClaimCase) -> list[dict[str, Any]]:
    """The events of a case, newest first: `at`, `what`, `who` ("" for the portal), `detail` (a case's number)."""
    rows = Event.objects.filter(subject_kind=CASE, subject_id=case.pk).select_related("actor").order_by("-at", "-pk")
    return [
        {
            "at": row.at,
            "what": WORDS.get(row.code, row.code),
            "who": str(row.actor) if row.actor else "",
            "detail": row.data.get("into") or row.data.get("out_of") or "",
        }
        for row in rows
    ]
