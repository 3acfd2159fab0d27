"""Video and briefings: nothing is loaded before the reader asks for it, and then it plays."""

import pytest
from playwright.sync_api import Page, Response, expect

from portal import languages
from tests.browser.conftest import Portal
from tests.browser.people import until

VIDEO = "media/pack-an-emergency-bag/"
LIVE = "briefings/flood-information/"
ARCHIVE = "briefings/question-service/"
PLAY = "video => video.play()"
POSITION = "video => video.currentTime"
CUES = "video => [...video.textTracks].find(track => track.mode === 'showing')?.cues?.length"


@pytest.mark.parametrize("path", [VIDEO, LIVE, ARCHIVE])
def test_nothing_before_the_click_then_it_plays(portal: Portal, page: Page, path: str) -> None:
    """The media is asked for by the click alone; ranges are served, and the picture moves."""
    media: list[Response] = []
    page.on("response", lambda response: media.append(response) if is_media(response) else None)
    page.goto(f"{portal.url}/kk/{path}", wait_until="networkidle")
    assert media == []
    page.locator("video").evaluate(PLAY)
    until(lambda: page.locator("video").evaluate(POSITION) > 0.5)
    assert {response.status for response in media} <= {200, 206}
    assert all(response.url.startswith(portal.url) for response in media)


def test_a_video_can_be_wound_on(portal: Portal, page: Page) -> None:
    page.goto(f"{portal.url}/ru/{VIDEO}")
    page.locator("video").evaluate("video => { video.currentTime = 10; return video.play(); }")
    until(lambda: page.locator("video").evaluate(POSITION) > 10.3)


@pytest.mark.parametrize("language", languages.CODES)
def test_captions_in_three_languages(portal: Portal, page: Page, language: str) -> None:
    """All captions are listed, those of the page's language are on, and they can be read."""
    page.goto(f"{portal.url}/{language}/{VIDEO}")
    tracks = page.locator("video track")
    listed = [tracks.nth(n).get_attribute("srclang") for n in range(tracks.count())]
    assert sorted(filter(None, listed)) == sorted(languages.CODES)
    expect(page.locator("video track[default]")).to_have_attribute("srclang", language)
    page.locator("video").evaluate(PLAY)
    page.wait_for_function(
        "[...document.querySelector('video').textTracks].find(t => t.mode === 'showing')?.cues?.length"
    )


def test_the_live_briefing_offers_the_stream_first(portal: Portal, page: Page) -> None:
    """The stream comes first; its playlist is served as what it is."""
    page.goto(f"{portal.url}/kk/{LIVE}")
    types = page.locator("video source").evaluate_all("sources => sources.map(source => source.type)")
    assert types[0] == "application/vnd.apple.mpegurl"
    stream = page.locator("video source").first.get_attribute("src") or ""
    answer = page.request.get(portal.url + stream if stream.startswith("/") else stream)
    assert answer.ok
    assert answer.headers["content-type"] == "application/vnd.apple.mpegurl"
    assert answer.text().startswith("#EXTM3U")


def is_media(response: Response) -> bool:
    return response.request.resource_type == "media" or ".m3u8" in response.url or ".m4s" in response.url
