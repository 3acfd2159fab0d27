"""What moves a due date: terms, extensions, pauses; and the reminders that were given."""

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qa import labels
from qa.models.questions import Question


class Term(models.Model):
    """How many working days something may take, from a date on. The newest row in force on the start day counts.

    Days are rows and never constants, since the law changes them.
    """

    class Key(models.TextChoices):
        ANSWER = "answer", _("to answer a question")
        FORWARD = "forward", _("for an agency to return what is not its own")
        REPLY = "reply", _("for the asker to reply to a clarification")
        REOPEN = "reopen", _("for the asker to reopen an answered question")
        REOPEN_NO_REPLY = "reopen_no_reply", _("for the asker to reopen a question closed without their reply")
        RESOLVE = "resolve", _("until an answered question is closed")
        CONTRIBUTE = "contribute", _("before the due date: co-executors contribute")
        DUE_SOON = "due_soon", _("before the due date: the officer is reminded")
        OVERDUE = "overdue", _("after the due date: the approver and the manager are told")
        LONG_OVERDUE = "long_overdue", _("after the due date: the coordinator is told")

    key = models.CharField(_("what for"), max_length=16, choices=Key.choices)
    working_days = models.PositiveSmallIntegerField(_("working days"))
    extension_cap = models.PositiveSmallIntegerField(_("extension, at most"), default=0)
    in_force_from = models.DateField(_("in force from"))
    basis = models.CharField(_("basis"), max_length=255, blank=True, help_text=_("The act: its name, date and number."))

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("key", "-in_force_from")
        constraints = [
            models.UniqueConstraint(fields=["key", "in_force_from"], name="term_once"),
            models.CheckConstraint(condition=Q(working_days__gt=0), name="term_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.working_days}"

    @display(description=_("what for"))
    def what_for(self) -> str:
        """What the term is for, in words; a list of the admin can name its column by it."""
        return self.get_key_display()


class Extension(models.Model):
    """Working days added to one round of one question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="extensions")
    round = models.PositiveSmallIntegerField(default=0)
    working_days = models.PositiveSmallIntegerField(_("working days"))
    reason = models.CharField(_("reason"), max_length=20, choices=labels.choices(labels.EXTEND_REASON))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("id",)
        constraints = [models.CheckConstraint(condition=Q(working_days__gt=0), name="extension_takes_time")]

    def __str__(self) -> str:
        return f"{self.question_id}: +{self.working_days}"


class Pause(models.Model):
    """Days on which we wait for the asker: after `since`, up to and including `until`; open while that is empty."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="pauses")
    round = models.PositiveSmallIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(until__isnull=True), name="pause_one_open"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="pause_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.since}–{self.until or ''}"


class Reminder(models.Model):
    """A reminder, or a step of the escalation, that was given. Its row keeps a second scan from giving it again.

    `assignment` is set where it is about a co-executor's own date.
    """

    class Kind(models.TextChoices):
        DUE_SOON = "due_soon", _("due soon")
        OVERDUE = "overdue", _("overdue")
        LONG_OVERDUE = "long_overdue", _("long overdue")
        REPLY_FIRST = "reply_first", _("first reminder to reply")
        REPLY_LAST = "reply_last", _("last reminder to reply")
        EXPIRY = "expiry", _("an answer expires")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="reminders")
    assignment = models.ForeignKey(
        "qa.Assignment", null=True, blank=True, on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    for_date = models.DateField()  # the due date, or the day the pause began, it reminds of
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["question", "kind", "for_date"],
                condition=Q(assignment__isnull=True),
                name="reminder_once",
            ),
            models.UniqueConstraint(
                fields=["assignment", "kind", "for_date"],
                condition=Q(assignment__isnull=False),
                name="reminder_once_for_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.kind} {self.for_date}"
