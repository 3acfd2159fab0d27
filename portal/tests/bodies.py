"""A body as long as a page ever gets: thirty blocks, twenty links, pictures and a file."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Page

from portal.media import PortalDocument, PortalImage, PortalMedia


def picture(title: str = "Picture", size: tuple[int, int] = (640, 360)) -> PortalImage:
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, "PNG")
    file.seek(0)
    return PortalImage.objects.create(title=title, file=ImageFile(file, name="picture.png"))


def document(title: str = "File") -> PortalDocument:
    return PortalDocument.objects.create(title=title, file=ContentFile(b"%PDF-1.4", name="file.pdf"))


def recording(title: str = "Recording") -> PortalMedia:
    return PortalMedia.objects.create(
        title=title, type="video", duration=95, file=ContentFile(b"mp4", name="clip.mp4"), playlist="video/clip.m3u8"
    )


def long_body(targets: list[Page]) -> list[tuple[str, Any]]:
    """Thirty blocks of every kind; twenty links to `targets` in turn, one link to a file, two pictures."""
    file = document()
    first, second = picture("One"), picture("Two")
    blocks: list[tuple[str, Any]] = []
    for number in range(20):
        target = targets[number % len(targets)]
        blocks.append(("paragraph", f'<p>Text <a linktype="page" id="{target.pk}">link {number}</a>.</p>'))
    blocks += [
        ("paragraph", f'<p><a linktype="document" id="{file.pk}">file</a></p>'),
        ("heading", "Бөлім"),
        ("notice", "<p>Notice</p>"),
        ("steps", ["<b>One</b>", "Two"]),
        ("table", {"caption": "Table", "rows": [["a", "b"], ["1", "2"]]}),
        ("quote", {"text": "Words", "attribution": "Someone"}),
        ("figures", [{"number": "41 000", "label": "questions"}]),
        ("figure", {"image": first, "alt": "First", "caption": ""}),
        ("figure", {"image": second, "alt": "Second", "caption": "With words"}),
        ("file", file),
    ]
    return blocks
