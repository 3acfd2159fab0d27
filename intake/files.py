"""Which files are taken from citizens, judged by what they hold and not by what they are called."""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from intake import pictures
from portal import text

MAX_SIZE: Final = 5 * 1024 * 1024
MAX_FILES: Final = 3
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
_OFFICE: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_ALIASES: Final = {"jpeg": "jpg", "jpe": "jpg", "text": "txt"}
_UNPACKED: Final = 100 * 1024 * 1024  # bytes that an office file may grow to
_PDF_ENDS: Final = 2048  # the end mark of a whole PDF stands in its last bytes
_PDF_RUNS: Final = (b"/JavaScript", b"/Launch")  # what makes a PDF do something by itself
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that passed: the kind its content is, its safe name, and what is kept of it."""

    kind: str
    name: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)


def safe_name(name: str, kind: str) -> str:
    """`name` without folders, control and reserved characters, at most 100 long, with the ending of its `kind`."""
    base = text.clean(unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1]))
    stem = PurePath(_UNSAFE.sub("_", base)).stem.strip(". _")
    return f"{stem[:90] or 'file'}.{kind}"


def check(upload: UploadedFile) -> Checked:
    """What `upload` is, ready to be kept: pictures are painted anew. Raises ValidationError with a sentence for its
    sender: empty, large, of a kind not taken, lying about its kind, damaged, or doing something by itself.
    """
    name = text.clean(upload.name or "")[:100] or "?"
    if not upload.size:
        raise _refused(_("“%(name)s” is empty. Attach another file."), "empty", name)
    if upload.size > MAX_SIZE:
        message = _("“%(name)s” is too large: %(size)s MB. The limit is %(limit)s MB for each file.")
        raise _refused(message, "large", name, size=f"{upload.size / 1024 / 1024:.1f}", limit=MAX_SIZE // 1024 // 1024)
    upload.seek(0)
    content = upload.read()
    kind = kind_of(content)
    if kind is None:
        message = _("“%(name)s” is of a kind we do not take. Attach PDF, JPG, PNG, WEBP, DOCX, XLSX or TXT.")
        raise _refused(message, "kind", name)
    ending = PurePath(name).suffix.lstrip(".").lower()
    if ending and _ALIASES.get(ending, ending) != kind:
        message = _("“%(name)s” is not what its name says: it holds %(kind)s. Rename it or attach another file.")
        raise _refused(message, "lie", name, kind=kind.upper())
    return Checked(kind, safe_name(name, kind), _kept(content, kind, name))


def _refused(message: str, code: str, name: str, **values: Any) -> ValidationError:
    return ValidationError(message % {"name": name, **values}, code=code)


def _kept(content: bytes, kind: str, name: str) -> bytes:
    """What is stored of a file of this kind. Raises ValidationError."""
    if kind == "pdf":
        _check_pdf(content, name)
    if kind not in pictures.FORMATS:
        return content
    try:
        return pictures.repainted(content, kind)
    except pictures.TooManyPixels as error:
        raise _refused(_("“%(name)s” has too many pixels. Make the picture smaller."), "pixels", name) from error
    except pictures.NoPicture as error:
        message = _("“%(name)s” is damaged or not a picture. Save it again or attach another file.")
        raise _refused(message, "damaged", name) from error


def _check_pdf(content: bytes, name: str) -> None:
    if b"%%EOF" not in content[-_PDF_ENDS:]:
        raise _refused(_("“%(name)s” is not a whole PDF. Save it again or attach another file."), "damaged", name)
    if any(mark in content for mark in _PDF_RUNS):
        message = _(
            "“%(name)s” contains program code. Save it again with “Print to PDF”, or attach a photograph of the "
            "document."
        )
        raise _refused(message, "program", name)


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
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
                return None
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
