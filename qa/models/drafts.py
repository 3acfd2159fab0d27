"""Every text that an answer had while it was being written."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qa.models.answers import AnswerVersion


class DraftTextQuerySet(models.QuerySet["DraftText"]):
    def erase(self) -> int:
        """Empties the words and keeps the rows: who saved when is history, what they wrote is not. How many."""
        return self.update(text="", public_text="", change_note="")


class DraftText(models.Model):
    """One saved state of an answer version. Append-only: nothing that was saved is lost by saving again.

    `number` counts within the version. The last one says what the version itself says.
    """

    version = models.ForeignKey(AnswerVersion, on_delete=models.CASCADE, related_name="saved")
    number = models.PositiveIntegerField()
    text = models.TextField(_("answer"), blank=True)
    public_text = models.TextField(_("public text of the answer"), blank=True)
    change_note = models.CharField(_("what changed"), max_length=500, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved text of a draft")
        verbose_name_plural = _("saved texts of drafts")
        ordering = ("version", "number")
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="draft_text_number_once")]

    def __str__(self) -> str:
        return f"{self.version_id}.{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the row once. Raises TypeError on a second save: what was saved is not edited."""
        if not self._state.adding:
            raise TypeError("saved texts are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("saved texts are append-only")

    def says(self, version: AnswerVersion) -> bool:
        """Whether this is what the version says."""
        return (self.text, self.public_text, self.change_note) == (
            version.text, version.public_text, version.change_note
        )  # fmt: skip
