"""What waits for whoever opens the admin: one line for each of their queues."""

from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from qa.staff import access, queues

_QUEUES: Final = (
    (access.MODERATION, _("Moderation queue"), "qa_staff:moderation", queues.moderation),
    (access.MODERATION, _("Urgent questions"), "qa_staff:urgent", queues.urgent),
    (access.AGENCY, _("My questions"), "qa_staff:mine", queues.mine),
    (access.AGENCY, _("Agency queue"), "qa_staff:agency", queues.agency),
    (access.APPROVAL, _("Approval queue"), "qa_staff:approval", queues.approval),
    (access.OVERSIGHT, _("All questions"), "qa_staff:all", lambda user: queues.everything(user).open()),
)


class WaitingPanel(Component):
    """Each queue with how many wait in it, how many of these are urgent, and how many are overdue."""

    name = "questions_waiting"
    template_name = "qa/staff/waiting.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        today = timezone.localdate()
        rows = []
        for roles, label, url_name, queue in _QUEUES:
            if access.has_any(self.user, roles):
                waiting = queue(self.user).select_related(None).order_by()
                rows.append(
                    {
                        "label": label,
                        "url": reverse(url_name),
                        "waiting": waiting.count(),
                        "urgent": waiting.filter(urgent=True).count(),
                        "overdue": waiting.overdue(today).count(),
                    }
                )
        return {"rows": rows}


def panel_for(user: Any) -> WaitingPanel | None:
    """The panel, for those who have a queue."""
    return WaitingPanel(user) if access.has_any(user, access.EVERYTHING) else None
