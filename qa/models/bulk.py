"""One verb done to many questions at once, so that it can be looked up, done once, and undone."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Agency
from qa.models.questions import Question


class Bulk(models.Model):
    """What was done, by whom, with which words. `token` comes from the preview: the same preview is done once."""

    token = models.CharField(max_length=64, unique=True, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(Question, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, blank=True, default="")
    text = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(db_index=True)
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")

    def __str__(self) -> str:
        return f"{self.verb}: {self.token}"

    def can_be_undone(self, at: datetime) -> bool:
        return self.undone_at is None and at < self.undo_until


class BulkItem(models.Model):
    """One question of a bulk action, and how it went. `code` says why it was refused or why its undoing was."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("question of a bulk action", "not done yet")
        DONE = "done", pgettext_lazy("question of a bulk action", "done")
        REFUSED = "refused", pgettext_lazy("question of a bulk action", "refused")
        UNDONE = "undone", pgettext_lazy("question of a bulk action", "undone")

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    seen_version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    code = models.CharField(max_length=40, blank=True, default="")
    at = models.DateTimeField(null=True, blank=True)
    version_after = models.PositiveIntegerField(null=True, blank=True)
    was_quarantined = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("question of a bulk action")
        verbose_name_plural = _("questions of bulk actions")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["bulk", "question"], name="bulk_item_once")]

    def __str__(self) -> str:
        return f"{self.bulk_id}: {self.question_id}"
