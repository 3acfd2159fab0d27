"""Reporting a suspicious claim, and following the report by its code."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory.forms import topic_field
from intake import files, pictures
from intake.fields import FilesField, Honeypot, PlainTextField
from portal import text

MOST_LINKS: Final = 10
LINK_LENGTH: Final = 500


class LinksField(forms.Field):
    """Links, one on a line or parted by spaces. What was typed stands in the field again when it is refused."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.valid = URLValidator(schemes=["http", "https"])

    def to_python(self, value: Any) -> list[str]:
        typed = dict.fromkeys(text.clean(str(value or "")).split())
        if len(typed) > MOST_LINKS:
            message = ngettext(
                "There is %(n)s link; at most %(most)s can be sent. Nothing is lost: leave the most telling ones.",
                "There are %(n)s links; at most %(most)s can be sent. Nothing is lost: leave the most telling ones.",
                len(typed),
            )
            raise ValidationError(message % {"n": len(typed), "most": MOST_LINKS}, code="many")
        return list(dict.fromkeys(self._link(word) for word in typed))

    def _link(self, word: str) -> str:
        # Without a scheme it is what people copy from a message: "example.org/post".
        link = word if ":" in word.partition("/")[0] else f"https://{word}"
        try:
            if len(link) > LINK_LENGTH:
                raise ValidationError("", code="long")
            self.valid(link)
        except ValidationError as error:
            message = _now("“%(link)s” does not look like a link. Copy it from the address line, or leave this empty.")
            raise ValidationError(message % {"link": word[:60]}, code="invalid") from error
        return link

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def bound_data(self, data: Any, initial: Any) -> Any:
        return text.clean(data) if isinstance(data, str) else data


class ReportForm(forms.Form):
    """Step 1: what was seen, where, and links to it. Nothing about the person who saw it."""

    text = PlainTextField(
        label=_("What does it say?"),
        help_text=_("Copy the message or retell it. Do not write your name or telephone number."),
        longest=3000,
        error_messages={"required": _("Write what should be checked.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    where_seen = forms.CharField(
        label=_("Where did you see it?"),
        help_text=_("For example: a WhatsApp group, a page in Instagram, heard from neighbours."),
        required=False,
        max_length=255,
    )
    links = LinksField(
        label=_("Links"),
        help_text=_("Up to 10, each on a line of its own."),
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    topic = topic_field()
    website = Honeypot()

    def draft_data(self) -> dict[str, Any]:
        """What the draft keeps."""
        topic = self.cleaned_data["topic"]
        return {
            "text": self.cleaned_data["text"],
            "where_seen": self.cleaned_data["where_seen"],
            "links": self.cleaned_data["links"],
            "topic": topic.key if topic else "",
        }


class SendForm(forms.Form):
    """Step 2: pictures of it, and an address for the verdict. Both may be left out."""

    pictures = FilesField(
        label=_("Pictures"),
        help_text=_(
            "A screenshot or a photograph: up to 3, 5 MB each, JPG, PNG or WEBP. Place, time and camera are taken out "
            "of the file. They are never published."
        ),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_(
            "Only to tell you the verdict. Without it you follow the report by its code. The first mail asks you to "
            "confirm the address."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=_("I agree to the collection and processing of my personal data"),
        help_text=_("Needed for the address alone. With your code you can have everything erased at any time."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pictures"].widget.attrs["accept"] = ",".join(
            f".{ending}" for ending in (*pictures.FORMATS, "jpeg")
        )

    def clean(self) -> dict[str, Any]:
        """Adds an error where an address comes without the consent that it needs."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("email") and not cleaned.get("consent"):
            self.add_error("consent", _("Without this consent we may not keep your address."))
        return cleaned

    def refuse_pictures(self, problems: list[str]) -> None:
        """Shows what is wrong with files that were not kept."""
        if problems:
            self.add_error("pictures", ValidationError(problems))


def pictures_of(uploads: Iterable[UploadedFile]) -> tuple[list[UploadedFile], list[str]]:
    """The uploads that are pictures by what they hold, or empty or too large to look at (the check of files says so),
    and a sentence about each other one."""
    good, problems = [], []
    for upload in uploads:
        upload.seek(0)
        looked_at = upload.size is not None and 0 < upload.size <= files.MAX_SIZE
        if looked_at and files.kind_of(upload.read()) not in pictures.FORMATS:
            name = text.clean(upload.name or "")[:100] or "?"
            problems.append(_now("“%(name)s” is not a picture. Attach JPG, PNG or WEBP.") % {"name": name})
        else:
            good.append(upload)
    return good, problems


class CodeForm(forms.Form):
    """The code, typed as people type: any case, with or without spaces and dashes."""

    code = PlainTextField(
        label=_("Code of the report"),
        help_text=_("Twelve letters and digits. Capitals, spaces and dashes do not matter."),
        shortest=1,
        longest=100,
        error_messages={"required": _("Type the code you got when you sent the report.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
