"""Captions: what is WebVTT, and which line is wrong in what is not."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.rules.webvtt import Cue, Fault, NotWebVTTError, cues
from press.tests.films import need_ffmpeg

GOOD = """WEBVTT - Көшіру
Kind: captions

NOTE a remark
of two lines

STYLE
::cue { color: white }

1
00:00:01.000 --> 00:00:02.500 line:80%
- Сәлеметсіз бе!
- Қайырлы күн.

00:03.000 --> 01:00:04.000
Аман болыңыз
"""


def test_cues():
    assert cues(GOOD) == [
        Cue(1.0, 2.5, "- Сәлеметсіз бе!\n- Қайырлы күн."),
        Cue(3.0, 3604.0, "Аман болыңыз"),
    ]
    assert cues("\ufeff" + GOOD.replace("\n", "\r\n")) == cues(GOOD)


def test_a_parser_that_is_not_ours_finds_as_many(tmp_path):
    need_ffmpeg()
    place = tmp_path / "a.vtt"
    place.write_text(GOOD.replace("STYLE\n::cue { color: white }\n\n", ""))  # which ffmpeg 5 does not know
    words = ["ffmpeg", "-nostdin", "-loglevel", "error", "-i", str(place), "-f", "srt", "-"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.count("-->") == len(cues(GOOD))


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ("", Fault.SIGNATURE, 1),
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", Fault.SIGNATURE, 1),
        ("WEBVTTX\n\n", Fault.SIGNATURE, 1),
        ("WEBVTT\n", Fault.NONE, 2),
        ("WEBVTT\n00:01.000 --> 00:02.000\na\n", Fault.HEADER, 2),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\na\n", Fault.TIMES, 3),
        ("WEBVTT\n\n1\nwords\n", Fault.TIMES, 4),
        ("WEBVTT\n\nwords\n", Fault.TIMES, 3),
        ("WEBVTT\n\n00:71.000 --> 00:72.000\na\n", Fault.TIMES, 3),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\na\n", Fault.BACKWARDS, 3),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb\n", Fault.ORDER, 6),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", Fault.EMPTY, 3),
        ("WEBVTT\n" + "\n" * 60_000, Fault.LONG, 50_000),
    ],
)
def test_the_line_that_is_wrong(text, fault, line):
    with pytest.raises(NotWebVTTError) as caught:
        cues(text)
    assert (caught.value.fault, caught.value.line) == (fault, line)


@given(st.text(alphabet="WEBVT\n0123456789:.-> aә", max_size=200))
def test_nonsense_is_refused_or_read_but_never_breaks(text):
    try:
        found = cues(f"WEBVTT\n\n{text}")
    except NotWebVTTError as wrong:
        line = wrong.line
    else:
        assert all(cue.start < cue.end and cue.text for cue in found)
        return
    assert 1 <= line <= text.count("\n") + 3
