"""Who may see cases of claims, and act on them. Pages go by Wagtail's own page permissions."""

from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy

from rebuttals.cases import ClaimCase
from rebuttals.pages import RebuttalIndexPage

# Wagtail's own migration makes this group: it writes pages, and a rebuttal is one.
EDITORS: Final = "Editors"


class CasePolicy(ModelPermissionPolicy):
    """A case is made of what citizens typed: staff act on it by verbs, nobody edits or deletes one by hand."""

    def __init__(self) -> None:
        super().__init__(ClaimCase)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user: Any, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_settle(user: Any) -> bool:
    """Whether `user` may do anything with cases."""
    return bool(user.has_perm("rebuttals.change_claimcase"))


def may_look(user: Any) -> bool:
    """Whether `user` may read cases and reports."""
    return bool(user.has_perm("rebuttals.view_claimcase"))


def checkers() -> Any:
    """Those to whom a case can be given."""
    allowed = Permission.objects.filter(content_type__app_label="rebuttals", codename="change_claimcase")
    rights = Q(groups__permissions__in=allowed) | Q(user_permissions__in=allowed)
    return get_user_model().objects.filter(rights, is_active=True).distinct().order_by("username")


def may_begin(user: Any, index: RebuttalIndexPage | None) -> bool:
    """Whether `user` may begin a rebuttal from a case below `index`."""
    return may_settle(user) and (index is None or index.permissions_for_user(user).can_add_subpage())


def sync_editors(sender: Any, **kwargs: Any) -> None:
    """Lets the group of editors see cases and act on them; runs after every migration, does nothing twice."""
    create_permissions(sender, verbosity=0, using=kwargs.get("using", "default"))
    wanted = Permission.objects.filter(
        content_type__app_label="rebuttals", codename__in=["view_claimcase", "change_claimcase"]
    )
    Group.objects.get_or_create(name=EDITORS)[0].permissions.add(*wanted)
