"""What is kept of pages for those who hold copies of them."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class PageRecord(models.Model):
    """That a page is or was public, and when anything of it last changed; it outlives the page, so that copies can be
    deleted. Whether the page is public is read from the page."""

    page = models.PositiveIntegerField(_("page"), unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(_("key of all its languages"), db_index=True)
    language = models.CharField(_("language"), max_length=2)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("record of a page")
        verbose_name_plural = _("records of pages")
        indexes = [models.Index(fields=["changed_at", "id"], name="page_record_by_change")]

    def __str__(self) -> str:
        return f"{self.page} ({self.language})"
