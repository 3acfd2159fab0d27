"""The answers that everyone could read, one after the other."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qa.models.published import PublishedQuestion


class PublishedAnswerQuerySet(models.QuerySet["PublishedAnswer"]):
    def shown(self) -> "PublishedAnswerQuerySet":
        """Those that may still be read."""
        return self.filter(hidden=False)


class PublishedAnswer(models.Model):
    """An answer as everyone read it, in the question's own language, from `since` until the next one.

    `note` says what it changed. `hidden`: it was taken down for what it says, so that of it only the date is told.
    """

    published = models.ForeignKey(PublishedQuestion, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("answer"), blank=True)
    note = models.CharField(_("what changed"), max_length=500, blank=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    hidden = models.BooleanField(default=False)

    objects = PublishedAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("published answer")
        verbose_name_plural = _("published answers")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["published"], condition=Q(until__isnull=True), name="published_answer_one_now"
            ),
            models.CheckConstraint(condition=Q(hidden=False) | Q(text=""), name="published_answer_hidden_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.published_id}: {self.since:%Y-%m-%d}"
