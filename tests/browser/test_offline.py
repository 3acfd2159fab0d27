"""Without a network: what was read opens as a saved copy, the rest says so; nothing private is ever kept."""

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal import languages
from tests.browser import axe
from tests.browser.conftest import ROOT, Portal
from tests.browser.people import until

KEPT = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        found[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
    }
    return found;
}"""
# As if a banner had been up when the page was read.
WITH_BANNER = """async (path) => {
    const pages = await caches.open('jauap-pages');
    const kept = await pages.match(path);
    const html = (await kept.text()).replace(/<div class="urgent-place"[^>]*>/, '$&<aside class="urgent">!</aside>');
    await pages.put(path, new Response(html, { headers: kept.headers }));
    return html.includes('class="urgent"');
}"""
GONE = "navigator.serviceWorker.getRegistration('/').then((found) => found === undefined)"
READY = "navigator.serviceWorker.controller !== null"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="kk-KZ", service_workers="allow")
    context.set_default_timeout(15_000)
    yield context
    context.close()


def kept(page: Page) -> list[str]:
    """The paths of the pages that this reader's browser keeps."""
    found: list[str] = page.evaluate(KEPT).get("jauap-pages", [])
    return found


def settled(page: Page, path: str) -> None:
    """Waits until `path` is kept: that happens after the page is shown."""
    until(lambda: path in kept(page))


def test_reading_offline(portal: Portal, reader: BrowserContext, number: str) -> None:
    page = reader.new_page()
    page.goto(f"{portal.url}/kk/guidance/flood/")
    until(lambda: page.evaluate(READY))
    settled(page, "/kk/guidance/flood/")  # the very first page, which the worker did not serve itself
    heading = page.locator("h1").inner_text()
    page.goto(f"{portal.url}/ru/questions/{number}/")
    settled(page, f"/ru/questions/{number}/")

    private = [
        "questions/ask/", "questions/track/", "report/", "report/track/", "display/", "search/?q=112",
        f"questions/{number}/follow/", f"questions/{number}/useful/?useful=no", "questions/?state=answered", "no-such/",
    ]  # fmt: skip
    for path in private:
        page.goto(f"{portal.url}/kk/{path}")
    page.goto(f"{portal.url}/admin/login/")
    page.goto(f"{portal.url}/kk/news/")
    settled(page, "/kk/news/")
    assert set(kept(page)) == {"/kk/guidance/flood/", f"/ru/questions/{number}/", "/kk/news/"}
    everything = {path for paths in page.evaluate(KEPT).values() for path in paths}
    assert not [path for path in everything if path.startswith(("/admin", "/media", "/api"))]

    assert page.evaluate(WITH_BANNER, "/kk/guidance/flood/")
    reader.set_offline(True)
    page.goto(f"{portal.url}/kk/guidance/flood/")
    expect(page.locator(".urgent")).to_have_count(0)
    assert page.locator("h1").inner_text() == heading
    expect(page.locator(".saved-copy")).to_contain_text("Бұл – сақталған көшірме (20")
    assert page.evaluate("getComputedStyle(document.querySelector('.header')).display") == "block"
    assert float(page.evaluate("getComputedStyle(document.body).fontSize").removesuffix("px")) == 17
    axe.check(page)
    page.goto(f"{portal.url}/ru/questions/{number}/")
    expect(page.locator(".saved-copy")).to_contain_text("Это сохранённая копия")

    for language in languages.CODES:  # what was never read: the page without a connection, in the page's language
        page.goto(f"{portal.url}/{language}/documents/")
        expect(page.locator("html")).to_have_attribute("lang", language)
        for call in ("101", "102", "103", "112"):
            expect(page.locator(f"main a[href='tel:{call}']")).to_have_count(1)
        expect(page.locator("[data-kept-list] li")).to_have_count(3)
        axe.check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{portal.url}/")
    expect(page.locator("html")).to_have_attribute("lang", "kk")

    page.goto(f"{portal.url}/kk/offline/")
    expect(page.locator(".saved-copy")).to_have_count(0)
    page.locator("[data-kept-list] li", has_text=heading).get_by_role("button").click()
    expect(page.locator("[data-kept-list] li")).to_have_count(2)
    page.locator("[data-kept-erase]").click()
    expect(page.locator("[data-kept-none]")).to_be_visible()
    expect(page.locator("[data-kept-said]")).to_be_focused()
    assert kept(page) == []
    page.goto(f"{portal.url}/kk/guidance/flood/")
    expect(page.locator(".saved-copy")).to_contain_text("сақталмаған")


