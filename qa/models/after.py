"""After the answer: who wants to hear of a public question, what they are to be told, and the asker's last look."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models import Contact
from portal.events import Event
from qa.models.questions import Question


def new_token() -> str:
    return secrets.token_urlsafe(32)


class FollowerQuerySet(models.QuerySet["Follower"]):
    def following(self) -> "FollowerQuerySet":
        """Those who confirmed, and have not stopped."""
        return self.filter(confirmed_at__isnull=False, ended_at__isnull=True)


class Follower(models.Model):
    """Someone who wants mails about one public question. The address is a sealed `Contact`, erased when it ends.

    `key` finds the same address on the same question, so that nobody follows twice; it is empty once it has ended.
    `token` opens the pages that confirm and that stop.
    """

    class Ended(models.TextChoices):
        STOPPED = "stopped", _("stopped by the reader")
        BOUNCED = "bounced", _("the address takes no mails")
        COMPLAINED = "complained", _("reported as unwanted")
        UNCONFIRMED = "unconfirmed", _("never confirmed")
        EXPIRED = "expired", _("nothing to tell for a long time")
        GONE = "gone", _("the question is gone for good")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="followers")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="follower")
    key = models.CharField(max_length=64, unique=True, null=True, editable=False)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, choices=Ended.choices, blank=True, default="")

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="", key__isnull=False)
                | Q(ended_at__isnull=False, key__isnull=True) & ~Q(end_reason=""),
                name="follower_ended_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["question", "id"], name="follower_of_question", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["keep_until"], name="follower_kept", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"follower:{self.pk}"

    @property
    def reference(self) -> str:
        """How notices name this recipient."""
        return f"follower:{self.pk}"

    @property
    def confirmed(self) -> bool:
        return self.confirmed_at is not None


class Announcement(models.Model):
    """What all followers of a question are to be told of one event. A job writes their notices in portions.

    One row, however many they are: the act that it tells of does not wait for it. `cursor` is the last follower told.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="announcement")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="announcements")
    mail = models.CharField(max_length=20)
    cursor = models.BigIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ("id",)
        indexes = [models.Index(fields=["id"], name="announcement_open", condition=Q(done_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.mail}"


class Look(models.Model):
    """When the asker was on the question's own page: at the present visit (`at`) and at the end of the one before."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="look")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("last look")
        verbose_name_plural = _("last looks")

    def __str__(self) -> str:
        return f"{self.question_id}: {self.at:%Y-%m-%d}"
