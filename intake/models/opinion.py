"""Whether something published was of use."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Opinion(models.Model):
    """One reader's yes or no on `subject`, such as "question:2026-01842"; nothing of the reader.

    A no has a `reason`, and may have a few `words` that only staff read and that can be erased.
    """

    class Reason(models.TextChoices):
        UNCLEAR = "unclear", _("It is hard to understand.")
        OFF_TOPIC = "off_topic", _("It is not about my question.")
        OUTDATED = "outdated", _("It is out of date.")
        LONG = "long", _("It is too long.")
        BROKEN = "broken", _("A link or a telephone number in it does not work.")
        OTHER = "other", _("Something else")

    subject = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    useful = models.BooleanField()
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True, default="")
    words = models.TextField(blank=True, default="")
    words_erased_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(useful=False) | models.Q(reason="", words=""), name="opinion_yes_needs_no_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(words_erased_at__isnull=True) | models.Q(words=""), name="opinion_erased_is_empty"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "useful"], name="opinion_of_subject"),
            models.Index(fields=["at"], name="opinion_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.useful}"
