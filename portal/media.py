"""Images, files and recordings, each with what the rules ask to be told about them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia


class MadeByAI(models.Model):
    """AI-made content is marked, visibly and for machines (in force in Kazakhstan since January 2026)."""

    ai_made = models.BooleanField(
        _("made with AI"), default=False, help_text=_("The mark is shown to readers and to programs.")
    )

    class Meta:
        abstract = True


class PortalImage(MadeByAI, AbstractImage):
    source = models.CharField(_("source"), max_length=255, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "source", "ai_made")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class PortalDocument(AbstractDocument):
    """A file to download. A document *page* (number, date, signatory) is `content.DocumentPage`."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        permissions = [("choose_document", "Can choose document")]

    @property
    def as_download(self) -> dict[str, Any]:
        """What the component `file` shows: address, title, size in bytes, kind ("PDF")."""
        return {"url": self.url, "title": self.title, "size": self.file_size, "kind": self.file_extension.upper()}


class PortalMedia(MadeByAI, AbstractMedia):
    """A recording: the MP4, its poster (`thumbnail`) and, where there is one, its HLS playlist."""

    playlist = models.CharField(
        _("HLS playlist"), max_length=255, blank=True, help_text=_("Path of an .m3u8 below the media folder.")
    )

    admin_form_fields = (
        "title",
        "file",
        "playlist",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "tags",
        "ai_made",
    )

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    @property
    def playable(self) -> list[dict[str, str]]:
        """Sources for a player, the stream first: browsers take the first that they can play.

        What a live stream has left is a playlist alone, until the MP4 of it is made.
        """
        found = []
        if self.playlist:
            found.append({"url": f"{settings.MEDIA_URL}{self.playlist}", "type": "application/vnd.apple.mpegurl"})
        if not self.file.name.endswith(".m3u8"):
            found.append({"url": self.url, "type": "video/mp4" if self.type == "video" else "audio/mpeg"})
        return found

    @property
    def poster(self) -> str:
        """The address of the poster; "" without one."""
        return str(self.thumbnail.url) if self.thumbnail else ""
