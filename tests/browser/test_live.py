"""A briefing from announcement to archive: a real encoder pushes, the page plays, the end is an archive entry."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from demo.accounts import PASSWORD
from press.tests.films import need_ffmpeg
from tests.browser.axe import check
from tests.browser.conftest import ROOT, Portal
from tests.browser.people import DESK, PHONE, until

BRIEFING = "briefings/winter-power/"
STREAM = "demo"  # as the demo's announced briefing names it
PLAY = "video => video.play()"
POSITION = "video => video.currentTime"


class Encoder:
    """ffmpeg, as a press service's encoder: it can die and come back."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.process: subprocess.Popen[bytes] | None = None

    def push(self) -> None:
        words = [sys.executable, "scripts/stream.py", STREAM, "--segment", "1", "--size", "160x90"]
        self.process = subprocess.Popen(words, cwd=ROOT, env=self.portal.environment, start_new_session=True)

    def die(self) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture
def encoder(portal: Portal) -> Iterator[Encoder]:
    need_ffmpeg()
    encoder = Encoder(portal)
    yield encoder
    encoder.die()


def signed_in(portal: Portal, browser: Browser) -> Page:
    """The press officer at a desk."""
    context = browser.new_context(viewport=DESK)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{portal.url}/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("form button[type=submit]")
    expect(page.get_by_role("link", name="Брифингтер")).to_be_attached()
    return page


def moves(page: Page, seconds: float = 1.0) -> None:
    """The picture goes on from where it is."""
    video = page.locator("video")
    begun = video.evaluate(POSITION)
    until(lambda: video.evaluate(POSITION) > begun + seconds)


def test_from_the_announcement_to_the_archive(portal: Portal, browser: Browser, page: Page, encoder: Encoder) -> None:
    desk = signed_in(portal, browser)
    desk.goto(f"{portal.url}/admin/press/briefings/")
    desk.get_by_role("link", name="Қысқы жарық өшуіне дайындық").click()

    # A late start is told at once.
    desk.get_by_role("button", name="Оқырмандарға айту").click()
    page.goto(f"{portal.url}/ru/{BRIEFING}")
    expect(page.locator(".now").first).to_contain_text("Начало перенесено")
    expect(page.locator("video")).to_have_count(0)

    # On the air: nothing is loaded before the click, then the picture moves, and goes on moving.
    encoder.push()
    playlist = portal.folder / "media" / "live" / STREAM / "index.m3u8"
    until(lambda: playlist.exists() and playlist.read_text().count("#EXTINF") > 2)
    desk.get_by_role("button", name="Эфирге шықты").click()
    media: list[Response] = []
    page.on("response", lambda response: media.append(response) if "/media/live/" in response.url else None)
    page.goto(f"{portal.url}/kk/{BRIEFING}", wait_until="networkidle")
    assert media == []
    page.locator("video").evaluate(PLAY)
    moves(page)
    moves(page, 3)
    assert {response.status for response in media} <= {200, 206, 304}

    # A main point is there without a reload, in the reader's language, and below a page without JavaScript too.
    desk.locator("#id_kk").fill("Қолшам мен батарея дайын тұрсын.")
    desk.locator("#id_ru").fill("Держите наготове фонарь и батарейки.")
    desk.get_by_role("button", name="Жариялау").click()
    expect(page.locator(".points li")).to_contain_text("Қолшам мен батарея", timeout=20_000)
    assert "Держите наготове фонарь" in portal.get(f"/ru/{BRIEFING}")
    check(page)

    # The stream dies: a kind notice, and the points go on. It comes back: the picture goes on.
    encoder.die()
    told = page.locator("[data-told] p", has_text="Трансляция тоқтап қалды")
    expect(told).to_be_visible(timeout=40_000)
    expect(page.locator(".now").first).to_contain_text("Трансляция үзіліп қалды", timeout=40_000)
    encoder.push()
    expect(told).to_be_hidden(timeout=60_000)
    moves(page)
    expect(page.locator(".now").first).not_to_contain_text("үзіліп қалды", timeout=30_000)

    # The end is an archive entry at once: it plays by what was broadcast, then there is an MP4 of it too.
    desk.get_by_role("button", name="Аяқталды: архивке жіберу").click()
    expect(page.locator("[data-changed]")).to_be_visible(timeout=20_000)
    page.locator("[data-changed] a").click()
    expect(page.locator(".now").first).to_contain_text("Архив")
    expect(page.locator(".live-strip")).to_have_count(1)  # the demo's other briefing, which is live
    page.locator("video").evaluate(PLAY)
    moves(page)
    encoder.die()
    until(lambda: ".mp4" in portal.get(f"/en/{BRIEFING}"), seconds=60)
    page.goto(f"{portal.url}/kk/{BRIEFING}")
    assert page.locator("video source").evaluate_all("all => all.map(each => each.type)") == [
        "application/vnd.apple.mpegurl",
        "video/mp4",
    ]
    expect(page.locator("video")).to_have_attribute("poster", re.compile(r"\.jpg$"))
    video = page.locator("video")
    video.evaluate("video => { video.src = video.querySelector('[type=\"video/mp4\"]').src; return video.play(); }")
    until(lambda: video.evaluate("video => video.duration") > 10)
    expect(page.locator(".points li")).to_contain_text("Қолшам мен батарея")


def test_times_lead_into_the_recording_by_keyboard(portal: Portal, page: Page) -> None:
    """A chapter, a time in the transcript: the recording plays from there, the page is not loaded anew."""
    page.set_viewport_size(PHONE)
    page.goto(f"{portal.url}/kk/briefings/question-service/")
    page.evaluate("window.kept = true")
    video = page.locator("video")
    chapter = page.locator(".chapters a.time").nth(1)
    chapter.focus()
    page.keyboard.press("Enter")
    until(lambda: 11 <= video.evaluate(POSITION) < 16)
    assert page.evaluate("document.activeElement.tagName") == "VIDEO"
    page.locator(".transcript a.time").nth(4).click()
    until(lambda: 25 <= video.evaluate(POSITION) < 31)
    assert page.evaluate("window.kept")
    check(page)


def test_times_without_javascript(portal: Portal, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal.url}/en/briefings/question-service/")
    page.locator(".chapters a.time").nth(2).click()
    expect(page).to_have_url(re.compile(r"\?t=18#player$"))
    assert "#t=18" in (page.locator("video source").first.get_attribute("src") or "")
    context.close()


def test_what_changes_is_asked_for_in_small_answers(portal: Portal, page: Page) -> None:
    """The second answer is "not modified", and a browser asks no more often than every five seconds."""
    seen: list[tuple[float, int]] = []
    page.on("response", lambda r: seen.append((time.monotonic(), r.status)) if r.url.endswith("/now/") else None)
    page.goto(f"{portal.url}/kk/briefings/flood-information/")
    until(lambda: page.evaluate("1") and len(seen) > 2, seconds=40)  # events come with the next call
    assert [status for _at, status in seen][1:] == [304] * (len(seen) - 1)
    assert min(later[0] - earlier[0] for earlier, later in pairwise(seen)) > 4.5
