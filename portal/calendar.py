"""Overrides of the production calendar; `portal.workdays` counts with them."""

from time import monotonic
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workdays import Calendar

_FRESH: Final = 60.0  # seconds a process may count with what it knows; the change of a year's plan is no emergency
_known: tuple[float, Calendar] | None = None


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        forget()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        forget()
        return super().delete(*args, **kwargs)


def production_calendar() -> Calendar:
    """The calendar with the overrides of the database, kept in the process for a minute."""
    global _known
    if _known is None or monotonic() - _known[0] > _FRESH:
        _known = (monotonic(), Calendar(dict(DayOverride.objects.values_list("date", "works"))))
    return _known[1]


def forget() -> None:
    """Reads the overrides anew the next time."""
    global _known
    _known = None
