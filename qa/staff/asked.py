"""What most readers said is their question too, among those that someone may see and that wait for an answer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column

from qa import permissions
from qa.querysets import QuestionQuerySet
from qa.staff import access, columns, filters
from qa.staff.queues import Queue

ASKED_TOO = Column("asked_too", label=pgettext_lazy("column", "Also asked by"))


class AskedMost(Queue):
    """Open questions that others have too, the most wanted first."""

    name = "asked"
    page_title = _("Asked most")
    roles = access.EVERYTHING
    filterset_class = filters.QuestionFilters
    columns = [
        columns.NUMBER, columns.TEXT, ASKED_TOO, columns.DUE, columns.STATE, columns.AGENCY, columns.TOPIC,
        columns.LANGUAGE,
    ]  # fmt: skip

    def questions(self) -> QuestionQuerySet:
        open_ones = permissions.visible_to(self.request.user).open().filter(asked_too__gt=0)
        return open_ones.select_related("topic", "region").order_by("-asked_too", "due_on", "pk")
