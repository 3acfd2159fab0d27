"""Receivers of the question service: changed roles are told to the account, changed terms are read anew."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from portal import accounts, memory
from qa.models import Membership, Term


def connect() -> None:
    """Connects them; called once, when the app is ready."""
    post_save.connect(_given, sender=Membership, dispatch_uid="qa.membership_given")
    post_delete.connect(_taken, sender=Membership, dispatch_uid="qa.membership_taken")
    for signal in (post_save, post_delete):
        signal.connect(memory.forget, sender=Term, dispatch_uid="qa.term_changed")


def _given(sender: Any, instance: Membership, created: bool, **kwargs: Any) -> None:
    _tell(instance, "role_given" if created else "role_changed")


def _taken(sender: Any, instance: Membership, **kwargs: Any) -> None:
    _tell(instance, "role_taken")


def _tell(membership: Membership, change: str) -> None:
    agency = membership.agency.key if membership.agency else ""
    accounts.rights_changed(membership.user, change=change, held=str(membership.role), agency=agency)
