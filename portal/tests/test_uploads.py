"""/media/ without a web server before us: whole files, ranges, and nothing from outside the folder."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

CONTENT = bytes(range(100))


@pytest.fixture
def clip() -> str:
    folder = Path(settings.MEDIA_ROOT) / "clips"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.mp4").write_bytes(CONTENT)
    (folder / "list.m3u8").write_text("#EXTM3U\n")
    (folder / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    return "/media/clips/"


def test_a_whole_file_says_that_ranges_may_be_asked_for(client: Client, clip: str) -> None:
    response = client.get(f"{clip}a.mp4")
    assert (response.status_code, b"".join(response)) == (200, CONTENT)
    assert response["Content-Type"] == "video/mp4"


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=10-19", 10, 19), ("bytes=90-", 90, 99), ("bytes=-5", 95, 99)]
)
def test_a_range_is_what_was_asked_for(client: Client, clip: str, asked: str, first: int, last: int) -> None:
    response = client.get(f"{clip}a.mp4", headers={"Range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/100"
    assert b"".join(response) == CONTENT[first : last + 1]


def test_a_range_outside_the_file_is_refused(client: Client, clip: str) -> None:
    assert client.get(f"{clip}a.mp4", headers={"Range": "bytes=200-300"}).status_code == 416


def test_a_playlist_has_its_type(client: Client, clip: str) -> None:
    assert client.get(f"{clip}list.m3u8")["Content-Type"] == "application/vnd.apple.mpegurl"


def test_a_picture_with_a_script_runs_nothing(client: Client, clip: str) -> None:
    policy = client.get(f"{clip}picture.svg")["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/media/../portal.sqlite3", "/media/%2e%2e/x", "/media/clips/", "/media/none"])
def test_nothing_else_is_served(client: Client, clip: str, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_document_goes_through_the_view_that_knows_who_may_see_it(client: Client, clip: str) -> None:
    folder = Path(settings.MEDIA_ROOT) / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "secret.pdf").write_bytes(b"%PDF-")
    assert client.get("/media/documents/secret.pdf").status_code == 404
