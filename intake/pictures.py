"""Citizens' pictures are painted anew: no place, no camera and no hidden bytes go with them."""

import io
import threading
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS: Final = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
MAX_PIXELS: Final = 40_000_000  # as they come; a compressed file may claim far more than any camera makes
LONGEST: Final = 2600  # pixels of the longer side that are kept: a page of a document stays readable
_QUALITY: Final = 85
# Unpacking a picture takes a hundred megabytes: one at a time in each process.
_ONE_AT_A_TIME: Final = threading.Lock()
_BROKEN: Final = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


class TooManyPixels(Exception):  # noqa: N818 a state of affairs of the file
    """The picture claims more pixels than are unpacked."""


class NoPicture(Exception):  # noqa: N818 a state of affairs of the file
    """It is damaged, or something else."""


def repainted(content: bytes, kind: str) -> bytes:
    """The picture alone, upright, its first frame, of the same `kind`: without EXIF, GPS, comments and profiles.

    Raises TooManyPixels before anything is unpacked, and NoPicture.
    """
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is ours and lower
            with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise TooManyPixels
                return _painted(image, kind)
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except _BROKEN as error:
        raise NoPicture from error


def _painted(image: Image.Image, kind: str) -> bytes:
    image.draft("RGB", (LONGEST, LONGEST))  # a large JPEG is unpacked small
    upright = ImageOps.exif_transpose(image)
    transparent = kind != "jpg" and ("A" in upright.getbands() or "transparency" in upright.info)
    plain = upright.convert("RGBA" if transparent else "RGB")
    plain.thumbnail((LONGEST, LONGEST))
    plain.info.clear()  # some formats write what they find here
    buffer = io.BytesIO()
    plain.save(buffer, FORMATS[kind], **({} if kind == "png" else {"quality": _QUALITY}))
    return buffer.getvalue()
