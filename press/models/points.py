"""The main points of a briefing, as editors write them while it runs."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MainPoint(models.Model):
    """One thing that was said, in the language of its page. Plain text; newest first for readers."""

    page = models.ForeignKey("press.BriefingPage", on_delete=models.CASCADE, related_name="points")
    text = models.CharField(_("main point"), max_length=500)
    at = models.DateTimeField(_("time"), default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("main point")
        verbose_name_plural = _("main points")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.text
