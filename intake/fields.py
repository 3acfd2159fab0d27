"""Form fields for what citizens write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from intake import files
from portal import text

MIN_TEXT = 10
MAX_TEXT = 5000


class PlainTextField(forms.CharField):
    """Plain text, kept as typed but for control characters (`portal.text.clean`), within a length that is told exactly.

    What was typed stands in the field again when it is refused, however long it is.
    """

    widget = forms.Textarea

    def __init__(self, *, shortest: int = MIN_TEXT, longest: int = MAX_TEXT, **kwargs: Any) -> None:
        # Not `maxlength`: browsers cut a pasted text off without a word. Not `strip`: `clean` does it.
        super().__init__(strip=False, **kwargs)
        self.shortest, self.longest = shortest, longest
        self.widget.attrs.setdefault("dir", "auto")

    def to_python(self, value: Any) -> str:
        return text.clean(super().to_python(value) or "")

    def bound_data(self, data: Any, initial: Any) -> Any:
        return text.clean(data) if isinstance(data, str) else data

    def validate(self, value: str) -> None:
        if not value and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if value and len(value) < self.shortest:
            message = ngettext(
                "Write a little more: %(length)s character is too few, at least %(shortest)s are needed.",
                "Write a little more: %(length)s characters are too few, at least %(shortest)s are needed.",
                len(value),
            )
            raise ValidationError(message % {"length": len(value), "shortest": self.shortest}, code="short")
        if len(value) > self.longest:
            message = ngettext(
                "The text has %(length)s character, the limit is %(longest)s. Nothing is lost: shorten it below.",
                "The text has %(length)s characters, the limit is %(longest)s. Nothing is lost: shorten it below.",
                len(value),
            )
            raise ValidationError(message % {"length": len(value), "longest": self.longest}, code="long")


class Honeypot(forms.CharField):
    """A field that people do not see and programs fill in. A filled one marks the sender, it never refuses them."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=None, label=_("Leave this field empty"), **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "tabindex": "-1"})

    def clean(self, value: Any) -> str:
        return str(value or "")[:100]


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of uploads, unchecked: `services.attachments_add` keeps the good ones and says what ails others."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=_ManyFiles(attrs={"multiple": True, "accept": files.ACCEPT}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        uploads = data if isinstance(data, list | tuple) else [data]
        return [upload for upload in uploads if upload]
