"""Planned pieces in Wagtail's own lists and forms; the calendar leads to them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from newsroom import permissions
from newsroom.models import PlannedPiece
from newsroom.staff.calendar import asked_day
from newsroom.words import stage_name
from portal import dates, languages


def stage_of(piece: PlannedPiece) -> str:
    return stage_name(piece.stage)


def day_of(piece: PlannedPiece) -> str:
    return dates.full(piece.day, languages.current())


class PieceForm(WagtailAdminModelForm):
    """A piece is given to those who work on pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = permissions.writers()


class PlanView(CreateView):
    """A new piece, for the day that the calendar names."""

    def get_initial_form_instance(self) -> PlannedPiece:
        return PlannedPiece(day=asked_day(self.request.GET.get("day", "")))

    def get_success_url(self) -> str:
        return f"{reverse('newsroom_staff:calendar')}?day={self.object.day.isoformat()}"


class PlannedPieceViewSet(ModelViewSet):
    model = PlannedPiece
    name = "planned_pieces"
    url_prefix = "planned-pieces"
    icon = "calendar-alt"
    add_view_class = PlanView
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("title", "day", "language", "section", "assignee", "page", "note")],
        base_form_class=PieceForm,
    )
    list_display = (
        TitleColumn("__str__", label=_("Title"), url_name="planned_pieces:edit"),
        Column("day", label=_("Day of publication"), accessor=day_of, sort_key="day"),
        Column("assignee", label=_("Who writes it")),
        Column("stage", label=_("How far it is"), accessor=stage_of),
    )
    list_filter = ("language", "assignee")
    search_fields = ("title",)
    search_backend_name = None
    copy_view_enabled = False
    ordering = ("day", "pk")
    list_per_page = 50
