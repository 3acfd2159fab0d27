"""Free text between the asker, the moderators and the agency. Events never hold any."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qa import labels
from qa.models.assignments import Assignment
from qa.models.questions import Question
from qa.rules.reasons import FOR_THE_ASKER


class MessageQuerySet(models.QuerySet["Message"]):
    def for_the_asker(self) -> "MessageQuerySet":
        """What the page of the code shows."""
        return self.filter(kind__in=FOR_THE_ASKER, erased_at__isnull=True)


class Message(models.Model):
    """One message. `author` is empty when the asker wrote it. Erasing empties `text` and keeps the row."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="messages")
    assignment = models.ForeignKey(
        Assignment, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    kind = models.CharField(max_length=12, choices=labels.choices(labels.MESSAGE_KIND))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=12, choices=labels.choices(labels.ROLE))
    text = models.TextField(_("text"))
    at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("at", "id")
        indexes = [models.Index(fields=["question", "at", "id"], name="message_of_question")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.kind}"
