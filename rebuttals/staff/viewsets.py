"""The editor's list of reports, and the page of one."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from portal import languages
from rebuttals import permissions, selectors, services
from rebuttals.reports import ClaimReport, ClaimReportQuerySet
from rebuttals.staff.forms import LinkForm
from search.service import similar

SIMILAR_SHOWN = 5


def language_name(report: ClaimReport) -> str:
    return languages.NAMES.get(report.language, report.language)


def standing(report: ClaimReport) -> str | Promise:
    """How far the report is, in words; a rebuttal that was begun and is live by now is told."""
    if report.rebuttal and report.rebuttal.live and report.status == ClaimReport.Status.STARTED:
        return _("rebuttal published")
    return ClaimReport.Status(report.status).label


def mark(report: ClaimReport) -> str:
    """A tick, only for reports that a program seems to have sent."""
    return "✓" if report.quarantined else ""


class ReportIndexView(IndexView):
    def get_base_queryset(self) -> ClaimReportQuerySet:
        return super().get_base_queryset().select_related("rebuttal", "topic")


class ReportInspectView(InspectView):
    """The report as sent, what is already published about it, and what an editor may do with it."""

    page_title = _("Report of a claim")

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Only what the reporter filled in."""
        return [self.get_context_for_field(name) for name in self.fields if getattr(self.object, name)]

    def get_quarantined_display_value(self) -> str:
        return mark(self.object)

    def get_created_at_display_value(self) -> datetime:
        return timezone.localtime(self.object.created_at)

    def get_language_display_value(self) -> str:
        return language_name(self.object)

    def get_status_display_value(self) -> str | Promise:
        return standing(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, user = self.object, self.request.user
        hits = similar(report.text, report.language, kinds=("rebuttal",), limit=SIMILAR_SHOWN)
        return super().get_context_data(
            **kwargs,
            similar=selectors.in_order(hit.id for hit in hits),
            form=LinkForm(),
            may_settle=permissions.may_settle(user),
            may_begin=permissions.may_begin(user, services.index_for(report.language)),
            dismissed=report.status == ClaimReport.Status.DISMISSED,
        )


class ClaimReportViewSet(ModelViewSet):
    """Reports of suspicious claims in Wagtail's own list: newest first, filtered by what is still to do."""

    model = ClaimReport
    name = "claim_reports"
    menu_label = _("Reports of claims")
    menu_order = 310
    icon = "warning"
    add_to_admin_menu = True
    permission_policy = permissions.ReportPolicy()
    form_fields: list[str] = []
    index_view_class = ReportIndexView
    inspect_view_class = ReportInspectView
    list_display = [
        TitleColumn("__str__", label=_("Claim"), url_name="claim_reports:inspect"),
        Column("where_seen", label=_("Where it was seen")),
        Column("language", label=_("Language"), accessor=language_name, sort_key="language"),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor=standing,
            sort_key="status",
            primary=lambda report: report.status == ClaimReport.Status.NEW,
        ),
        Column("quarantined", label=_("Looks sent by a program"), accessor=mark, sort_key="quarantined"),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    list_filter = ["status", "language", "topic", "quarantined"]
    search_fields = ["text", "where_seen", "url"]
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_fields = ["text", "url", "where_seen", "language", "topic", "status", "quarantined", "created_at"]
    inspect_template_name = "rebuttals/staff/report.html"
