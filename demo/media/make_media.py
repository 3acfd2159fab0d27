"""Makes the clips in `video/`: MP4, poster, captions in three languages and, for a live one, an HLS stream.

Run at development time only: python -m demo.media.make_media [slug …]
Needs ffmpeg (with libx264), Pillow and Debian's fonts-noto-core. What it makes is committed, since a
portal that starts must not need any of them.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from demo.drawing.palette import LANGUAGES, PAPER
from demo.drawing.raster import rasterise
from demo.media.briefings import BRIEFINGS
from demo.media.clip import FRAMES_A_SECOND, HEIGHT, WIDTH, Clip
from demo.media.guides import GUIDES

FOLDER = Path(__file__).resolve().parent / "video"
CLIPS = (*GUIDES, *BRIEFINGS)
SEGMENT_SECONDS = 4

# A soft chord of three sines, so quiet that it says only "there is sound".
TONE = "0.012*(sin(2*PI*196*t)+sin(2*PI*294*t)+0.7*sin(2*PI*392*t))*(0.6+0.4*sin(2*PI*0.125*t))"


def _ffmpeg(*arguments: str) -> list[str]:
    program = shutil.which("ffmpeg")
    if program is None:
        raise SystemExit("ffmpeg is not installed: apt install ffmpeg")
    return [program, "-hide_banner", "-loglevel", "error", "-y", *arguments]


def make_video(clip: Clip, path: Path) -> None:
    """Draw every frame and hand it to ffmpeg. Raises CalledProcessError when ffmpeg refuses."""
    seconds = clip.seconds
    fade = f"afade=t=in:d=1,afade=t=out:st={seconds - 1.5}:d=1.5"
    command = _ffmpeg(
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FRAMES_A_SECOND), "-i", "-"),
        *("-f", "lavfi", "-i", f"aevalsrc={TONE}:s=44100:d={seconds}"),
        *("-c:v", "libx264", "-preset", "slow", "-crf", "25", "-tune", "animation", "-pix_fmt", "yuv420p"),
        *("-g", str(SEGMENT_SECONDS * FRAMES_A_SECOND), "-keyint_min", str(SEGMENT_SECONDS * FRAMES_A_SECOND)),
        *("-sc_threshold", "0", "-af", fade, "-c:a", "aac", "-b:a", "48k", "-ac", "1"),
        *("-threads", "1", "-map_metadata", "-1", "-movflags", "+faststart", "-shortest", str(path)),
    )
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 - fixed arguments
        assert process.stdin is not None
        for number in range(round(seconds * FRAMES_A_SECOND)):
            frame = rasterise(clip.frame(number / FRAMES_A_SECOND), WIDTH, PAPER)
            process.stdin.write(frame.tobytes())
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def make_stream(video: Path, folder: Path) -> None:
    """Cut the video, without encoding it again, into an HLS playlist of fragmented MP4."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    command = _ffmpeg(
        *("-i", str(video), "-c", "copy", "-f", "hls", "-hls_time", str(SEGMENT_SECONDS)),
        *("-hls_playlist_type", "vod", "-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", "init.mp4"),
        *("-hls_segment_filename", str(folder / "segment-%02d.m4s"), str(folder / "index.m3u8")),
    )
    subprocess.run(command, check=True)  # noqa: S603 - fixed arguments


def timestamp(second: float) -> str:
    """Write a moment as WebVTT wants it: 00:00:07.200."""
    milliseconds = round(second * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def captions(clip: Clip, language: str) -> str:
    """Return the WebVTT captions of a clip: one cue a scene, with a breath between them."""
    cues = [
        f"{timestamp(start)} --> {timestamp(start + scene.seconds - 0.1)}\n{scene.caption[language]}\n"
        for start, scene in clip.starts()
    ]
    return "\n".join(["WEBVTT\n", *cues])


def make(clip: Clip, folder: Path = FOLDER) -> None:
    """Make all the files of one clip in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    video = folder / f"{clip.slug}.mp4"
    make_video(clip, video)
    poster = rasterise(clip.frame(clip.poster_at), WIDTH, PAPER)
    poster.save(folder / f"{clip.slug}.jpg", quality=82, optimize=True, progressive=True)
    for language in LANGUAGES:
        (folder / f"{clip.slug}-{language}.vtt").write_text(captions(clip, language), encoding="utf-8")
    if clip.stream:
        make_stream(video, folder / clip.slug)


def main(slugs: list[str]) -> None:
    """Make the clips named, or all."""
    for clip in CLIPS:
        if not slugs or clip.slug in slugs:
            make(clip)
            print(f"{clip.slug}: {clip.seconds:g} s, {(FOLDER / f'{clip.slug}.mp4').stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
