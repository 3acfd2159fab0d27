"""Columns of the staff's lists. All they show is on the row or fetched with it: a list costs the same at any length."""

from typing import Any, Final

from django.template.defaultfilters import truncatechars
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from portal import languages
from qa.models import Assignment, Question
from qa.rules.states import Status
from qa.staff.standing import standing

WORDS: Final = 110  # characters of a question that a list shows


def beginning(question: Question) -> str:
    """The first words of a question, on one line; a dash for one that its asker had erased."""
    return truncatechars(" ".join(question.text[: WORDS * 2].split()), WORDS) or "—"


class PlainColumn(Column):
    """A cell of words alone, written without a template: a page of a list has hundreds of them."""

    def render_cell_html(self, instance: Question, parent_context: Any) -> SafeString:
        return format_html("<td>{}</td>", self.get_value(instance))


class TextColumn(Column):
    """Text in the question's own language."""

    cell_template_name = "qa/staff/cells/text.html"


class DueColumn(Column):
    """The due date, and how the question stands against it: a sign, a word, and the days."""

    cell_template_name = "qa/staff/cells/due.html"

    def get_value(self, instance: Question) -> Any:
        return standing(instance)


class StateColumn(Column):
    """The state, and what makes this question a special one."""

    cell_template_name = "qa/staff/cells/state.html"

    def get_value(self, instance: Question) -> Any:
        return marks(instance)


def marks(question: Question) -> list[Any]:
    """The state of a question and its special marks, as words."""
    words: list[Any] = []
    if question.urgent:
        words.append(_("Urgent"))
    words.append(question.state_label)
    if question.appealed_at and question.status == Status.SUBMITTED:
        words.append(_("Second look asked for"))
    if question.quarantined:
        words.append(_("Looks like spam"))
    if question.asked_too:
        words.append(_("Others who ask this too: %(count)s") % {"count": question.asked_too})
    if returns := getattr(question, "returns", 0):  # counted with the list, or with the page
        words.append(format_lazy("{}: {}", _("Returned by agencies"), returns))
    return words


def lead(question: Question) -> Assignment | None:
    """The agency's part in a listed question; `leads` was fetched with the list."""
    found: list[Assignment] = question.leads  # type: ignore[attr-defined]
    return found[0] if found else None


def _agency(question: Question) -> str:
    """The agency that answers, and its officer in charge."""
    found = lead(question)
    if found is None:
        return "—"
    officer = found.officer and (found.officer.get_full_name() or found.officer.get_username())
    return f"{found.agency.short_name} · {officer}" if officer else found.agency.short_name


NUMBER: Final = TitleColumn(
    "number", label=_("Number"), url_name="qa_staff:question", id_accessor="number", classname="qa-nowrap"
)
TEXT: Final = TextColumn("text", label=_("Question"), accessor=beginning)
TOPIC: Final = PlainColumn("topic", label=_("Topic"), accessor=lambda row: row.topic or "—")
REGION: Final = PlainColumn("region", label=_("Region"), accessor=lambda row: row.region or "—")
LANGUAGE: Final = PlainColumn("language", label=_("Language"), accessor=lambda row: languages.NAMES[row.language])
AGENCY: Final = PlainColumn("agency", label=_("Agency"), accessor=_agency)
STATE: Final = StateColumn("state", label=pgettext_lazy("of a question", "State"))


class DayColumn(Column):
    cell_template_name = "qa/staff/cells/day.html"


RECEIVED: Final = DayColumn("asked_at", label=_("Received"))
DUE: Final = DueColumn("due_on", label=_("Due date"))
