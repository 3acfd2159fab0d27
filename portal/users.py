"""The staff account. Citizens have none: they hold a tracking code instead."""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

RIGHTS: Final = ("is_active", "is_staff", "is_superuser")


class User(AbstractUser):
    """A member of staff; roles are memberships and groups, not columns here.

    `access_stamp` is part of what a session is checked by: raising it ends every session of the account.
    """

    access_stamp = models.PositiveIntegerField(default=0, editable=False)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the account; a change of what it may do at large goes into the log and ends its sessions."""
        fields = kwargs.get("update_fields")
        before = None
        if not self._state.adding and (fields is None or set(fields) & set(RIGHTS)):
            before = User.objects.filter(pk=self.pk).values(*RIGHTS).first()
        super().save(*args, **kwargs)
        changed = [name for name in RIGHTS if before is not None and before[name] != getattr(self, name)]
        if changed:
            from portal import accounts

            accounts.rights_changed(self, change="account", **{name: getattr(self, name) for name in changed})

    def get_session_auth_hash(self) -> str:
        return self._stamped(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._stamped(secret)

    def _stamped(self, secret: str | bytes) -> str:
        value = f"{self.password}:{self.access_stamp}"
        return salted_hmac("portal.users.User", value, secret=secret, algorithm="sha256").hexdigest()
