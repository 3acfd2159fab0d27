"""What moderators at one queue need of each other: who has what in hand, who looks at what, who skipped what."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from qa.models.questions import Question


class LeaseQuerySet(models.QuerySet["Lease"]):
    def live(self, at: datetime) -> "LeaseQuerySet":
        """Those that have not run out."""
        return self.filter(expires_at__gt=at)


class Lease(models.Model):
    """A moderator has this question in hand until `expires_at`. One row for each question: the database's own word.

    It keeps colleagues from doing the same work twice; it is no lock, and no citizen's verb ever asks for it.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="lease")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("question in hand")
        verbose_name_plural = _("questions in hand")

    def __str__(self) -> str:
        return f"{self.question_id}: {self.holder_id}"


class SetAside(models.Model):
    """This moderator skipped this question: it stays in the queue, and "next question" gives it to others."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("skipped question")
        verbose_name_plural = _("skipped questions")
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.user_id}"


class Presence(models.Model):
    """This member of staff had the page of this question open at `seen_at`."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("open page")
        verbose_name_plural = _("open pages")
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.user_id}"


class UrgencyHint(models.Model):
    """Words of a question that sound urgent. Only a hint: a person marks it as urgent, or says that it is not."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="urgency_hint")
    words = models.JSONField(default=list)
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("hint of urgency")
        verbose_name_plural = _("hints of urgency")

    def __str__(self) -> str:
        return f"{self.question_id}"


class QuestionTerm(models.Model):
    """The stem of a word of a question, as a number: by these rows staff find similar questions, public or not.

    Erasing a question takes its rows away. A question without any telling word has the one row 0.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+", db_index=False)
    term = models.BigIntegerField()

    class Meta:
        verbose_name = _("word of a question")
        verbose_name_plural = _("words of questions")
        constraints = [models.UniqueConstraint(fields=["question", "term"], name="question_term_once")]
        indexes = [models.Index(fields=["term", "question"], name="question_term_of")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.term}"
