"""What leaves the portal in bulk and what comes in: one job each, with its progress, its file and its end."""

import secrets
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intake.models.attachment import private_storage


def new_folder() -> str:
    """A place that nobody guesses."""
    return f"transfers/{secrets.token_hex(16)}"


class Transfer(models.Model):
    """An export or an import. Only `qa.services` write its `state`.

    `options` says what was asked for, `mark` where the work stands (so that it goes on after a break), `report` what
    came of it. Its files lie in `folder` of the private storage and go with the row at `expires_at`.
    """

    class Kind(models.TextChoices):
        LIST = "list", _("list of questions")
        FULL = "full", _("full export")
        IMPORT = "import", _("import of questions")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        CHECKED = "checked", _("checked, not yet imported")
        DONE = "done", pgettext_lazy("transfer", "done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", pgettext_lazy("transfer", "cancelled")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    options = models.JSONField(default=dict, blank=True)
    mark = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    folder = models.CharField(max_length=60, default=new_folder, editable=False)
    file_name = models.CharField(max_length=60, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["owner", "-id"], name="transfer_of_owner"),
            models.Index(fields=["expires_at"], name="transfer_ends"),
            models.Index(fields=["id"], name="transfer_to_do", condition=Q(state__in=["waiting", "running"])),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def place(self) -> Path:
        """Its folder on the disk, which is made when it is not there."""
        path = Path(private_storage().path(self.folder))
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def file(self) -> Path | None:
        """What can be downloaded, once it is there."""
        path = self.place / self.file_name if self.file_name else None
        return path if path and path.is_file() else None

    @property
    def to_do(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done / self.total)) if self.total else 0
