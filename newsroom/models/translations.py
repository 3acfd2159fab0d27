"""What is known of translations beyond wagtail-localize."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation


class Standing(models.Model):
    """How the page of one translation stands before its readers.

    `source_public_at` and `public_at` are the moments in which the original and the translation went public for the
    first time, by the clock and not by the date that editors show. `stale_since`: the public original has said
    something else since then. `made_from` is the original's text as it was before: [[context, order, string], …], keys
    of wagtail-localize. `confirmed_at`: a person has read what a machine had written up to then.
    """

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="standing")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="translation_standing")
    source_public_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(null=True, blank=True, db_index=True)
    stale_since = models.DateTimeField(null=True, blank=True, db_index=True)
    made_from = models.JSONField(default=list, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("standing of a translation")
        verbose_name_plural = _("standings of translations")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.stale_since or 'up to date'}"


class PieceQuerySet(models.QuerySet["Piece"]):
    def in_hand(self, at: datetime) -> "PieceQuerySet":
        """Those that someone works on now."""
        return self.filter(holder__isnull=False, expires_at__gt=at)


class Piece(models.Model):
    """A story to be put into one language: who has it in hand until when, and whether it is urgent.

    It spares double work and is no lock: a second translator is told, and may go on.
    """

    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    urgent = models.BooleanField(default=False)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of translation")
        verbose_name_plural = _("pieces of translation")
        constraints = [models.UniqueConstraint(fields=["translation_key", "locale"], name="piece_once")]

    def __str__(self) -> str:
        return f"{self.translation_key} → {self.locale_id}: {self.holder_id}"
