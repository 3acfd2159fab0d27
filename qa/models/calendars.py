"""The private calendar of due dates that a member of an agency may subscribe to."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DueCalendar(models.Model):
    """One person's feed. Its address holds a token that we keep only as a keyed digest: deleting the row revokes it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="due_calendar")
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar of due dates")
        verbose_name_plural = _("calendars of due dates")

    def __str__(self) -> str:
        return f"{self.user_id}"
