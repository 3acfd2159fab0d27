"""Whether something published was of use."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Opinion(models.Model):
    """One reader's yes or no on `subject`, such as "question:2026-01842"; nothing of the reader."""

    subject = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    useful = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        indexes = [models.Index(fields=["subject", "useful"], name="opinion_of_subject")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.useful}"
