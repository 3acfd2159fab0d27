"""Who looks after the words of search. Search knows no roles: apps that do say who it is (`register`)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Q
from wagtail.permission_policies import BasePermissionPolicy

from portal.users import User


class Keepers(NamedTuple):
    """Some who look after the words: whether a user is one of them, and the condition that finds them all."""

    holds: Callable[[Any], bool]
    all: Q


_keepers: list[Keepers] = []


def register(keepers: Keepers) -> None:
    """Lets `keepers` look after the words, beside superusers. Twice is as good as once."""
    if keepers not in _keepers:
        _keepers.append(keepers)


def may_keep(user: Any) -> bool:
    """Whether `user` may change wordings and recommendations, and read what was searched."""
    return bool(user.is_active and (user.is_superuser or any(keepers.holds(user) for keepers in _keepers)))


class KeeperPolicy(BasePermissionPolicy):
    """A model that those look after who may keep the words."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", "change", "delete", "view"} and may_keep(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        wanted = Q(is_superuser=True)
        for keepers in _keepers:
            wanted |= keepers.all
        return User.objects.filter(wanted, is_active=True).distinct()
