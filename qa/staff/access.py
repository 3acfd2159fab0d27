"""Who gets to which screen. What may be done on a screen is asked of `qa.permissions`, verb by verb."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.permission_policies import BasePermissionPolicy

from portal.users import User
from qa import permissions
from qa.models import Question
from qa.permissions import SEE_ALL, SEE_CONTACTS
from qa.rules.states import AGENCY_ROLES, Role
from search.permissions import Keepers

MODERATION: Final = frozenset({Role.MODERATOR})
AGENCY: Final = AGENCY_ROLES
APPROVAL: Final = frozenset({Role.APPROVER})
EVERYTHING: Final = SEE_ALL | AGENCY_ROLES
OVERSIGHT: Final = frozenset({Role.COORDINATOR, Role.DPO})
CONTACTS: Final = SEE_CONTACTS
COORDINATION: Final = frozenset({Role.COORDINATOR})
PROTECTION: Final = frozenset({Role.DPO})

PEOPLE: Final = frozenset({Role.COORDINATOR, Role.MANAGER})
RULES: Final = frozenset({Role.COORDINATOR, Role.MODERATOR})
WORDS: Final = frozenset({Role.COORDINATOR, Role.EDITOR})  # wordings and recommendations of search

_KEPT: Final = "_question_roles"
Request = HttpRequest | Any


def roles(user: Any) -> frozenset[Role]:
    """The roles of a request's user, asked once for each request (menus, panels and lists all ask)."""
    kept: frozenset[Role] | None = getattr(user, _KEPT, None)
    if kept is None:
        kept = permissions.roles_of(user)
        setattr(user, _KEPT, kept)
    return kept


def has_any(user: Any, wanted: frozenset[Role]) -> bool:
    return bool(roles(user) & wanted)


KEEPERS: Final = Keepers(lambda user: has_any(user, WORDS), Q(memberships__role__in=sorted(WORDS)))


class RequiresRole:
    """A view for those who hold one of `roles`; anyone else is sent to the admin's first page with a word."""

    roles: frozenset[Role] = frozenset()
    dispatch: Callable[..., HttpResponseBase]

    def setup(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if not has_any(request.user, self.roles):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)  # type: ignore[misc]


def question_or_404(user: Any, number: str) -> Question:
    """The question of that number, if this person may see it: for others it does not exist. Raises Http404."""
    seen = permissions.visible_to(user).select_related("topic", "region", "duplicate_of", "parent")
    return get_object_or_404(seen, number=number)


class RolePolicy(BasePermissionPolicy):
    """A model that those with one of `roles`, and superusers, look after: memberships decide, not model permissions."""

    def __init__(self, model: Any, roles: frozenset[Role], actions: frozenset[str] | None = None) -> None:
        super().__init__(model)
        self.roles = roles
        self.actions = actions or frozenset({"add", "change", "delete", "view"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and user.is_active and (user.is_superuser or has_any(user, self.roles))

    def users_with_any_permission(self, actions: Any) -> Any:
        if not self.actions & set(actions):
            return User.objects.none()
        holders = User.objects.filter(memberships__role__in=sorted(self.roles))
        return (holders | User.objects.filter(is_superuser=True)).filter(is_active=True).distinct()
