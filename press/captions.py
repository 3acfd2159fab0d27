"""Captions of a recording: one WebVTT file per language."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from portal import languages
from press.rules.webvtt import Fault, NotWebVTTError, cues

LARGEST: Final = 2_000_000  # bytes; the captions of a whole day take less

WRONG: Final = {
    Fault.SIGNATURE: _("The captions must be a WebVTT file: its first line is WEBVTT."),
    Fault.HEADER: _(
        "Line %(line)d: after the first lines of the file an empty line must come, then the first caption."
    ),
    Fault.TIMES: _("Line %(line)d: here the times of a caption must stand, like this: 00:00:01.000 --> 00:00:04.000"),
    Fault.BACKWARDS: _("Line %(line)d: the caption ends before it begins."),
    Fault.ORDER: _("Line %(line)d: the caption begins before the one above it."),
    Fault.EMPTY: _("Line %(line)d: the caption has no words."),
    Fault.NONE: _("There is not one caption in the file."),
    Fault.LONG: _("The file has more than %(line)d lines."),
}


def validate_webvtt(file: File) -> None:
    """Raises ValidationError unless `file` is WebVTT in UTF-8; the message names the line that is wrong, and why."""
    file.seek(0)
    content = file.read(LARGEST + 1)
    file.seek(0)
    if len(content) > LARGEST:
        raise ValidationError(_("The captions must be a text file in UTF-8."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The captions must be a text file in UTF-8.")) from error
    try:
        cues(text)
    except NotWebVTTError as error:
        raise ValidationError(WRONG[error.fault], code=error.fault, params={"line": error.line}) from error


class Captions(Orderable):
    """Captions in one language for the recording of one page; every language version of the page offers all of them."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=2, choices=list(languages.NAMES.items()))
    file = models.FileField(
        _("WebVTT file"), upload_to="captions", validators=[FileExtensionValidator(["vtt"]), validate_webvtt]
    )

    ai_made = models.BooleanField(
        _("made by a machine"), default=False, help_text=_("Readers are told, and choose them by this word.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="captions_once_per_language")]
