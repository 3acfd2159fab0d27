"""The rows behind the question service, in Wagtail's own lists: rules, terms, days, people, the directory."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.models import Agency, Region, Topic
from portal.calendar import DayOverride
from portal.retention import RetentionTerm
from qa.models import Membership, PublishedQuestion, RoutingRule, Term
from qa.rules.states import Role
from qa.staff import access, recount
from qa.staff.menu import HOOK
from qa.staff.pauses import IntakePauseViewSet
from qa.staff.retention import RetentionTermForm
from qa.staff.rows import MembershipForm, RoutingRuleForm, RuleIndexView

_COORDINATORS = frozenset({Role.COORDINATOR})
_AND_MODERATORS = frozenset({Role.COORDINATOR, Role.MODERATOR})


class RowViewSet(ModelViewSet):
    """Rows that `roles` look after, in the "Questions" menu."""

    menu_hook = HOOK
    roles: ClassVar[frozenset[Role]] = _COORDINATORS
    copy_view_enabled = False
    exclude_form_fields: ClassVar[list[str]] = []
    search_backend_name = None
    list_per_page = 50

    @property
    def permission_policy(self) -> Any:
        return access.RolePolicy(self.model, self.roles)


class RoutingRuleViewSet(RowViewSet):
    model = RoutingRule
    name = "qa_rules"
    menu_label = _("Routing rules")
    menu_order = 60
    icon = "redirect"
    roles = _AND_MODERATORS
    index_view_class = RuleIndexView
    index_template_name = "qa/staff/rules/index.html"
    create_template_name = edit_template_name = "qa/staff/rules/form.html"
    list_filter = ["active", "agency", "topic"]
    ordering = ["order", "id"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return RoutingRuleForm


class TermViewSet(RowViewSet):
    model = Term
    name = "qa_terms"
    menu_label = _("Terms")
    menu_order = 70
    icon = "time"
    form_fields = ["key", "working_days", "extension_cap", "in_force_from", "basis"]
    add_view_class, edit_view_class, delete_view_class = recount.AddDay, recount.ChangeDay, recount.DeleteDay
    list_display = [
        "what_for", "working_days", "extension_cap", DateColumn("in_force_from", label=_("In force from")), "basis",
    ]  # fmt: skip


class DayOverrideViewSet(RowViewSet):
    model = DayOverride
    name = "qa_days"
    menu_label = _("Moved days")
    menu_order = 80
    icon = "calendar-alt"
    form_fields = ["date", "works", "basis"]
    index_view_class = recount.DayList
    add_view_class, edit_view_class, delete_view_class = recount.AddDay, recount.ChangeDay, recount.DeleteDay
    list_display = ["__str__", BooleanColumn("works", label=_("A working day")), "basis"]
    ordering = ["-date"]


class RetentionTermViewSet(RowViewSet):
    model = RetentionTerm
    name = "qa_retention_terms"
    menu_label = _("Storage terms")
    menu_order = 98
    icon = "time"
    roles = access.PROTECTION
    list_display = ["__str__", DateColumn("in_force_from", label=_("In force from")), "basis"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return RetentionTermForm


class _DirectoryViewSet(RowViewSet):
    form_fields = ["key", "name_kk", "name_ru", "name_en", "order", "active"]
    list_display = ["name", "key", "order", BooleanColumn("active", label=_("In use"))]
    search_fields = ["key", "name_kk", "name_ru", "name_en"]
    list_filter = ["active"]
    ordering = ["order", "key"]


class AgencyViewSet(_DirectoryViewSet):
    model = Agency
    name = "directory_agencies"
    menu_label = _("Agencies")
    menu_order = 90
    icon = "site"
    form_fields = [
        "key", "name_kk", "name_ru", "name_en", "short_kk", "short_ru", "short_en", "website", "phone", "topics",
        "order", "active",
    ]  # fmt: skip


class TopicViewSet(_DirectoryViewSet):
    model = Topic
    name = "directory_topics"
    menu_label = _("Topics")
    menu_order = 91
    icon = "tag"


class RegionViewSet(_DirectoryViewSet):
    model = Region
    name = "directory_regions"
    menu_label = _("Regions")
    menu_order = 92
    icon = "globe"
    form_fields = ["key", "kind", "name_kk", "name_ru", "name_en", "order", "active"]


class MembershipViewSet(RowViewSet):
    model = Membership
    name = "qa_memberships"
    menu_label = _("Memberships")
    menu_order = 95
    icon = "group"
    list_display = ["user", Column("role", label=_("Role"), accessor="get_role_display"), "agency"]
    list_filter = ["role", "agency"]
    search_fields = ["user__username", "user__first_name", "user__last_name"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return MembershipForm


class WordsOnlyPolicy(ModelPermissionPolicy):
    """The services make published questions and take them down; staff with the permission translate their words.

    The row in the question's own language is not theirs: see the hooks in `qa.wagtail_hooks`.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "change", "publish"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class PublishedFilters(WagtailFilterSet):
    """By topic, agency and whether it is live. (The fields of the model have no words of their own.)"""

    class Meta:
        model = PublishedQuestion
        fields = ["topic", "agency", "live"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["topic"].label = _("Topic")
        self.filters["agency"].label = _("Agency")


class PublishedQuestionViewSet(SnippetViewSet):
    model = PublishedQuestion
    name = "qa_published"
    menu_label = _("Published questions")
    menu_order = 50
    icon = "openquote"
    menu_hook = HOOK
    copy_view_enabled = False
    list_display = ["title", "number", "locale", DateColumn("answered_at", label=_("Answered"))]
    filterset_class = PublishedFilters
    search_fields = ["number", "title"]
    search_backend_name = None
    list_per_page = 50

    @property
    def permission_policy(self) -> Any:
        return WordsOnlyPolicy(self.model)


def made() -> list[ModelViewSet]:
    """Every viewset of rows, for Wagtail to register."""
    return [
        RoutingRuleViewSet(), TermViewSet(), DayOverrideViewSet(), AgencyViewSet(), TopicViewSet(), RegionViewSet(),
        MembershipViewSet(), IntakePauseViewSet(), RetentionTermViewSet(),
    ]  # fmt: skip
