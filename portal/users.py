"""The staff account. Citizens have none: they hold a tracking code instead."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff; roles are memberships and groups, not columns here."""
