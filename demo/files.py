"""Puts the demo's pictures, recordings and captions where the portal keeps its own."""

import io
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile

from demo import drawing, paper
from demo.drawing.palette import PAPER
from demo.drawing.raster import rasterise
from demo.source import MEDIA, ContentError
from portal.models import PortalDocument, PortalImage, PortalMedia


@dataclass
class Files:
    """The files of one load; each is taken in once, however many pages show it."""

    drawn: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="jauap-drawings-")))
    images: dict[str, PortalImage] = field(default_factory=dict)
    recordings: dict[str, PortalMedia] = field(default_factory=dict)
    papers: dict[str, PortalDocument] = field(default_factory=dict)

    def draw(self) -> None:
        """Draws every picture and infographic; none is kept in the repository."""
        drawing.draw_all(self.drawn)

    def image(self, name: str, title: str) -> PortalImage:
        """The drawing `name`, such as "pictures/mountains.svg", as an image of the portal."""
        if name not in self.images:
            path = self.drawn / name
            if not path.exists():
                raise ContentError(f"there is no drawing {name}")
            with path.open("rb") as file:
                self.images[name] = PortalImage.objects.create(title=title, file=File(file, name=path.name))
        return self.images[name]

    def mark(self, image: PortalImage) -> None:
        """Says of an image that it was made with AI."""
        image.ai_made = True
        image.save(update_fields=["ai_made"])

    def pixels(self, name: str, width: int, title: str) -> PortalImage:
        """The infographic `name` ("emergency-bag-kk.svg") as a PNG so many pixels wide, as an image of the portal."""
        stem = name.removesuffix(".svg")
        if stem not in self.images:
            slug, _, language = stem.rpartition("-")
            content = io.BytesIO()
            rasterise(drawing.INFOGRAPHICS[slug](language), width, PAPER).quantize(128).save(content, "PNG")
            self.images[stem] = PortalImage.objects.create(title=title, file=File(content, name=f"{stem}.png"))
        return self.images[stem]

    def recording(self, data: dict[str, Any], title: str) -> PortalMedia:
        """The recording of a video or briefing: MP4, poster and, where there is one, the HLS playlist."""
        name = data["file"]
        if name not in self.recordings:
            with video(name).open("rb") as file, video(data["poster"]).open("rb") as poster:
                self.recordings[name] = PortalMedia.objects.create(
                    title=title,
                    type="video",
                    file=File(file, name=Path(name).name),
                    thumbnail=File(poster, name=Path(data["poster"]).name),
                    duration=data["duration"],
                    width=data.get("width", 1280),
                    height=data.get("height", 720),
                    playlist=stream(data["hls"]) if "hls" in data else "",
                )
        return self.recordings[name]

    def paper(self, name: str, language: str, title: str, paragraphs: list[str]) -> PortalDocument:
        """A Word document `name`, such as "order-kk.docx", of a text in `language`."""
        if name not in self.papers:
            file = ContentFile(paper.word(language, title, paragraphs), name=name)
            self.papers[name] = PortalDocument.objects.create(title=title, file=file)
        return self.papers[name]

    def close(self) -> None:
        shutil.rmtree(self.drawn, ignore_errors=True)


def video(name: str) -> Path:
    """A file of demo/media/video. Raises ContentError when it is not there."""
    path = MEDIA / "video" / name
    if not path.exists():
        raise ContentError(f"there is no recording {name}")
    return path


@cache
def stream(name: str) -> str:
    """Copies the folder of the playlist `name` into the media folder; returns the playlist's path there."""
    playlist = video(name)
    target = Path(settings.MEDIA_ROOT) / "streams" / playlist.parent.name
    shutil.copytree(playlist.parent, target, dirs_exist_ok=True)
    return f"streams/{playlist.parent.name}/{playlist.name}"
