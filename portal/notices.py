"""The outbox: what must be told to someone is a row, written in the transaction of the event it tells of.

Jobs only wake the sender and a sweep sends what is left, so a lost job loses nothing. A notice is never
lost and is sent once, but for a crash between the mail server's receipt and our commit; then it goes out again
with the same Message-ID.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.events import Event


class Notice(models.Model):
    """One message to one recipient on one channel.

    `recipient` is a reference such as "contact:12" or "user:5", never an address; `template` names the
    texts, `context` holds numbers, codes and dates for them, never a question or an answer. `bulk` ones, which go to
    many for one event, give way to all others. A letter that came back is marked by `bounced_at`.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("mail")

    class Dropped(models.TextChoices):
        ATTEMPTS = "attempts", _("too many attempts")
        GONE = "gone", _("the recipient is gone")
        UNCONFIRMED = "unconfirmed", _("the address was never confirmed")
        REFUSED = "refused", _("the address was refused")
        UNDONE = "undone", _("what it told of was undone")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="notices")
    recipient = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.MAIL)
    language = models.CharField(max_length=2)
    template = models.CharField(max_length=60)
    context = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    drop_reason = models.CharField(max_length=12, choices=Dropped.choices, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    # Not before this: what it tells of can still be undone until then.
    held_until = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=120)
    bulk = models.BooleanField(default=False)
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce_status = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["event", "recipient", "channel"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(dropped_at__isnull=True, drop_reason="")
                | models.Q(dropped_at__isnull=False, sent_at__isnull=True) & ~models.Q(drop_reason=""),
                name="notice_dropped_has_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="notice_waiting",
                condition=models.Q(sent_at__isnull=True, dropped_at__isnull=True),
            ),
            models.Index(
                fields=["recipient", "id"],
                name="notice_waiting_for",
                condition=models.Q(sent_at__isnull=True, dropped_at__isnull=True),
            ),
            models.Index(fields=["message_id"], name="notice_by_message_id"),
        ]

    def __str__(self) -> str:
        return f"{self.template} → {self.recipient}"
