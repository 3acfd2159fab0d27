"""Pictures that editors upload: what could do harm is refused with a reason, and nobody's place or camera is kept."""

import io
import warnings
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from proofing.rules.drawings import Danger, dangers

REFUSED: Final = {
    Danger.BROKEN: _("This SVG cannot be read. Export it again, as “plain SVG”."),
    Danger.ENTITIES: _("This SVG defines entities, as files that do harm do. Export it again, as “plain SVG”."),
    Danger.SCRIPT: _("There is a program in this SVG. Export it again without scripts, as “plain SVG”."),
    Danger.FOREIGN: _(
        "There is more in this SVG than a drawing (a web page, sound or video). Export the drawing alone."
    ),
    Danger.OUTSIDE: _(
        "This SVG fetches something from another address. Embed the pictures and fonts, and export it again."
    ),
}
TOO_LARGE: Final = _(
    "The picture has too many pixels. Save it with at most 60 million (for example 9,000 × 6,600) and choose it again; "
    "everything else you filled in is still here."
)
_BARED: Final = frozenset({"JPEG", "PNG", "WEBP", "AVIF"})
# What says how the pixels are to be shown; all the rest tells of people, places and programs.
_SHOWN: Final = frozenset({"icc_profile", "transparency", "gamma", "duration", "loop", "background", "default_image"})


class PictureField(WagtailImageField):
    """Says plainly that a picture is too large to be unpacked, where Pillow takes it for broken."""

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile) and not _is_drawing(data):
            _refuse_bombs(data)
        return super().to_python(data)


def _refuse_bombs(file: UploadedFile) -> None:
    """Only the head of the file is read."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file):
                pass
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise forms.ValidationError(TOO_LARGE, code="too_many_pixels") from error
    except Exception:  # noqa: S110 what is no picture is said by the field
        pass
    finally:
        file.seek(0)


class PictureForm(BaseImageForm):
    """Wagtail's form of an image."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            field.__class__ = PictureField  # Wagtail makes the field itself, and leaves no other way to it

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        content = file.read()
        file.seek(0)
        if _is_drawing(file):
            found = dangers(content)
            if found:
                raise forms.ValidationError([REFUSED[danger] for danger in found])
            return file
        bared = bare(content)
        if bared is None:
            return file
        kind = file.content_type or "image/jpeg"
        made = InMemoryUploadedFile(io.BytesIO(bared), "file", file.name, kind, len(bared), None)
        made.image = getattr(file, "image", None)  # type: ignore[attr-defined]
        return made


def _is_drawing(file: UploadedFile) -> bool:
    return Path(file.name or "").suffix.lower() == ".svg"


def bare(content: bytes) -> bytes | None:
    """The same picture, upright, without EXIF (place, camera, owner), XMP and comments; None where there are none.

    A JPEG that stands upright keeps its very pixels; PNG loses nothing ever.
    """
    with Image.open(io.BytesIO(content)) as image:
        kind = image.format or ""
        if kind not in _BARED or not (image.getexif() or set(image.info) - _SHOWN - _harmless(kind)):
            return None
        turned = image.getexif().get(0x0112, 1) != 1
        moving = getattr(image, "n_frames", 1) > 1
        made = ImageOps.exif_transpose(image) if turned and not moving else image
        kept: dict[Any, Any] = {name: image.info[name] for name in _SHOWN & set(image.info)}
        options: dict[str, Any] = {"icc_profile": kept["icc_profile"]} if kept.get("icc_profile") else {}
        if kind == "JPEG":
            options |= {"quality": 92} if turned else {"quality": "keep"}
        elif kind in {"WEBP", "AVIF"}:
            options["quality"] = 90
        if moving:
            options |= {"save_all": True}
        made.info = kept
        buffer = io.BytesIO()
        made.save(buffer, kind, exif=b"", **options)
        return buffer.getvalue()


def _harmless(kind: str) -> set[str]:
    """What Pillow notes of every file of this kind."""
    usual = {"dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "adobe",
             "adobe_transform", "interlace", "srgb", "aspect", "timestamp", "chromaticity"}  # fmt: skip
    return usual | ({"exif"} if kind == "AVIF" else set())
