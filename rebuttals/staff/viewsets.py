"""The editor's list of reports."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from rebuttals.reports import ClaimReport


class ReadOnlyPolicy(ModelPermissionPolicy):
    """A report is what a citizen typed: staff read it and act on it, nobody adds, edits or deletes one by hand."""

    def user_has_permission(self, user: object, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user: object, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class ClaimReportViewSet(ModelViewSet):
    model = ClaimReport
    name = "claim_reports"
    menu_label = _("Reports of claims")
    menu_order = 310
    icon = "warning"
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(ClaimReport)
    form_fields: list[str] = []
    list_display = [
        Column("__str__", label=_("Claim"), sort_key="text"),
        Column("where_seen", label=_("Where it was seen")),
        Column("get_language_display", accessor="language", label=_("Language")),
        Column("get_status_display", label=_("Status")),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    list_filter = ["status", "language", "topic", "quarantined"]
    search_fields = ["text", "where_seen", "url"]
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_fields = ["text", "url", "where_seen", "language", "topic", "status", "created_at"]
    inspect_template_name = "rebuttals/staff/report.html"
