"""How a question stands against its date: a sign and words, so that colour never speaks alone."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from portal.calendar import production_calendar
from qa import clock, labels
from qa.models import Question
from qa.rules import deadlines
from qa.rules.states import Timing

# Wagtail's own icons: every standing has a sign of its own.
_SIGN: Final = {
    Timing.ON_TIME: "time",
    Timing.DUE_SOON: "warning",
    Timing.OVERDUE: "error",
    Timing.PAUSED: "minus",
    Timing.DONE: "check",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`label` is the word of `timing`; `days` says how many working days are left or have passed, or nothing."""

    timing: Timing
    due_on: date
    label: Any
    days: str

    @property
    def icon(self) -> str:
        return _SIGN[self.timing]


def standing(question: Question, today: date | None = None) -> Standing:
    """The standing of a question today; no query, once the process knows the calendar and the terms."""
    today = today or timezone.localdate()
    calendar = production_calendar()
    timing = deadlines.timing(question.state.status, question.due_on, today, calendar, clock.soon())
    return Standing(timing, question.due_on, labels.TIMING[timing], _days(timing, question.due_on, today, calendar))


def _days(timing: Timing, due_on: date, today: date, calendar: Any) -> str:
    if timing is Timing.OVERDUE:
        late = calendar.count(due_on, today)
        return ngettext("%(count)d working day ago", "%(count)d working days ago", late) % {"count": late}
    if timing in {Timing.ON_TIME, Timing.DUE_SOON}:
        left = calendar.count(today, due_on)
        if not left:
            return gettext("today is the last day")
        return ngettext("%(count)d working day left", "%(count)d working days left", left) % {"count": left}
    return ""
