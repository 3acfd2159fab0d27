"""Receivers of the press service: what was made of a recording goes with it, what is made of a picture is begun."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from wagtail.signals import page_published

from portal import jobs
from portal.models import PortalMedia
from press import tasks
from press.models import Conversion, InfographicPage


def connect() -> None:
    """Called once, when the app is ready."""
    pre_delete.connect(_forget_source, sender=Conversion, dispatch_uid="press.forget_source")
    page_published.connect(_make_sizes, sender=InfographicPage, dispatch_uid="press.make_sizes")
    post_delete.connect(_forget_segments, sender=PortalMedia, dispatch_uid="press.forget_segments")


def _forget_source(sender: Any, instance: Conversion, **kwargs: Any) -> None:
    """An upload that was encoded anew is kept beside its MP4 until the recording goes; so are half-made files."""
    shop, source = instance.workshop, instance.source_path
    kept = source.suffix == ".m3u8" or instance.source == instance.media.file.name
    transaction.on_commit(lambda: shutil.rmtree(shop, ignore_errors=True))
    if not kept:
        transaction.on_commit(lambda: source.unlink(missing_ok=True))


def _forget_segments(sender: Any, instance: PortalMedia, **kwargs: Any) -> None:
    """The HLS that was made of an upload. What was broadcast live stays: its page may name it."""
    key, folder = instance.pk, Path(settings.MEDIA_ROOT) / "video"
    for made in folder.glob(f"{key}-*"):
        transaction.on_commit(lambda place=made: shutil.rmtree(place, ignore_errors=True))  # type: ignore[misc]


def _make_sizes(sender: Any, **kwargs: Any) -> None:
    """The sizes of a new picture are wanted at once; what this job misses, the schedule makes."""
    jobs.enqueue(tasks.infographic_sizes)
