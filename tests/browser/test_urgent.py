"""The urgent banner: from an editor's button to every reader within five seconds, and away again within five."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.accounts import PASSWORD
from tests.browser.axe import check
from tests.browser.conftest import Portal, free_port, serving, wait_for
from tests.browser.people import DESK

SECONDS = 5
TEXT = "Алматыда жер сілкінді. Ғимараттан шығыңыз."
RUSSIAN = "В Алматы землетрясение. Выйдите из здания."
# One address of each kind of answer: a page, a view, what is not there.
PATHS = ("", "news/", "questions/", "no-such-page/")


@pytest.fixture
def second(portal: Portal) -> Iterator[str]:
    """Another process that serves the same portal, as in production; it hears of a change by the database alone."""
    port = free_port()
    server = serving(portal, port)
    try:
        wait_for(f"http://localhost:{port}/healthz", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def html(url: str) -> str:
    """The page, whatever its status, as a reader without JavaScript gets it."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return error.read().decode()


def within(begun: float, holds: Callable[[], bool], what: str) -> None:
    """`holds` comes true within the five seconds since `begun`."""
    while not holds():
        assert time.monotonic() - begun < SECONDS, f"not within {SECONDS} seconds: {what}"
        time.sleep(0.1)


def test_from_the_button_to_every_reader(portal: Portal, browser: Browser, page: Page, second: str) -> None:
    desk = browser.new_context(viewport=DESK).new_page()
    desk.goto(f"{portal.url}/admin/")
    desk.fill("#id_username", "editor")
    desk.fill("#id_password", PASSWORD)
    desk.click("form button[type=submit]")
    desk.get_by_role("link", name="Шұғыл хабарлама", exact=True).first.click()
    desk.fill("#id_text_kk", TEXT)
    desk.fill("#id_text_ru", RUSSIAN)
    desk.get_by_role("button", name="Үш тілде қарап шығу").click()
    expect(desk.locator(".newsroom-previews .urgent")).to_have_count(3)

    # A reader has a page open; both processes remember that nothing is up.
    page.goto(f"{portal.url}/kk/guidance/")
    addresses = [f"{base}/kk/{path}" for base in (portal.url, second) for path in PATHS]
    assert not any(TEXT in html(address) for address in addresses)
    place = page.locator("[data-urgent]")
    expect(place).to_have_attribute("aria-live", "assertive")

    begun = time.monotonic()
    desk.get_by_role("button", name="Қазір барлық бетте көрсету").click()
    expect(place).to_contain_text(TEXT, timeout=SECONDS * 1000)
    for address in addresses:
        within(begun, lambda address=address: TEXT in html(address), address)
    assert time.monotonic() - begun < SECONDS
    assert RUSSIAN in html(f"{second}/ru/")
    assert "there is no translation yet" in html(f"{second}/en/")
    check(page)

    # What has been said is not put in anew: a screen reader says it once.
    page.locator(".urgent").evaluate("banner => { banner.dataset.kept = 'yes'; }")
    page.wait_for_timeout(3600)
    expect(page.locator(".urgent[data-kept]")).to_have_count(1)

    begun = time.monotonic()
    desk.get_by_role("button", name="Қазір алып тастау").click()
    expect(page.locator(".urgent")).to_have_count(0, timeout=SECONDS * 1000)
    for address in addresses:
        within(begun, lambda address=address: TEXT not in html(address), address)
    assert time.monotonic() - begun < SECONDS
    desk.context.close()
