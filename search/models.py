"""What search keeps in the site's own database: the list of changes that every engine follows."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SearchChange(models.Model):
    """Something of `kind` appeared, changed or went away; written in the transaction that did it.

    A row says only what to look at again: an engine reads the present state of that thing when it follows, so applying
    a row twice, or late, does no harm.
    """

    sequence = models.BigAutoField(_("sequence"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=40)
    object_id = models.CharField(_("id"), max_length=100)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    class Meta:
        ordering = ("sequence",)
        verbose_name = _("change for search")
        verbose_name_plural = _("changes for search")

    def __str__(self) -> str:
        return f"{self.sequence}: {self.kind} {self.object_id}"
