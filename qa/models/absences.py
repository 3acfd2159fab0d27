"""Who is away from an agency, until when, and who stands in."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Agency


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> "AbsenceQuerySet":
        """Those that hold on a day."""
        return self.filter(since__lte=day, until__gte=day)

    def meeting(self, since: date, until: date) -> "AbsenceQuerySet":
        """Those that share a day with a span."""
        return self.filter(since__lte=until, until__gte=since)


class Absence(models.Model):
    """From `since` up to and including `until`, `substitute` does in `agency` what `officer` would do there.

    Only `qa.services.people` write these rows. They see to it that both work in the agency, that nobody is away
    twice at a time, and that nobody who stands in is away themselves: one step, never a chain.
    """

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="absences")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who is away"), on_delete=models.CASCADE, related_name="absences"
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who stands in"), on_delete=models.CASCADE, related_name="stands_in"
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    created_at = models.DateTimeField(default=timezone.now)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ("since", "id")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_forward"),
            models.CheckConstraint(condition=~Q(officer=F("substitute")), name="absence_of_another"),
        ]
        indexes = [models.Index(fields=["substitute", "until"], name="absence_of_substitute")]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.since}–{self.until}"
