"""Who works in the newsroom, for its tests."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client

from portal.users import User
from qa.roles import GROUPS
from qa.rules.states import Role
from qa.tests.factories import member


def person(name: str, *groups: str) -> User:
    """A member of staff in Wagtail's groups of these names, with an admin in English."""
    from wagtail.users.models import UserProfile

    user = User.objects.create_user(name, f"{name}@example.org", "newsroom-2026-tests")
    user.groups.set(Group.objects.filter(name__in=groups))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


def someone() -> Any:
    """An editor, with what the role opens in Wagtail's admin."""
    user = member(Role.EDITOR)
    user.groups.set(Group.objects.filter(name__in=GROUPS[Role.EDITOR]))
    return user


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
