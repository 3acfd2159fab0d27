"""Times of recordings, videos at providers, the health of a stream."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.rules import streams, timecodes
from press.rules.embeds import embed
from press.rules.streams import Health

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
PLAYLIST = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXTINF:2.0,\nindex0.m4s\n"


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [("0:00", 0), ("1:05", 65), ("01:05", 65), ("1:02:05", 3725), ("90:00", 5400), (" 1:05 ", 65)],
    )
    def test_read(self, text, expected):
        assert timecodes.seconds(text) == expected

    @pytest.mark.parametrize("text", ["", "65", "1:65", "1:5", "-1:00", "1:02:75", "1:72:05", "a:00"])
    def test_no_time(self, text):
        assert timecodes.seconds(text) is None

    @given(st.integers(min_value=0, max_value=99 * 3600))
    def test_written_and_read(self, value):
        assert timecodes.seconds(timecodes.written(value)) == value

    def test_links_leave_addresses_alone(self):
        html = '<p>[1:05] Сөз <a href="https://a.kz/[1:05]">сілтеме</a> [9:99]</p>'
        assert timecodes.linked(html, "<a t={seconds}>{time}</a>") == html.replace("<p>[1:05]", "<p><a t=65>1:05</a>")


class TestEmbeds:
    @pytest.mark.parametrize(
        ("address", "frame"),
        [
            ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=5", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://youtu.be/dQw4w9WgXcQ?si=x", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://m.youtube.com/live/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
            (f"https://rutube.ru/video/{'a1' * 16}/", f"https://rutube.ru/play/embed/{'a1' * 16}"),
        ],
    )
    def test_known(self, address, frame):
        found = embed(address)
        assert found
        assert found.frame == frame
        assert frame.startswith(f"{found.origin}/")

    @pytest.mark.parametrize(
        "address",
        [
            "http://youtu.be/dQw4w9WgXcQ",
            "https://youtube.com.evil.kz/watch?v=dQw4w9WgXcQ",
            "https://evil.kz/?https://youtu.be/dQw4w9WgXcQ",
            "https://youtu.be/",
            "https://www.youtube.com/watch?v=%22onload",
            "https://[",
            "javascript:alert(1)",
            "https://vimeo.com/about",
            "https://rutube.ru/video/private",
        ],
    )
    def test_not_known(self, address):
        assert embed(address) is None


class TestStreams:
    def test_health(self):
        def at(seconds, playlist=PLAYLIST):
            return streams.health(NOW, NOW - timedelta(seconds=seconds), playlist)

        assert streams.health(NOW, None, "") is Health.WAITING
        assert at(1, "#EXTM3U\n") is Health.WAITING
        assert at(2) is Health.FLOWING
        assert at(60) is Health.INTERRUPTED
        assert at(3600, f"{PLAYLIST}#EXT-X-ENDLIST\n") is Health.FLOWING

    def test_closed_is_whole_and_ends_once(self):
        whole = streams.closed(PLAYLIST)
        assert whole.count("#EXT-X-PLAYLIST-TYPE:VOD") == 1
        assert "EVENT" not in whole
        assert whole.endswith("index0.m4s\n#EXT-X-ENDLIST\n")
        assert streams.closed(whole) == whole

    @pytest.mark.parametrize("cut", ["#EXTINF:2.0,\n", "#EXTINF:2.0,\nindex1.m", "#EXTIN"])
    def test_what_the_encoder_did_not_finish_is_left_out(self, cut):
        assert streams.closed(PLAYLIST + cut) == streams.closed(PLAYLIST)

    @pytest.mark.parametrize("playlist", ["", "#EXTM3U\n", "<html>\n", "#EXTM3U\n#EXTINF:2.0,\n"])
    def test_nothing_was_broadcast(self, playlist):
        with pytest.raises(ValueError, match="nothing"):
            streams.closed(playlist)
