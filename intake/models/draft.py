"""A form between its first and its last step."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LIFETIME: Final = timedelta(hours=24)  # questions.md, "Asking"


def new_token() -> str:
    """256 bits that name a draft and make its submission happen once."""
    return secrets.token_urlsafe(32)


def new_expiry() -> datetime:
    """The moment at which a draft touched now is erased."""
    return timezone.now() + LIFETIME


class DraftQuerySet(models.QuerySet["Draft"]):
    def live(self) -> "DraftQuerySet":
        """Drafts whose 24 hours have not passed."""
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> "DraftQuerySet":
        return self.filter(expires_at__lte=timezone.now())


class Draft(models.Model):
    """What someone has typed so far, under an unguessable token; erased 24 hours after their last step.

    `kind` names the form ("question", "report"), `data` its fields. `result` refers to what was made of it
    ("question:12"); from then on `data` is empty and the row serves only to answer a repeated submission alike.
    """

    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    data = models.JSONField(default=dict, blank=True)
    quarantined = models.BooleanField(default=False)
    result = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=new_expiry, db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsent form")
        verbose_name_plural = _("unsent forms")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def sent(self) -> bool:
        return bool(self.result)

    @property
    def result_id(self) -> int | None:
        """The key of what was made of the draft, or None."""
        return int(self.result.partition(":")[2]) if self.result else None

    def get(self, name: str, default: Any = None) -> Any:
        """One field of the form."""
        return self.data.get(name, default)
