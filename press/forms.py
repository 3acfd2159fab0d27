"""The editors' form of a recording: what is no video is refused with a reason, and the rest is measured."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from press.recordings.probe import NoVideoError, Probe, available, looks_like_mp4, probe
from press.services.recordings import recording_uploaded

NO_VIDEO: Final = _(
    "This file is not a video that can be read. Export it as MP4 (H.264 and AAC) and choose it again; "
    "everything else you filled in is still here."
)
ONLY_MP4: Final = _(
    "This host cannot convert videos (ffmpeg is not installed), so only an MP4 can be taken. "
    "Export the video as MP4 (H.264 and AAC) and choose it again; everything else you filled in is still here."
)
AS_IT_IS: Final = _(
    "This host cannot convert videos (ffmpeg is not installed): the file is shown to readers as it is. "
    "Upload an MP4 with H.264 and AAC, and fill in its length."
)
CONVERTED: Final = _(
    "Any usual video file. Its length, size and poster are found, and versions for all browsers are made after saving."
)
# Readers' browsers are told what a file is by its name.
SUFFIXES: Final = frozenset(
    {".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".ts", ".m2ts", ".wmv", ".flv", ".3gp", ".ogv"}
)


class RecordingForm(BaseMediaForm):
    """Wagtail's form of a media file, with the file looked at by ffprobe where it is there."""

    probe: Probe | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields and self.instance.type == "video":
            self.fields["file"].help_text = CONVERTED if available() else AS_IT_IS

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile) or self.instance.type != "video":
            return file
        if Path(file.name or "").suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(NO_VIDEO)
        if not available():
            head = file.read(16)
            file.seek(0)
            if not looks_like_mp4(head):
                raise forms.ValidationError(ONLY_MP4)
            return file
        try:
            self.probe = probed(file)
        except NoVideoError as error:
            raise forms.ValidationError(NO_VIDEO) from error
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.probe is not None:  # what was measured is right, whatever stood there for the file before
            cleaned["duration"] = round(self.probe.duration, 2)
            cleaned["width"], cleaned["height"] = self.probe.width, self.probe.height
            cleaned["playlist"] = ""
        return cleaned

    def save(self, commit: bool = True) -> Any:
        media = super().save(commit=commit)
        if commit and self.probe is not None:
            recording_uploaded(media=media)
        return media


def probed(file: UploadedFile) -> Probe:
    """What an upload is. Raises NoVideoError. Small uploads are in memory, and ffprobe wants a file."""
    if hasattr(file, "temporary_file_path"):
        return probe(Path(file.temporary_file_path()))
    with NamedTemporaryFile(suffix=Path(file.name or "").suffix[:8]) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        return probe(Path(copy.name))
