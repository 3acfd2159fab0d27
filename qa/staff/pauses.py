"""The coordinator's screen for pausing intake, for one topic or for all. Rows stay: who did it and why can be read."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from qa.models import IntakePause
from qa.rules.states import Role
from qa.services.pausing import intake_pause_end, intake_pause_save
from qa.staff import access
from qa.staff.menu import HOOK

COORDINATORS: Final = frozenset({Role.COORDINATOR})


class IntakePauseForm(WagtailAdminModelForm):
    class Meta:
        model = IntakePause
        fields = ["topic", "since", "until", "reason_kk", "reason_ru", "reason_en"]
        help_texts = {
            "until": _("Without an end date the pause lasts until you end it, with the button in the list."),
            "reason_kk": _("Askers read it on the form: why, and what they can do meanwhile."),
        }


class _ByService:
    """Saves through the service, which knows who did it and writes the event."""

    request: Any
    form: Any
    has_content_changes: bool

    def save_instance(self) -> IntakePause:
        self.has_content_changes = self.form.has_changed()
        return intake_pause_save(pause=self.form.save(commit=False), actor=self.request.user)


class _Create(_ByService, CreateView):
    pass


class _Edit(_ByService, EditView):
    pass


class _Index(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("topic", "made_by")


def state(pause: IntakePause) -> Any:
    """Whether a pause holds now, is still to come, or is over."""
    now = timezone.now()
    if pause.is_in_force(now):
        return pgettext_lazy("of a pause", "in force")
    return pgettext_lazy("of a pause", "still to come") if pause.since > now else pgettext_lazy("of a pause", "over")


class EndColumn(Column):
    """The button that ends a pause, beside each that is in force."""

    cell_template_name = "qa/staff/cells/end.html"

    def get_value(self, instance: IntakePause) -> bool:
        return instance.is_in_force(timezone.now())


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Questions are taken in again from this moment."""
    if not access.has_any(request.user, COORDINATORS):
        raise PermissionDenied
    if intake_pause_end(pk=pk, actor=request.user):
        messages.success(request, _("The pause is over: questions are taken in again."))
    else:
        messages.error(request, _("This pause is over already."))
    return redirect("qa_intake_pauses:index")


class IntakePauseViewSet(ModelViewSet):
    model = IntakePause
    name = "qa_intake_pauses"
    menu_hook = HOOK
    menu_label = _("Pauses of intake")
    menu_order = 85
    icon = "no-view"
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    search_backend_name = None
    list_per_page = 50
    index_view_class = _Index
    add_view_class = _Create
    edit_view_class = _Edit
    list_display = [
        "about",
        Column("state", label=pgettext_lazy("of a pause", "State"), accessor=state),
        EndColumn("end", label=_("What to do")),
        DateColumn("since", label=pgettext_lazy("pause", "From")),
        DateColumn("until", label=pgettext_lazy("pause", "Until")),
        Column("made_by", label=_("Set by"), accessor=lambda pause: pause.made_by or "—"),
    ]
    list_filter = ["topic"]

    @property
    def permission_policy(self) -> Any:
        return access.RolePolicy(self.model, COORDINATORS, frozenset({"add", "change", "view"}))

    def get_form_class(self, for_update: bool = False) -> Any:
        return IntakePauseForm
