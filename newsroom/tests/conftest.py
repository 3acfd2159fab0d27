"""The people of the newsroom's tests."""

import pytest
from django.test import Client

from newsroom.tests.people import person, signed_in
from portal.users import User


@pytest.fixture
def chief(db: None) -> User:
    """Writes and publishes pages."""
    return person("chief", "Editors", "Moderators")


@pytest.fixture
def writer(db: None) -> User:
    """Writes pages, and publishes none."""
    return person("writer", "Editors")


@pytest.fixture
def desk(chief: User) -> Client:
    """The chief's browser."""
    return signed_in(chief)
