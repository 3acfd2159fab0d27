"""The files that belong to an answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models import Attachment
from qa.models.answers import AnswerVersion
from qa.models.questions import Question
from qa.rules.states import VersionState


class AnswerFileQuerySet(models.QuerySet["AnswerFile"]):
    def in_force(self, question: Question | int) -> "AnswerFileQuerySet":
        """The files of the answer that is in force, oldest first."""
        return self.filter(
            version__question=question, version__state=VersionState.PUBLISHED, attachment__erased_at__isnull=True
        ).order_by("attachment_id")

    def for_others(self) -> "AnswerFileQuerySet":
        """Those that are not for the asker alone."""
        return self.filter(for_asker_only=False)


class AnswerFile(models.Model):
    """A file as part of one version of an answer; the next version may hold the same file.

    Private until the answer is in force; then for its asker, and for everyone where the question is public, unless it
    is `for_asker_only`.
    """

    version = models.ForeignKey(AnswerVersion, on_delete=models.CASCADE, related_name="files")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="answer_files")
    for_asker_only = models.BooleanField(_("for the asker alone"), default=False)

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of answers")
        ordering = ("attachment_id",)
        constraints = [models.UniqueConstraint(fields=["version", "attachment"], name="answer_file_once")]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.attachment_id}"
