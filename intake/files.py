"""Which files are taken from citizens, judged by what they hold and not by what they are called."""

import io
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from portal import text

MAX_SIZE: Final = 5 * 1024 * 1024
MAX_FILES: Final = 3
MAX_PIXELS: Final = 50_000_000
KINDS: Final = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
}
ACCEPT: Final = ",".join(f".{ending}" for ending in (*KINDS, "jpeg"))
_IMAGES: Final = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_OFFICE: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_ALIASES: Final = {"jpeg": "jpg", "jpe": "jpg", "text": "txt"}
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that passed: the kind its content is, its safe name, its size in bytes."""

    kind: str
    name: str
    size: int


def safe_name(name: str, kind: str) -> str:
    """`name` without folders, control and reserved characters, at most 100 long, with the ending of its `kind`."""
    base = text.clean(unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1]))
    stem = PurePath(_UNSAFE.sub("_", base)).stem.strip(". _")
    return f"{stem[:90] or 'file'}.{kind}"


def check(upload: UploadedFile) -> Checked:
    """What `upload` is. Raises ValidationError with a sentence for its sender: empty, large, forbidden, or lying."""
    name = text.clean(upload.name or "")[:100] or "?"
    if not upload.size:
        raise ValidationError(_("“%(name)s” is empty. Attach another file.") % {"name": name}, code="empty")
    if upload.size > MAX_SIZE:
        message = _("“%(name)s” is too large: %(size)s MB. The limit is %(limit)s MB for each file.")
        values = {"name": name, "size": f"{upload.size / 1024 / 1024:.1f}", "limit": MAX_SIZE // 1024 // 1024}
        raise ValidationError(message % values, code="large")
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    kind = kind_of(content)
    if kind is None:
        message = _("“%(name)s” is of a kind we do not take. Attach PDF, JPG, PNG, WEBP, DOCX, XLSX or TXT.")
        raise ValidationError(message % {"name": name}, code="kind")
    ending = PurePath(name).suffix.lstrip(".").lower()
    if ending and _ALIASES.get(ending, ending) != kind:
        message = _("“%(name)s” is not what its name says: it holds %(kind)s. Rename it or attach another file.")
        raise ValidationError(message % {"name": name, "kind": kind.upper()}, code="lie")
    if kind in _IMAGES and not _is_whole_image(content, _IMAGES[kind]):
        message = _("“%(name)s” is damaged or not a picture. Save it again or attach another file.")
        raise ValidationError(message % {"name": name}, code="damaged")
    return Checked(kind, safe_name(name, kind), len(content))


def kind_of(content: bytes) -> str | None:
    """The kind of `content`, one of `KINDS`; None for anything else."""
    if content[:4] == b"PK\x03\x04":
        return _office_kind(content)
    guess = filetype.guess_extension(content)
    if guess:
        return guess if guess in KINDS and guess not in _OFFICE else None
    return "txt" if _is_text(content) else None


def _office_kind(content: bytes) -> str | None:
    """docx or xlsx by the parts inside; None with macros or for another archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, UnicodeDecodeError):
        return None
    if "[Content_Types].xml" not in parts or any(part.lower().endswith("vbaproject.bin") for part in parts):
        return None
    return next((kind for kind, part in _OFFICE.items() if part in parts), None)


def _is_text(content: bytes) -> bool:
    """UTF-8 without control characters and without the beginning of a page or a script."""
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if decoded.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<svg", "<?xml", "<script", "#!", "%!")):
        return False
    return not any(unicodedata.category(c) == "Cc" and c not in "\n\r\t\f" for c in decoded)


def _is_whole_image(content: bytes, image_format: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[image_format]) as image:
                if image.width * image.height > MAX_PIXELS:
                    return False
                image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Warning):
        return False
    return True
