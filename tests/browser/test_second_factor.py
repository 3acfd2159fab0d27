"""The second step of signing in, in a real browser: set up on a phone by keyboard, in Kazakh, then passed."""

import base64
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, Page, expect

from demo.accounts import PASSWORD
from tests.browser import axe
from tests.browser.conftest import ROOT, Portal, free_port, wait_for
from tests.browser.people import PHONE

USERNAME = "dpo"


@pytest.fixture(scope="module")
def strict(portal: Portal) -> Iterator[Portal]:
    """The same portal by another server, which asks for the second step."""
    port = free_port()
    url = f"http://localhost:{port}"
    asking = replace(portal, url=url, environment={**portal.environment, "TWO_FACTOR": "1", "BASE_URL": url})
    words = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1",
        "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(words, cwd=ROOT, env=asking.environment, start_new_session=True)
    try:
        wait_for(f"{url}/healthz", process)
        yield asking
    finally:
        process.terminate()
        process.wait(timeout=20)


def give_password(browser: Browser, strict: Portal) -> Page:
    context = browser.new_context(viewport=PHONE, locale="kk-KZ")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{strict.url}/admin/questions/log/")
    page.fill("#id_username", USERNAME)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor/**")
    return page


def code_of(secret: str) -> str:
    key = base64.b32decode(secret.replace(" ", ""))
    return TOTP(key, 6, SHA1(), 30).generate(int(time.time())).decode()


def look(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    axe.check(page, "main")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_from_the_first_sign_in_to_a_code_on_paper(browser: Browser, strict: Portal) -> None:
    page = give_password(browser, strict)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    look(page)
    box = page.locator(".second-factor__picture svg").bounding_box()
    assert box
    assert box["width"] == pytest.approx(box["height"], abs=1)
    page.keyboard.type("000000")  # the field has the focus
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)
    page.fill("#id_code", code_of(page.inner_text(".second-factor__key")))
    page.keyboard.press("Enter")
    shown = page.locator(".second-factor__codes code")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    look(page)
    page.locator("main a.button").press("Enter")
    expect(page).to_have_url(f"{strict.url}/admin/questions/log/")

    again = give_password(browser, strict)
    look(again)
    again.keyboard.type(codes[0])
    again.keyboard.press("Enter")
    expect(again).to_have_url(f"{strict.url}/admin/questions/log/")
    again.goto(f"{strict.url}/admin/second-factor/mine/")
    expect(again.locator("main strong")).to_have_text("9")
    look(again)
    assert refused == []
    for opened in (page, again):
        opened.context.close()
