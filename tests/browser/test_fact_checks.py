"""A claim on its way: reported without JavaScript, checked, published by two people, told to who reported it."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.people import PHONE, Asker, Staff, until
from tests.browser.test_asking import tab_to

CLAIM = "Көкжиек ауылындағы мектепте барлық балаға ата-анасынан рұқсатсыз белгісіз дәрі егіп жатыр дейді"
LINK = "https://example.org/kokzhiek/17"
KNOWN = "Түнде тікұшақтар қала үстінен дәрі бүркеді, терезені жабыңдар, далаға шықпаңдар"


@pytest.fixture
def reporter(portal: Portal, browser: Browser) -> Iterator[Asker]:
    """A citizen on a telephone whose browser runs no scripts."""
    context = browser.new_context(
        viewport=PHONE, locale="kk-KZ", java_script_enabled=False, extra_http_headers={"X-Forwarded-For": "192.0.2.17"}
    )
    context.set_default_timeout(20_000)
    yield Asker(portal, context, "kk", f"reporter-{token_hex(3)}@example.org")
    context.close()


def report(reporter: Asker) -> str:
    """Sends the report with a picture; returns the code."""
    page = reporter.page
    page.goto(reporter.at("report/"))
    page.fill("[name=text]", CLAIM)
    page.fill("[name=where_seen]", "WhatsApp тобы")
    page.fill("[name=links]", LINK)
    reporter.go_on()
    if "/similar/" in page.url:
        page.click("[name=further]")
    page.wait_for_timeout(3500)  # nobody reads this page in less
    page.fill("[name=email]", reporter.address)
    page.check("[name=consent]")
    page.click("[name=send]")
    expect(page).to_have_url(re.compile("/done/$"))
    return page.inner_text("#tracking-code")


def write(editor: Staff) -> str:
    """From the queue to a rebuttal that waits for a second person; its address in the admin."""
    page = editor.page
    page.goto(editor.at("claim_cases/"))
    page.get_by_role("link", name=re.compile("^Көкжиек")).click()
    page.fill("[name=url]", LINK)
    page.fill("[name=archive_url]", f"https://web.archive.org/web/2026/{LINK}")
    page.fill("[name=note]", "Жазбадағы сурет 2019 жылы басқа елде түсірілген.")
    page.click("form[action$='/evidence/'] button")
    editor.accepted()
    page.click("form[action$='/begin/'] button")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    page.select_option("[name=verdict]", "false")
    page.fill("[name=conclusion]", "Жалған: мектепте ешқандай егу жүргізілген жоқ.")
    assert page.locator("[name=action-publish]").count() == 0
    page.locator("[name=action-submit]").evaluate("button => button.click()")
    expect(page.locator(".messages .success")).to_be_visible()
    return str(page.url)


def approve(page: Page, address: str) -> None:
    page.goto(address)
    button = page.locator("[data-workflow-action-name=approve]").first
    button.evaluate("button => button.click()")
    expect(page.locator(".messages .success")).to_be_visible()


def test_from_a_report_to_a_verdict_that_two_people_publish(portal: Portal, browser: Browser, reporter: Asker) -> None:
    code = report(reporter)
    reporter.confirm_address()

    editor = Staff(portal, browser, "editor")
    write(editor)
    page = editor.page
    page.goto(editor.at("claim_cases/"))
    page.get_by_role("link", name=re.compile("^Көкжиек")).click()
    address = str(page.locator("main a.button[href*='/pages/']").first.get_attribute("href"))
    page.goto(f"{portal.url}{address}")
    assert page.locator("[data-workflow-action-name=approve]").count() == 0, "the author may approve their own"
    editor.leave()

    second = Staff(portal, browser, "editor.second")
    approve(second.page, f"{portal.url}{address}")
    second.leave()

    mail = until(lambda: [mail for mail in reporter.mails() if "confirm" not in mail.get_content()])[0]
    assert "Жалған" in mail.get_content()
    assert CLAIM not in mail.get_content()
    own = reporter.page
    own.goto(reporter.at("report/track/"))
    own.fill("[name=code]", code.lower().replace("-", " "))
    reporter.go_on()
    expect(own.locator(".verdict-false")).to_be_visible()
    own.press("main .rebuttal-item a", "Enter")
    expect(own.locator(".ruling-conclusion")).to_contain_text("Жалған")
    expect(own.locator(".evidence a[href*='web.archive.org']")).to_have_count(1)


def test_what_is_checked_already_is_found_while_typing_and_by_keyboard(portal: Portal, page: Page) -> None:
    page.goto(f"{portal.url}/kk/report/")
    page.fill("#id_text", KNOWN)
    found = page.locator("[data-similar] .rebuttal-item")
    expect(found.first).to_contain_text("тікұшақ")
    axe.check(page)
    tab_to(page, "[data-similar] button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/report/enough/$"))


@pytest.fixture
def another_site(portal: Portal) -> Iterator[str]:
    """The address of a site of somebody else, whose pages frame the card and the page of a rebuttal."""
    frames = {"/card": "rebuttals/night-helicopters/card/", "/page": "fact-check/night-helicopters/"}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            frame = f'<iframe src="{portal.url}/kk/{frames.get(self.path, "")}" width="320" height="320"></iframe>'
            self.wfile.write(f"<!doctype html><title>x</title>{frame}".encode())

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_another_site_shows_the_card_in_a_frame(portal: Portal, page: Page, another_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{another_site}/card")
    expect(page.frame_locator("iframe").locator(".verdict-false")).to_be_visible()
    assert all(url.startswith((portal.url, another_site)) for url in asked)
    page.goto(f"{another_site}/page")
    page.wait_for_timeout(1000)
    assert page.frame_locator("iframe").locator("main").count() == 0, "a page may be framed"
