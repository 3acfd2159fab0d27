"""The columns that a list of questions can be exported with. None holds contact data, and none ever may."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import languages
from qa import labels
from qa.models import Question


class ExportColumn(NamedTuple):
    label: Any
    value: Callable[[Question], Any]


def _agency(question: Question) -> Any:
    leads = question.leads  # type: ignore[attr-defined]
    return leads[0].agency if leads else None


COLUMNS: Final[dict[str, ExportColumn]] = {
    "number": ExportColumn(_("Number"), lambda question: question.number),
    "state": ExportColumn(pgettext_lazy("of a question", "State"), lambda question: question.state_label),
    "agency": ExportColumn(_("Agency"), _agency),
    "topic": ExportColumn(_("Topic"), lambda question: question.topic),
    "region": ExportColumn(_("Region"), lambda question: question.region),
    "language": ExportColumn(_("Language"), lambda question: languages.NAMES[question.language]),
    "asked_at": ExportColumn(_("Received"), lambda question: question.asked_at),
    "due_on": ExportColumn(_("Due date"), lambda question: question.due_on),
    "answered_at": ExportColumn(_("Answered"), lambda question: question.answered_at),
    "working_days": ExportColumn(_("Working days to the answer"), lambda question: question.working_days),
    "urgent": ExportColumn(_("Urgent"), lambda question: _("yes") if question.urgent else ""),
    "visibility": ExportColumn(_("Visibility"), lambda question: labels.VISIBILITY[question.visibility]),
    "public_title": ExportColumn(_("Public title"), lambda question: question.public_title),
    "public_text": ExportColumn(_("Public text"), lambda question: question.public_text),
    "text": ExportColumn(_("The question as written"), lambda question: question.text),
}
USUAL: Final = tuple(key for key in COLUMNS if key not in {"public_text", "text"})
