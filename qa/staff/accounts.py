"""The accounts of the staff, for the coordinator: who holds which role, and who has set up the second step."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic.base import BaseListingView

from portal.screens import Screen
from portal.second_factor import services as second_factor
from portal.users import User
from qa import labels
from qa.models import Membership
from qa.staff import access


def name_of(user: Any) -> str:
    """A member of staff as lists call them."""
    return str(user.get_full_name() or user.get_username())


def _roles(user: User) -> str:
    held: list[Membership] = list(user.memberships.all())
    words = (
        f"{labels.ROLE[row.role]} ({row.agency.short_name})" if row.agency else labels.ROLE[row.role] for row in held
    )
    return ", ".join(str(word) for word in words) or "—"


def _has_step(user: User) -> bool:
    step = getattr(user, "second_factor", None)
    return bool(step and step.confirmed_at)


class ResetColumn(Column):
    """The way to the reset, for those who have something to reset, but not for oneself."""

    cell_template_name = "qa/staff/cells/reset.html"

    def get_value(self, instance: User) -> bool:
        return _has_step(instance)


class Accounts(access.RequiresRole, BaseListingView):
    """Every account; three queries at any number of them."""

    roles = access.COORDINATION
    template_name = "qa/staff/queue.html"
    model = User
    page_title = _("Staff accounts")
    header_icon = "key"
    paginate_by = 50
    is_searchable = True
    search_fields = ["username", "first_name", "last_name", "email"]
    index_url_name = "qa_staff:accounts"
    index_results_url_name = "qa_staff:accounts_results"
    verbose_name_plural = _("accounts")
    columns = [
        Column("name", label=pgettext_lazy("person", "Name"), accessor=name_of),
        Column("username", label=_("Account")),
        Column("roles", label=_("Roles"), accessor=_roles),
        BooleanColumn("is_active", label=_("In use")),
        BooleanColumn("second_step", label=_("Second step"), accessor=_has_step),
        DateColumn("last_login", label=_("Last sign-in")),
        ResetColumn("reset", label=_("Action")),
    ]

    def get_base_queryset(self) -> Any:
        return User.objects.select_related("second_factor").prefetch_related("memberships__agency").order_by("username")


class Reset(access.RequiresRole, Screen):
    """Takes the second step off someone else's account, after a question."""

    roles = access.COORDINATION
    template_name = "qa/staff/reset.html"
    page_title = _("Reset the second step")
    header_icon = "key"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        # One's own is changed against a code, in one's account.
        self.person = get_object_or_404(User.objects.exclude(username=request.user.get_username()), pk=kwargs["pk"])

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("qa_staff:accounts"), Accounts.page_title)]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(person=self.person, name=name_of(self.person)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if second_factor.reset(self.person, actor=request.user):
            messages.success(request, _("The second step is reset. A mail tells its owner."))
        else:
            messages.error(request, _("This account has no second step."))
        return redirect("qa_staff:accounts")
