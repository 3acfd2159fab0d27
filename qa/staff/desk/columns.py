"""Columns of the moderators' lists: choosing rows, and who is at which question."""

from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column

from portal.users import User
from qa.models import Question
from qa.staff.columns import StateColumn, marks


class ChooseColumn(Column):
    """A box for each row; the form that takes them stands below the list."""

    cell_template_name = "qa/staff/cells/choose.html"

    def get_value(self, instance: Question) -> str:
        return instance.number


class ColleaguesColumn(Column):
    """Who has the question in hand, and who has it open. Both were fetched with the list."""

    cell_template_name = "qa/staff/cells/colleagues.html"

    def get_value(self, instance: Question) -> dict[str, Any]:
        lease = getattr(instance, "lease", None)
        holder: User | None = lease.holder if lease and lease.expires_at > timezone.now() else None
        here = [presence.user for presence in instance.here if presence.user != holder]  # type: ignore[attr-defined]
        return {"holder": holder, "here": here}


def hint_of(question: Question) -> Any:
    """The hint of urgency that nobody has answered yet, or None."""
    hint = getattr(question, "urgency_hint", None)
    return hint if hint and not hint.dismissed_at and not question.urgent and question.is_open else None


class DeskStateColumn(StateColumn):
    """The state, and whether a question may be urgent."""

    def get_value(self, instance: Question) -> Any:
        words = marks(instance)
        return [*words, _("May be urgent")] if hint_of(instance) else words


CHOOSE: Final = ChooseColumn("choose", label=_("Choose"))
COLLEAGUES: Final = ColleaguesColumn("colleagues", label=_("In hand"))
STATE: Final = DeskStateColumn("state", label=pgettext_lazy("of a question", "State"))
