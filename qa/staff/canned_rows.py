"""The list of canned texts and its forms: each person sees and changes those that they look after."""

from typing import Any, ClassVar

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView

from directory.models import Agency
from portal import languages
from qa import labels, permissions
from qa.models import CannedText
from qa.rules.states import Role
from qa.staff import access, canned
from qa.staff.viewsets import RowViewSet


class CannedTextForm(WagtailAdminModelForm):
    """A canned text; its agency is one of those whose manager fills it in, or everyone's for who keeps those."""

    class Meta:
        model = CannedText
        fields = ["title", "kind", "topic", "agency", "text_kk", "text_ru", "text_en", "active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: Any = self.for_user
        managed = permissions.agencies_of(user, Role.MANAGER)
        self.for_everyone = bool(permissions.roles_of(user) & {Role.MODERATOR, Role.COORDINATOR})
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.filter(pk__in=managed)
        agency.required = not self.for_everyone
        agency.empty_label = _("Everyone's") if self.for_everyone else None
        if len(managed) == 1 and not self.for_everyone:
            agency.initial = next(iter(managed))
        for code in languages.CODES:
            self.fields[f"text_{code}"].widget.attrs.update({"rows": 6, "lang": code, "dir": "auto"})

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not any(given.get(f"text_{code}") for code in languages.CODES):
            raise ValidationError(_("Write the text in one language at least."))
        if given.get("agency") and given.get("kind") not in canned.CANNED_KINDS_OF_AGENCIES:
            shared = _("Only moderators reject questions, so a text of this kind is shared by all agencies.")
            raise ValidationError({"kind": shared})
        return given


class CannedIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return canned.kept_by(self.request.user).select_related("topic", "agency")


class _OwnObject:
    """Only what its reader looks after; for others it is not there (404)."""

    request: Any
    kwargs: dict[str, Any]

    def get_object(self, *args: Any) -> Any:
        get_object_or_404(canned.kept_by(self.request.user), pk=unquote(str(self.kwargs["pk"])))
        return super().get_object(*args)  # type: ignore[misc]


class CannedEditView(_OwnObject, generic.EditView):
    pass


class CannedDeleteView(_OwnObject, generic.DeleteView):
    pass


class CannedHistoryView(_OwnObject, HistoryView):
    pass


class CannedUsageView(_OwnObject, UsageView):
    pass


class CannedTextViewSet(RowViewSet):
    model = CannedText
    name = "qa_canned"
    menu_label = _("Canned texts")
    menu_order = 55
    icon = "doc-full-inverse"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR, Role.MODERATOR, Role.MANAGER})
    index_view_class = CannedIndexView
    edit_view_class = CannedEditView
    delete_view_class = CannedDeleteView
    history_view_class = CannedHistoryView
    usage_view_class = CannedUsageView
    list_filter = ["kind", "topic", "active"]
    search_fields = ["title", "text_kk", "text_ru", "text_en"]
    ordering = ["title", "id"]
    list_display = [
        "title",
        Column("kind", label=_("Where it is inserted"), accessor=lambda row: labels.CANNED_KIND[row.kind]),
        Column("topic", label=_("Topic"), accessor=lambda row: row.topic or "—"),
        Column("agency", label=_("Agency"), accessor=lambda row: row.agency or _("Everyone's")),
        Column(
            "languages",
            label=_("Languages"),
            accessor=lambda row: ", ".join(code for code in languages.CODES if getattr(row, f"text_{code}")),
        ),
        BooleanColumn("active", label=_("In use")),
    ]

    @property
    def permission_policy(self) -> Any:
        return KeptPolicy(self.model, self.roles)

    def get_form_class(self, for_update: bool = False) -> Any:
        return CannedTextForm


class KeptPolicy(access.RolePolicy):
    """Those with a role get in; each row only for those who look after it. A superuser looks after none."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and user.is_active and access.has_any(user, self.roles)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and canned.kept_by(user).filter(pk=instance.pk).exists()
