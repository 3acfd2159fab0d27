"""The editor's queue of cases, and the page of one."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from intake.models import Attachment
from portal import dates, languages
from rebuttals import permissions, selectors, services
from rebuttals.cases import ClaimCase
from rebuttals.reports import ClaimReport
from rebuttals.rules import triage
from rebuttals.rules.states import OPEN, State, Verb
from rebuttals.services.act import allowed
from rebuttals.staff import forms
from rebuttals.staff.alike import cases_like
from rebuttals.staff.history import history_of
from search.service import similar

SIMILAR_SHOWN = 5
REPORTS_SHOWN = 50


def language_name(case: ClaimCase) -> str:
    return languages.NAMES.get(case.language, case.language)


def assignee_name(case: ClaimCase) -> str:
    return str(case.assignee) if case.assignee else ""


def look_by(case: ClaimCase) -> str:
    """Until when somebody should look, while the case is open. Wagtail's own column speaks of the past alone."""
    if not case.is_open:
        return ""
    day = dates.local(case.look_by)
    return f"{dates.short(day, languages.current())}, {dates.clock(case.look_by)}"


class CaseIndexView(IndexView):
    """The queue, the most urgent first. Without a filter: what waits, and not what programs seem to have sent."""

    def get_base_queryset(self) -> QuerySet[ClaimCase]:
        cases: QuerySet[ClaimCase] = super().get_base_queryset().select_related("assignee", "topic").defer("words")
        chosen = {name for name, value in self.request.GET.items() if value}
        if not chosen & {"state", "quarantined", "q"}:
            cases = cases.filter(state__in=OPEN, quarantined=False)
        return cases


class CaseInspectView(InspectView):
    """The claim, its reports, what resembles it, the evidence, what an editor may do, and what was done."""

    page_title = _("Case of a claim")

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Nothing: the page says all of it in its own order."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case: ClaimCase = self.object
        user = self.request.user
        settle = permissions.may_settle(user)
        may = {str(verb): settle and allowed(case, verb) for verb in Verb}
        reports = list(ClaimReport.objects.of(case).select_related("case", "topic")[:REPORTS_SHOWN])
        files = Attachment.objects.live().filter(owner__in=[report.reference for report in reports])
        hits = similar(case.claim[:2000], case.language, kinds=("rebuttal",), limit=SIMILAR_SHOWN) if case.claim else []
        judged = {"claim": case.claim, "harm": case.harm, "spread": case.spread}
        return super().get_context_data(
            **kwargs,
            case=case,
            language=language_name(case),
            look_by=look_by(case),
            spread=triage.spread_of(case.report_count, case.spread),
            may=may,
            may_begin=may[Verb.BEGIN] and permissions.may_begin(user, services.index_for(case.language)),
            reports=reports,
            files=list(files),
            more=max(0, ClaimReport.objects.of(case).count() - REPORTS_SHOWN),
            similar=selectors.in_order(hit.id for hit in hits),
            alike=cases_like(case) if case.state != State.MERGED else [],
            merged=list(ClaimCase.objects.filter(root=case).defer("words").order_by("pk")),
            evidence=list(case.evidence.select_related("added_by", "struck_by")),
            history=history_of(case),
            triage_form=forms.TriageForm(initial=judged),
            assign_form=forms.AssignForm(initial={"assignee": case.assignee_id}),
            evidence_form=forms.EvidenceForm(initial={"seen_on": timezone.localdate()}),
            link_form=forms.LinkForm(),
            merge_form=forms.MergeForm(),
            dismiss_form=forms.DismissForm(),
        )


class ClaimCaseViewSet(ModelViewSet):
    """Cases of suspicious claims in Wagtail's own list."""

    model = ClaimCase
    name = "claim_cases"
    menu_label = _("Claims to check")
    menu_order = 310
    icon = "warning"
    add_to_admin_menu = True
    permission_policy = permissions.CasePolicy()
    form_fields: list[str] = []
    index_view_class = CaseIndexView
    inspect_view_class = CaseInspectView
    ordering = ["look_by", "pk"]
    list_display = [
        TitleColumn("__str__", label=_("Claim"), url_name="claim_cases:inspect"),
        Column("report_count", label=pgettext_lazy("claims", "Reports"), sort_key="report_count"),
        Column("harm", label=_("Harm"), accessor="get_harm_display", sort_key="harm"),
        Column("look_by", label=_("Look by"), accessor=look_by, sort_key="look_by"),
        StatusTagColumn(
            "state",
            label=_("Status"),
            accessor="get_state_display",
            sort_key="state",
            primary=lambda case: case.state == State.NEW,
        ),
        Column("assignee", label=_("Who checks it"), accessor=assignee_name),
        Column("language", label=_("Language"), accessor=language_name, sort_key="language"),
        DateColumn("opened_at", label=_("First reported"), sort_key="opened_at"),
    ]
    list_filter = ["state", "harm", "assignee", "language", "topic", "quarantined"]
    search_fields = ["claim"]
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_fields = ["claim"]
    inspect_template_name = "rebuttals/staff/case.html"
