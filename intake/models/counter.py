"""How often an address did something within a window of time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """`count` tries of `purpose` since `since` by the address whose HMAC is `key`; the address itself is not kept."""

    purpose = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        constraints = [models.UniqueConstraint(fields=["purpose", "key", "since"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.count}"
