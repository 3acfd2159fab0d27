"""Broadcasts into a folder below the media folder, as HLS that the portal (or nginx before it) serves.

    scripts/stream.py floods                     a test picture with a clock and a tone
    scripts/stream.py floods --file visit.mp4    a file, as if it were live
    scripts/stream.py floods --listen 1935       what a real encoder (OBS, vMix, a hardware one) pushes by RTMP

Ctrl-C ends it. Begun again in the same folder it goes on where it stopped, as an encoder does after a break. The page
of the briefing names the folder under "live stream": live/floods/index.m3u8.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEST_PICTURE = "testsrc=size={size}:rate=25"
TEST_TONE = "sine=frequency=440:beep_factor=2"


def source(options: argparse.Namespace) -> list[str]:
    """ffmpeg's words for what is broadcast."""
    if options.listen:
        return ["-listen", "1", "-i", f"rtmp://{options.host}:{options.listen}/live/{options.key}"]
    if options.file:
        return ["-re", "-stream_loop", "-1" if options.loop else "0", "-i", str(options.file)]
    picture = TEST_PICTURE.format(size=options.size)
    return ["-re", "-f", "lavfi", "-i", picture, "-re", "-f", "lavfi", "-i", TEST_TONE]


def codecs(options: argparse.Namespace) -> list[str]:
    """A real encoder sends H.264 and AAC with a keyframe every two seconds, which go on as they are."""
    if options.listen:
        return ["-c", "copy"]
    frames = str(25 * options.segment)
    return [
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", frames, "-keyint_min", frames,
        "-sc_threshold", "0", "-c:a", "aac", "-b:a", "64k",
    ]  # fmt: skip


def hls(options: argparse.Namespace, folder: Path) -> list[str]:
    """The whole broadcast stays in the playlist: who comes late can wind back, and the archive is there at the end."""
    return [
        "-f", "hls", "-hls_time", str(options.segment), "-hls_playlist_type", "event", "-hls_list_size", "0",
        "-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", "init.mp4",
        "-hls_segment_filename", str(folder / "segment-%06d.m4s"),
        "-hls_flags", "append_list+omit_endlist+independent_segments", str(folder / "index.m3u8"),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="the folder's name: Latin letters, digits, hyphens")
    parser.add_argument("--file", type=Path)
    parser.add_argument("--loop", action="store_true", help="the file again and again")
    parser.add_argument("--listen", type=int, metavar="PORT", help="wait for an encoder's RTMP on this port")
    parser.add_argument("--host", default="127.0.0.1", help="with --listen: on which address")
    parser.add_argument("--key", default="portal", help="with --listen: the stream key that the encoder sends")
    parser.add_argument("--seconds", type=int, default=0, help="end by itself after so many")
    parser.add_argument("--segment", type=int, default=2, help="seconds in each segment")
    parser.add_argument("--size", default="320x180", help="of the test picture")
    parser.add_argument("--media", type=Path, default=Path(os.environ.get("VAR_DIR", ROOT / "var")) / "media")
    options = parser.parse_args()
    if not shutil.which("ffmpeg"):
        sys.exit("ffmpeg is not installed (Debian: apt install ffmpeg).")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", options.name):
        sys.exit("The folder's name is made of Latin letters, digits, hyphens.")
    folder = options.media / "live" / options.name
    folder.mkdir(parents=True, exist_ok=True)
    words = ["ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "warning", *source(options), *codecs(options)]
    words += ["-t", str(options.seconds)] if options.seconds else []
    print(f"live/{options.name}/index.m3u8", flush=True)
    if options.listen:
        print(f"Waiting for rtmp://{options.host}:{options.listen}/live, key {options.key}", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    while True:
        process = subprocess.Popen([*words, *hls(options, folder)])
        try:
            status = process.wait()
            if not options.listen:
                sys.exit(status)
            time.sleep(1)  # an encoder that broke off comes back
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            return


if __name__ == "__main__":
    main()
