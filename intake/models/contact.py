"""An address that someone left, readable only with the key of the settings."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import crypto


def new_confirm_token() -> str:
    return secrets.token_urlsafe(32)


class ContactQuerySet(models.QuerySet["Contact"]):
    def live(self) -> "ContactQuerySet":
        """Contacts not erased."""
        return self.filter(erased_at__isnull=True)

    def reachable(self) -> "ContactQuerySet":
        """Contacts to whom anything may be written."""
        return self.live().filter(verified_at__isnull=False, bounced_at__isnull=True)


class Contact(models.Model):
    """One address left for one purpose. The same address left twice is two rows with one fingerprint.

    So each can be erased with what it was left for; a confirmation counts for all rows of the address.
    """

    email_sealed = models.TextField(blank=True)
    email_fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=2)
    confirm_token = models.CharField(max_length=43, unique=True, default=new_confirm_token, editable=False)
    confirm_asked_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(email_sealed="", email_fingerprint=""),
                name="contact_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"contact:{self.pk}"

    @property
    def reference(self) -> str:
        """How notices name this recipient."""
        return f"contact:{self.pk}"

    @property
    def verified(self) -> bool:
        return self.verified_at is not None and self.erased_at is None

    def email(self) -> str:
        """The address in plain text, "" once erased. Whoever shows it to a person logs that look."""
        return crypto.unseal(self.email_sealed) if self.email_sealed else ""
