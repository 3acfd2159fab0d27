"""When no questions are taken in, about one topic or about any."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Topic
from portal import languages


class IntakePauseQuerySet(models.QuerySet["IntakePause"]):
    def in_force(self, at: datetime | None = None) -> "IntakePauseQuerySet":
        """The pauses that hold at this moment, the one for every topic first."""
        at = at or timezone.now()
        holding = self.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)
        return holding.order_by(F("topic").asc(nulls_first=True), "-since", "-pk")


class IntakePause(models.Model):
    """Questions about `topic` (about anything, when empty) wait from `since` to `until`; why, in three languages.

    What is already sent runs on as before. A pause without an end is ended by its coordinator.
    """

    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.CASCADE, related_name="+",
        help_text=_("Without a topic, no questions are taken at all."),
    )  # fmt: skip
    since = models.DateTimeField(pgettext_lazy("pause", "From"), default=timezone.now)
    until = models.DateTimeField(pgettext_lazy("pause", "Until"), null=True, blank=True)
    reason_kk = models.TextField(_("reason in Kazakh"), max_length=600)
    reason_ru = models.TextField(_("reason in Russian"), max_length=600)
    reason_en = models.TextField(_("reason in English"), max_length=600)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("set by"), null=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip

    objects = IntakePauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause of intake")
        verbose_name_plural = _("pauses of intake")
        ordering = ("-since", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="intake_pause_ends_after_it_begins",
                violation_error_message=_("A pause must end after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id or '*'}: {self.since:%Y-%m-%d}"

    def is_in_force(self, at: datetime) -> bool:
        """Whether it holds at this moment: what `in_force` asks of the database."""
        return self.since <= at and (self.until is None or self.until > at)

    def about(self) -> str:
        """What the pause is of, as lists show it."""
        return str(self.topic or _("All topics"))

    about.short_description = _("Topic")  # type: ignore[attr-defined]

    @property
    def reason(self) -> Any:
        """Why, in the language of the page being made."""
        return getattr(self, f"reason_{languages.current()}")
