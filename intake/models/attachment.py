"""A file that someone attached, in private storage."""

import secrets

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models.draft import Draft


def private_storage() -> Storage:
    return storages["private"]


def unguessable_path(instance: "Attachment", filename: str) -> str:
    """A place that says nothing of the file's name or sender."""
    name = secrets.token_hex(16)
    return f"attachments/{name[:2]}/{name}.{instance.kind}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def live(self) -> "AttachmentQuerySet":
        """Attachments whose file is still there."""
        return self.filter(erased_at__isnull=True)

    def of(self, owner: str) -> "AttachmentQuerySet":
        """The attachments of `owner`, such as "question:12", oldest first."""
        return self.live().filter(owner=owner).order_by("pk")


class Attachment(models.Model):
    """A checked file. It belongs to a draft, then to an `owner` such as "question:12", never to both.

    `kind` is what the file's content says it is (`intake.files.KINDS`), `name` what its sender called it, made safe.
    """

    draft = models.ForeignKey(Draft, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments")
    owner = models.CharField(max_length=60, blank=True, db_index=True)
    file = models.FileField(storage=private_storage, upload_to=unguessable_path, max_length=120)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draft__isnull=True) | models.Q(owner=""), name="attachment_one_holder"
            ),
        ]

    def __str__(self) -> str:
        return self.name
