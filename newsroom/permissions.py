"""Who may do what in the newsroom. Pages go by Wagtail's own page permissions."""

from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

# Wagtail's own migration makes these groups: those who write pages, and those who publish them.
WRITERS: Final = "Editors"
PUBLISHERS: Final = "Moderators"
_PLANS: Final = Q(codename__in=[f"{verb}_plannedpiece" for verb in ("add", "change", "delete", "view")])
_GIVEN: Final = {WRITERS: _PLANS, PUBLISHERS: _PLANS | Q(codename="put_up_urgentbanner")}


def works_on_pages(user: Any) -> bool:
    """Whether `user` writes or publishes any pages: then the newsroom is theirs."""
    return bool(user.is_active and (user.is_superuser or user.has_perm("newsroom.view_plannedpiece")))


def writers() -> QuerySet[Any]:
    """Those to whom a piece can be given."""
    given = Permission.objects.filter(content_type__app_label="newsroom", codename="view_plannedpiece")
    rights = Q(groups__permissions__in=given) | Q(user_permissions__in=given) | Q(is_superuser=True)
    return get_user_model().objects.filter(rights, is_active=True).distinct().order_by("username")


def sync_editors(sender: Any, **kwargs: Any) -> None:
    """Gives Wagtail's groups what is theirs in the newsroom; runs after every migration, does nothing twice."""
    create_permissions(sender, verbosity=0, using=kwargs.get("using", "default"))
    for name, wanted in _GIVEN.items():
        given = Permission.objects.filter(wanted, content_type__app_label="newsroom")
        Group.objects.get_or_create(name=name)[0].permissions.add(*given)