def test_bounds_view_and_what_is_taken_down(portal: Portal, reader: BrowserContext, number: str) -> None:
    """No more than twenty; in the reader's colours; a page that is gone, or may not be kept any more, goes here too."""
    page = reader.new_page()
    reader.add_cookies([{"name": "view", "value": "s=wb&z=150", "url": portal.url}])
    page.goto(f"{portal.url}/kk/about/")
    until(lambda: page.evaluate(READY))
    settled(page, "/kk/about/")
    fill = """async () => {
        const pages = await caches.open('jauap-pages');
        for (let n = 0; n < 30; n++) {
            const headers = { 'X-Kept-At': new Date(2020, 1, 1, 0, n).toISOString(), 'X-Kept-Size': '9' };
            await pages.put(`/kk/old-${String(n).padStart(2, '0')}/`, new Response('old', { headers }));
        }
    }"""
    page.evaluate(fill)
    page.goto(f"{portal.url}/kk/documents/")
    settled(page, "/kk/documents/")
    until(lambda: len(kept(page)) == 20)
    assert {"/kk/about/", "/kk/documents/", "/kk/old-29/"} <= set(kept(page))
    assert "/kk/old-00/" not in kept(page)

    page.goto(f"{portal.url}/kk/old-29/")
    until(lambda: "/kk/old-29/" not in kept(page))

    reader.set_offline(True)
    page.goto(f"{portal.url}/kk/about/")
    expect(page.locator("html")).to_have_attribute("data-scheme", "wb")
    page.goto(f"{portal.url}/kk/briefings/")
    expect(page.locator("html")).to_have_attribute("data-scheme", "wb")
    expect(page.locator("html")).to_have_attribute("data-size", "150")


def test_switched_off_by_the_reader(portal: Portal, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(f"{portal.url}/kk/offline/")
    until(lambda: page.evaluate(READY))
    page.locator("[data-kept-off]").click()
    expect(page.locator("[data-kept-on]")).to_be_visible()
    page.goto(f"{portal.url}/kk/news/")
    assert page.evaluate(GONE)
    assert page.evaluate(KEPT) == {}


@pytest.fixture
def switch(portal: Portal) -> Iterator["Switch"]:
    server = Switch(portal.url)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


class Switch(ThreadingHTTPServer):
    """The portal at an address of its own, where its worker can be switched off meanwhile (`OFFLINE_READING=0`)."""

    off = False

    def __init__(self, portal: str) -> None:
        worker = (ROOT / "portal" / "workers" / "off.js").read_bytes()

        class Passing(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                switched = self.server.off and self.path == "/offline-worker.js"  # type: ignore[attr-defined]
                request = urllib.request.Request(portal + self.path)
                with urllib.request.urlopen(request, timeout=20) as answer:
                    body = worker if switched else answer.read()
                    self.send_response(answer.status)
                    for name in ("Content-Type", "Cache-Control", "X-Offline"):
                        if name in answer.headers:
                            self.send_header(name, answer.headers[name])
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Passing)
        self.url = f"http://localhost:{self.server_port}"


def test_switched_off_by_the_portal(switch: Switch, reader: BrowserContext) -> None:
    """The worker that then stands at its address removes what was kept, and itself."""
    page = reader.new_page()
    page.goto(f"{switch.url}/kk/news/")
    until(lambda: page.evaluate(READY))
    settled(page, "/kk/news/")
    switch.off = True
    page.goto(f"{switch.url}/kk/documents/")  # a browser looks for a new worker by itself when a page is opened
    until(lambda: page.evaluate(GONE))
    assert page.evaluate(KEPT) == {}
