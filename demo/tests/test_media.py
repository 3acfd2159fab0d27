"""The committed clips agree with the code that made them and with the pages that show them."""

import re
import tomllib

import pytest

from demo.drawing.palette import LANGUAGES
from demo.media.briefings import BRIEFINGS
from demo.media.clip import ease
from demo.media.make_media import CLIPS, FOLDER, captions, timestamp
from demo.source import CONTENT

LIMIT, POSTER_LIMIT = 6_000_000, 60_000
PAGES = [
    path
    for parent in ("media", "briefings")
    for path in (CONTENT / "pages" / parent).glob("*.toml")
    if "file" in tomllib.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.slug)
def test_every_scene_stays_inside_the_picture(clip):
    for start, scene in clip.starts():
        for share in (0, 0.3, 0.6, 0.99):
            assert clip.frame(start + scene.seconds * share).outside() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.slug)
def test_committed_captions_are_those_of_the_code_and_end_with_the_clip(clip, language):
    written = (FOLDER / f"{clip.slug}-{language}.vtt").read_text(encoding="utf-8")
    times = re.findall(r"(\S+) --> (\S+)\n(.+)\n", written)

    assert written == captions(clip, language)
    assert written.startswith("WEBVTT\n\n")
    assert len(times) == len(clip.scenes)
    assert all(start < end for start, end, _ in times)
    assert times[-1][1] <= timestamp(clip.seconds)


def test_files_are_small_and_a_stream_has_all_its_segments():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < LIMIT
    assert all(path.stat().st_size < POSTER_LIMIT for path in FOLDER.glob("*.jpg"))
    for clip in CLIPS:
        assert (FOLDER / f"{clip.slug}.mp4").read_bytes()[4:8] == b"ftyp"
        if clip.stream:
            lines = (FOLDER / clip.slug / "index.m3u8").read_text().splitlines()
            named = {line for line in lines if line and not line.startswith("#")} | {"init.mp4", "index.m3u8"}
            assert named == {path.name for path in (FOLDER / clip.slug).iterdir()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_names_files_that_exist_and_the_true_length(path):
    page = tomllib.loads(path.read_text(encoding="utf-8"))
    (clip,) = (clip for clip in CLIPS if f"{clip.slug}.mp4" == page["file"])
    named = [page["file"], page["poster"], *page["captions"].values(), *([page["hls"]] if clip.stream else [])]

    assert all((FOLDER / name).is_file() for name in named)
    assert abs(page["duration"] - clip.seconds) <= 0.5


def test_a_briefing_s_transcript_holds_every_word_of_its_captions():
    pages = {page["file"]: page for page in (tomllib.loads(path.read_text(encoding="utf-8")) for path in PAGES)}
    for clip in BRIEFINGS:
        transcript = pages[f"{clip.slug}.mp4"]["transcript"]
        for scene in clip.scenes:
            for language in LANGUAGES:
                assert scene.caption[language] in transcript[language]


def test_every_clip_has_its_page():
    assert len(PAGES) == len(CLIPS)


def test_movement_begins_and_ends_at_rest():
    assert (ease(-1), ease(0.5), ease(2)) == (0, 0.5, 1)
    assert ease(0.01) < 0.01
