"""Overrides of the production calendar; `portal.workdays` counts with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayOverride(models.Model):
    """One date on which the Government decided otherwise. A swap of two days is two rows."""

    date = models.DateField(_("date"), unique=True)
    works = models.BooleanField(_("a working day"))
    basis = models.CharField(_("basis"), max_length=255, help_text=_("The decision: its date and number."))

    class Meta:
        verbose_name = _("moved day")
        verbose_name_plural = _("moved days")
        ordering = ("date",)

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y}"
