"""The route of a published question as everyone sees it, and how its date was counted: from published facts alone."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal import dates, languages
from portal.calendar import production_calendar
from portal.templatetags.display import working_days
from qa.models import PublishedQuestion
from qa.rules.deadlines import Count
from qa.views.due import DueWords, due_words


def public_route(row: PublishedQuestion) -> list[dict[str, Any]]:
    """The steps, oldest first, as the component `route` takes them."""
    steps = [_dot(_("Received"), row.asked_at)]
    if row.agency:
        label = _("Sent: %(agency)s") % {"agency": row.agency.name}
        steps.append(_dot(label, row.routed_at))
    steps += _answers(row)
    if row.due_on:
        steps += _waiting(row)
    return steps


def _answers(row: PublishedQuestion) -> list[dict[str, Any]]:
    """Each version of the answer: the first, what was corrected, and the answer after a reopening."""
    days = working_days(row.working_days) if row.working_days else ""
    moments = [datetime.fromisoformat(text) for text in row.answer_dates]
    if not moments and row.answered_at:  # an answer from elsewhere, whose versions nobody kept
        moments = [row.answered_at] + ([row.corrected_at] if row.corrected_at else [])
    steps = []
    for number, moment in enumerate(moments):
        if number == 0:
            steps.append(_dot(_("Answered"), moment, days if moment == row.answered_at else ""))
        elif moment == row.answered_at:
            steps.append(_dot(_("Answered again"), moment, days))
        else:
            steps.append(_dot(_("Corrected"), moment, row.correction if moment == row.corrected_at else ""))
    return steps


def _waiting(row: PublishedQuestion) -> list[dict[str, Any]]:
    """What is still to come: the due date counted out, and that the clock stands while the asker is asked something."""
    assert row.due_on is not None
    language = languages.current()
    steps: list[dict[str, Any]] = []
    if row.answered_at and row.clock_from:
        steps.append({"label": _("Opened again"), "moment": dates.full(row.clock_from, language), "state": "done"})
    if row.paused_since:
        moment = dates.full(row.paused_since, language)
        steps.append({"label": _("The asker was asked for more"), "moment": moment, "state": "now"})
        return [*steps, {"label": _("The due date is counted anew when the asker replies"), "state": "due"}]
    late = is_late(row)
    told = counted(row)
    skipped = _("not counted: %(days)s") % {"days": told.skipped} if told and told.skipped else ""
    notes = [_("Overdue") if late else "", *([told.count, *told.extras, skipped] if told else [])]
    label = _("Answer due: %(date)s") % {"date": dates.full(row.due_on, language)}
    steps.append({"label": label, "notes": [note for note in notes if note], "state": "late" if late else "due"})
    return steps


def is_late(row: PublishedQuestion) -> bool:
    """Whether the answer is overdue: not while the asker is asked something."""
    return bool(row.due_on and row.due_on < timezone.localdate() and not row.paused_since)


def counted(row: PublishedQuestion) -> DueWords | None:
    """How the due date came about, in words; None for a question that does not wait."""
    if row.due_on is None or row.clock_from is None:
        return None
    calendar = production_calendar()
    total = calendar.count(row.clock_from, row.due_on)
    term = max(0, total - row.extended_by - row.paused_by)
    skipped = calendar.skipped(row.clock_from, row.due_on)
    count = Count(row.clock_from, row.due_on, term, row.extended_by, row.paused_by, skipped)
    return due_words(count, languages.current(), to_asker=False)


def waiting_words(row: PublishedQuestion) -> dict[str, Any] | None:
    """The notice of a question that waits: until when, and how that was counted. None for an answered one."""
    if row.due_on is None:
        return None if row.answered_at else {"kind": "info", "title": _("Waiting for an answer"), "lines": []}
    day = {"date": dates.full(row.due_on, languages.current())}
    told = counted(row)
    lines = [told.count, *told.extras] if told else []
    if told and told.skipped:
        lines.append(_("Not counted: %(days)s") % {"days": told.skipped})
    if row.paused_since:
        asked = _("The asker was asked for more. The clock is paused until they reply.")
        return {"kind": "info", "title": _("Waiting for the asker's reply"), "lines": [asked]}
    if is_late(row):
        late = _("The agency has not answered yet. The question counts as overdue in its statistics.")
        return {"kind": "error", "title": _("Overdue. The answer was due: %(date)s") % day, "lines": [late, *lines]}
    return {"kind": "info", "title": _("Waiting for an answer until: %(date)s") % day, "lines": lines}


def _dot(label: str, moment: datetime | None, note: str = "") -> dict[str, Any]:
    language = languages.current()
    when = f"{dates.full(dates.local(moment), language)}, {dates.clock(moment)}" if moment else ""
    return {"label": label, "moment": when, "notes": [note] if note else [], "state": "done"}
