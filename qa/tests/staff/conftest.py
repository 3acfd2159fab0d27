"""Members of staff who are signed in to the admin."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from portal.users import User
from qa.roles import STAFF
from qa.tests.factories import Office


def client_of(user: User, language: str = "en") -> Client:
    """A client of someone who may enter the admin, in a language of their own."""
    user.groups.add(Group.objects.get_or_create(name=STAFF)[0])
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def sign_in(office: Office) -> Callable[..., Client]:
    return client_of
