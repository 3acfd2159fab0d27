"""Captions of a recording: one WebVTT file per language."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from portal import languages


def validate_webvtt(file: File) -> None:
    """Raises ValidationError unless `file` is UTF-8 and begins as WebVTT does (W3C WebVTT, section 4.1)."""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    try:
        # A character cut in two at the end of the sample is no fault of the file.
        text = head.decode("utf-8-sig", errors="strict" if len(head) < 4096 else "ignore")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The captions must be a text file in UTF-8.")) from error
    if not text.startswith("WEBVTT"):
        raise ValidationError(_("The captions must be a WebVTT file: its first line is WEBVTT."))


class Captions(Orderable):
    """Captions in one language for the recording of one page; every language version of the page offers all of them."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=2, choices=list(languages.NAMES.items()))
    file = models.FileField(
        _("WebVTT file"), upload_to="captions", validators=[FileExtensionValidator(["vtt"]), validate_webvtt]
    )

    class Meta(Orderable.Meta):
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="captions_once_per_language")]

    @property
    def label(self) -> str:
        """The language's own name of itself."""
        return languages.NAMES[self.language]
