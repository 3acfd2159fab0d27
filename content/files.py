"""What the pages share that are there as text and as a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.tree import absolute


class WithFile(models.Model):
    """The same as a file to download."""

    file = models.ForeignKey(
        "portal.PortalDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True

    def file_address(self) -> str | None:
        """Where the file is, for all the world; None without one."""
        return absolute(self.file.url) if self.file else None
