"""The event log: who did what, when, for which reason code. Append-only, without free text or personal data."""

from typing import Any, Final, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# In which capacity staff act outside the verbs of a subject's own table: sign-ins, looks at what is private, exports.
STAFF: Final = "staff"


class EventQuerySet(models.QuerySet["Event"]):
    """Refuses in the plural what the model refuses in the singular; so does the database (`portal.append_only`)."""

    def audit(self) -> "EventQuerySet":
        """What staff did outside the tables of verbs: what a data protection officer reads."""
        return self.filter(role=STAFF)

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("events are append-only")

    def delete(self) -> NoReturn:
        raise TypeError("events are append-only")


class Event(models.Model):
    """One thing that happened to one subject.

    `subject_kind` is a stable word ("question", "report"), `subject_id` the row's key, `code` what happened
    (a verb of the subject's own table), `data` codes, keys, dates and numbers only.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    code = models.CharField(max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)
    data = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("at", "id")
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at", "id"], name="event_of_subject"),
            models.Index(fields=["subject_kind", "code", "at"], name="event_by_code"),
            models.Index(fields=["actor", "-at"], name="event_of_actor"),
            models.Index(fields=["-at", "-id"], name="event_audit", condition=models.Q(role=STAFF)),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}: {self.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the event once. Raises TypeError on a second save: history is not edited."""
        if not self._state.adding:
            raise TypeError("events are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("events are append-only")


def record(kind: str, pk: int, code: str, *, role: str, actor: Any = None, at: Any = None, **data: Any) -> Event:
    """Writes one event and returns it. Call it in the transaction of the change it tells of."""
    return Event.objects.create(
        subject_kind=kind, subject_id=pk, code=code, role=role, actor=actor, at=at or timezone.now(), data=data
    )
