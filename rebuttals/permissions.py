"""Who may see reports of claims, and settle them. Pages go by Wagtail's own page permissions."""

from typing import Any, Final

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.permission_policies import ModelPermissionPolicy

from rebuttals.pages import RebuttalIndexPage
from rebuttals.reports import ClaimReport

# Wagtail's own migration makes this group: it writes pages, and a rebuttal is one.
EDITORS: Final = "Editors"


class ReportPolicy(ModelPermissionPolicy):
    """A report is what a citizen typed: staff read it and settle it, nobody adds, edits or deletes one by hand."""

    def __init__(self) -> None:
        super().__init__(ClaimReport)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user: Any, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_settle(user: Any) -> bool:
    """Whether `user` may link reports to rebuttals and put them aside."""
    return bool(user.has_perm("rebuttals.change_claimreport"))


def may_begin(user: Any, index: RebuttalIndexPage | None) -> bool:
    """Whether `user` may begin a rebuttal from a report below `index`."""
    return may_settle(user) and (index is None or index.permissions_for_user(user).can_add_subpage())


def sync_editors(sender: Any, **kwargs: Any) -> None:
    """Lets the group of editors see and settle reports; runs after every migration, does nothing twice."""
    create_permissions(sender, verbosity=0, using=kwargs.get("using", "default"))
    wanted = Permission.objects.filter(
        content_type__app_label="rebuttals", codename__in=["view_claimreport", "change_claimreport"]
    )
    Group.objects.get_or_create(name=EDITORS)[0].permissions.add(*wanted)
