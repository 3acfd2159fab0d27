"""The making of what browsers play out of an upload or of what a live stream left."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Conversion(models.Model):
    """One recording's way to HLS and MP4. `source` is a path below the media folder, kept as it came in.

    `fault` says in a code why it could not be done. `leased_until`: until then one worker has it in hand.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("conversion", "Waiting")
        RUNNING = "running", pgettext_lazy("conversion", "Being made")
        DONE = "done", pgettext_lazy("conversion", "Ready")
        FAILED = "failed", pgettext_lazy("conversion", "Could not be made")

    class Fault(models.TextChoices):
        UNREADABLE = "unreadable", _("The file cannot be read. Export it again from the editing program and upload it.")
        FFMPEG = "ffmpeg", _("The conversion stopped. Try again; if it stops again, tell the administrator.")
        GONE = "gone", _("The file is not there any more. Upload it again.")

    media = models.OneToOneField("portal.PortalMedia", on_delete=models.CASCADE, related_name="conversion")
    source = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    fault = models.CharField(max_length=12, choices=Fault.choices, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("conversion of a recording")
        verbose_name_plural = _("conversions of recordings")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.source}: {self.get_state_display()}"

    @property
    def to_do(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def workshop(self) -> Path:
        """The folder of half-made things, under no public address."""
        return settings.PRIVATE_ROOT / "recordings" / str(self.pk)

    @property
    def source_path(self) -> Path:
        return settings.MEDIA_ROOT / self.source
