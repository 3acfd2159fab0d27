"""Receivers of the question service: a change of someone's roles is told to their account. They decide nothing."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from portal import accounts
from qa.models import Membership


def connect() -> None:
    """Connects them; called once, when the app is ready."""
    post_save.connect(_given, sender=Membership, dispatch_uid="qa.membership_given")
    post_delete.connect(_taken, sender=Membership, dispatch_uid="qa.membership_taken")


def _given(sender: Any, instance: Membership, created: bool, **kwargs: Any) -> None:
    _tell(instance, "role_given" if created else "role_changed")


def _taken(sender: Any, instance: Membership, **kwargs: Any) -> None:
    _tell(instance, "role_taken")


def _tell(membership: Membership, change: str) -> None:
    agency = membership.agency.key if membership.agency else ""
    accounts.rights_changed(membership.user, change=change, held=str(membership.role), agency=agency)
