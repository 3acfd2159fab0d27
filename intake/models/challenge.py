"""A piece of work given to a browser whose sender looks suspicious."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.draft import Draft


class Challenge(models.Model):
    """One challenge for one form. It is solved once, before `expires_at`; a solution shown again counts for nothing."""

    nonce = models.CharField(max_length=64, unique=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="challenges")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")

    def __str__(self) -> str:
        return f"{self.pk}: {'used' if self.used_at else 'open'}"
