"""ffmpeg, in steps that are short enough for a job: each writes one file, whole or not at all."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkstemp
from typing import Final

from press.recordings.probe import guarded

SECONDS: Final = 50  # a step that takes longer is given up: a job may take a minute
PART: Final = 15  # seconds of the picture encoded in one step
SOUND_PART: Final = 600  # seconds of sound in one step
FRAMES: Final = 25
_CALM: Final = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y"]
_PICTURE: Final = [
    "-an", "-vf", f"fps={FRAMES},scale='if(gt(a,16/9),min(1280,iw),-2)':'if(gt(a,16/9),-2,min(720,ih))',"
    "scale=trunc(iw/2)*2:trunc(ih/2)*2,setsar=1",
    "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-pix_fmt", "yuv420p",
    "-crf", "24", "-maxrate", "1500k", "-bufsize", "3000k", "-g", str(FRAMES * 2), "-sc_threshold", "0",
]  # fmt: skip
_SOUND: Final = ["-vn", "-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000"]


class EncodeError(RuntimeError):
    """ffmpeg could not do it."""


def picture_part(source: Path, number: int, target: Path) -> None:
    """The picture of the part `number`, from 0, made ready for every browser."""
    _run(["-ss", str(number * PART), "-t", str(PART), *guarded(source), *_PICTURE], target)


def sound_part(source: Path, number: int, target: Path) -> None:
    _run(["-ss", str(number * SOUND_PART), "-t", str(SOUND_PART), *guarded(source), *_SOUND], target)


def joined(pictures: Sequence[Path], sounds: Sequence[Path], target: Path) -> None:
    """One MP4 out of all parts; a player can begin with it before it has come whole."""
    given = [word for files in (pictures, sounds) if files for word in ("-f", "concat", "-i", _list(files))]
    maps = ["-map", "0:v:0", *(["-map", "1:a:0"] if sounds else [])]
    _run([*given, *maps, "-c", "copy", "-movflags", "+faststart"], target)


def repacked(source: Path, target: Path) -> None:
    """One MP4 of a file (or a stream's playlist) whose picture and sound are fine as they are."""
    maps = ["-map", "0:v:0", "-map", "0:a:0?"]
    _run([*guarded(source), *maps, "-c", "copy", "-movflags", "+faststart"], target)


def playlist(source: Path, folder: Path) -> Path:
    """HLS of an MP4, in `folder`: the playlist, and segments of some six seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    segments = ["-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", "init.mp4"]
    segments += ["-hls_segment_filename", str(folder / "segment-%05d.m4s")]
    target = folder / "index.m3u8"
    words = [*guarded(source), "-map", "0:v:0", "-map", "0:a:0?", "-c", "copy", "-f", "hls", "-hls_time", "6"]
    _call([*words, "-hls_playlist_type", "vod", *segments, str(target)])
    return target


def poster(source: Path, at: float, target: Path) -> None:
    """The picture at the second `at`, as a JPEG."""
    _run(["-ss", f"{at:.2f}", *guarded(source), "-frames:v", "1", "-vf", "scale='min(1280,iw)':-2"], target)


def _list(files: Sequence[Path]) -> str:
    place = files[0].with_suffix(".txt")
    place.write_text("".join(f"file '{file.name}'\n" for file in files))
    return str(place)


def _run(words: Sequence[str], target: Path) -> None:
    """Writes beside `target` under a name of its own: what a killed step left is never taken for the whole."""
    handle, name = mkstemp(suffix=target.suffix, dir=target.parent)
    os.close(handle)
    try:
        _call([*words, name])
        if not Path(name).stat().st_size:
            raise EncodeError("ffmpeg wrote nothing")
        Path(name).chmod(0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _call(words: Sequence[str]) -> None:
    try:
        subprocess.run(["ffmpeg", *_CALM, *words], capture_output=True, timeout=SECONDS, check=True)  # noqa: S603, S607
    except subprocess.CalledProcessError as error:
        raise EncodeError(error.stderr.decode(errors="replace")[-300:]) from error
    except (subprocess.TimeoutExpired, OSError) as error:
        raise EncodeError(str(error)) from error
