"""Small films, made by ffmpeg where they are needed: nothing but their recipe is kept."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def need_ffmpeg() -> None:
    """Skips the test where ffmpeg is not installed; fails it where services are required (docs/testing.md)."""
    if shutil.which("ffmpeg") and shutil.which("ffprobe"):
        return
    assert not os.environ.get("REQUIRE_SERVICES"), "ffmpeg is required here and not installed"
    pytest.skip("no ffmpeg here")


def film(path: Path, *, seconds: int = 3, codec: str = "libx264", sound: bool = True) -> Path:
    """A film of coloured bars in 160 by 90, by the kind that the name of `path` says."""
    words = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=10"]
    if sound:
        words += ["-f", "lavfi", "-i", "sine=frequency=330:sample_rate=44100"]
    words += ["-t", str(seconds), "-c:v", codec, "-pix_fmt", "yuv420p"]
    words += ["-preset", "ultrafast", "-g", "10"] if codec == "libx264" else []
    words += ["-c:a", "aac" if codec == "libx264" else "mp2"] if sound else []
    subprocess.run([*words, str(path)], check=True)
    return path


def stream(folder: Path, *, seconds: int = 3) -> Path:
    """What a broadcast of so many seconds leaves: a growing playlist without an end, and its segments."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "index.m3u8"
    words = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=10"]
    words += ["-f", "lavfi", "-i", "sine=frequency=330", "-t", str(seconds), "-c:v", "libx264", "-preset", "ultrafast"]
    words += ["-pix_fmt", "yuv420p", "-g", "10", "-c:a", "aac", "-f", "hls", "-hls_time", "1"]
    words += ["-hls_playlist_type", "event", "-hls_segment_type", "fmp4", "-hls_flags", "omit_endlist"]
    subprocess.run([*words, str(target)], check=True)
    return target
