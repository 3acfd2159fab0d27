"""What a reader with a three-year-old phone on a weak network waits for: called by `make bench`, or by itself.

A real Chromium, 360 × 740 with 2.625 pixels a point, its processor slowed down four times, 1 Mbit/s down, 0.5 up and
150 ms for each request (DevTools' own throttle); a cold cache for each load, the middle one of several. The throttle
knows no connecting: the second column adds three round trips (name, TCP, TLS 1.3). HTML is sent as the page server
makes it, uncompressed, where nginx would compress it.
"""

import argparse
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

import services

ROUND_TRIP = 150  # ms
LIMIT_TEXT, LIMIT_LARGEST, LIMIT_SHIFT, LIMIT_INPUT = 1.5, 2.5, 0.1, 200
RUNS = int(os.environ.get("BENCH_RUNS", "3"))
PHONE = {
    "viewport": {"width": 360, "height": 740}, "device_scale_factor": 2.625, "is_mobile": True, "has_touch": True,
    "locale": "kk-KZ",
}  # fmt: skip
# The heading is the first text of the page itself: Chromium tells when it was painted if it is marked in time.
WATCH = """(() => {
    const seen = window.__seen = { text: 0, heading: 0, largest: 0, shift: 0, what: '' };
    const kept = JSON.parse(sessionStorage.getItem('inputs') || '[]');
    const watch = (type, each, more) => {
        const observer = new PerformanceObserver((list) => list.getEntries().forEach(each));
        observer.observe({ type, buffered: true, ...more });
        return () => observer.takeRecords().forEach(each);
    };
    watch('paint', (e) => { if (e.name === 'first-contentful-paint') seen.text = e.startTime; });
    watch('element', (e) => { if (!seen.heading) seen.heading = e.renderTime || e.startTime; });
    watch('largest-contentful-paint', (e) => {
        seen.largest = e.startTime;
        seen.what = e.element ? e.element.tagName.toLowerCase() : '';
    });
    watch('layout-shift', (e) => { if (!e.hadRecentInput) seen.shift += e.value; });
    const flush = watch('event', (e) => {
        if (!e.interactionId) return;
        kept.push(e.duration);
        sessionStorage.setItem('inputs', JSON.stringify(kept));
    }, { durationThreshold: 16 });
    addEventListener('pagehide', flush);
    new MutationObserver((_, observer) => {
        const heading = document.querySelector('h1');
        if (heading) { heading.setAttribute('elementtiming', 'h1'); observer.disconnect(); }
    }).observe(document, { childList: true, subtree: true });
})();"""


@dataclass(frozen=True)
class Load:
    """One load of a page: seconds until its heading and its largest part were painted, how much it shifted, bytes."""

    text: float
    largest: float
    shift: float
    sent: float
    what: str


@contextmanager
def phone(browser: Any) -> Iterator[tuple[Any, list[float]]]:
    """A tab of the phone described above with nothing in its caches, and the sizes of what it receives."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    sizes: list[float] = []
    tools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    tools.send("Network.enable")
    tools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": 125_000, "uploadThroughput": 62_500},
    )
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    try:
        yield page, sizes
    finally:
        context.close()


def load(browser: Any, url: str) -> Load:
    """Opens `url` on a phone of its own and waits until nothing more comes."""
    with phone(browser) as (page, sizes):
        page.goto(url, wait_until="networkidle")
        page.wait_for_timeout(300)
        seen = page.evaluate("window.__seen")
        return Load(
            (seen["heading"] or seen["text"]) / 1000,
            seen["largest"] / 1000,
            seen["shift"],
            sum(sizes) / 1000,
            seen["what"],
        )


def leave(page: Any, button: str) -> None:
    """Taps what leads to another page, and waits for it."""
    with page.expect_navigation(wait_until="networkidle"):
        page.locator(button).first.tap()


def menu(page: Any, base: str) -> None:
    page.goto(f"{base}/kk/")
    leave(page, ".menu li:nth-child(3) a")


def suggestions(page: Any, base: str) -> None:
    page.goto(f"{base}/kk/", wait_until="networkidle")
    page.locator("#home-search").tap()
    page.keyboard.type("су тасқыны", delay=120)
    page.wait_for_timeout(1200)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)


def display(page: Any, base: str) -> None:
    page.goto(f"{base}/kk/display/?next=/kk/", wait_until="networkidle")
    page.locator("label[for=id_scheme_4]").tap()
    page.locator("label[for=id_size_2]").tap()
    page.keyboard.press("ArrowDown")
    leave(page, "main button.button-main")


def question(page: Any, base: str) -> None:
    page.goto(f"{base}/kk/questions/ask/", wait_until="networkidle")
    page.locator("#id_text").tap()
    page.keyboard.type("Ауылда тұмауға қарсы екпе қайда салынады?", delay=40)
    page.wait_for_timeout(800)
    page.locator("#id_topic").select_option(index=1)
    leave(page, "main form button.button-main")
    leave(page, "main form button.button-main")


INPUTS: dict[str, Callable[[Any, str], None]] = {
    "menu": menu, "search suggestions": suggestions, "display form": display, "question form, two steps": question,
}  # fmt: skip


def inputs(browser: Any, base: str, act: Callable[[Any, str], None]) -> list[float]:
    """How long each tap and key of `act` waited for its picture, ms; those below 16 are not told by the browser."""
    with phone(browser) as (page, _sizes):
        act(page, base)
        page.wait_for_timeout(300)
        found: list[float] = page.evaluate("JSON.parse(sessionStorage.getItem('inputs') || '[]')")
        return found


def report(base: str, addresses: dict[str, str]) -> None:
    """Prints both tables for the portal at `base`; says what is missing where there is no browser."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if not path:
        print("\nNot measured as a reader on a phone: that needs Chromium and Playwright (make test installs it).")
        return
    missed: list[str] = []
    print(f"\nA phone at 1 Mbit/s, 150 ms, processor slowed 4 times, cold cache, median of {RUNS}:\n")
    titles = ("text, s", "+connect", "LCP, s", "LCP is", "CLS", "sent, kB")
    print(f"{'page':<26}" + "".join(f"{title:>10}" for title in titles))
    words = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=words)
        load(browser, base + next(iter(addresses.values())))  # the browser itself is cold, too
        for kind, address in addresses.items():
            loads = [load(browser, base + address) for _ in range(RUNS)]
            text, largest = median(each.text for each in loads), median(each.largest for each in loads)
            shift, sent = max(each.shift for each in loads), median(each.sent for each in loads)
            whole = text + 3 * ROUND_TRIP / 1000
            print(
                f"{kind:<26}{text:>10.2f}{whole:>10.2f}{largest:>10.2f}{loads[-1].what:>10}{shift:>10.3f}{sent:>10.1f}",
                flush=True,
            )
            if whole > LIMIT_TEXT or largest > LIMIT_LARGEST or shift > LIMIT_SHIFT:
                missed.append(kind)
        print(f"\n{'what is touched and typed':<26}{'INP, ms':>10}{'inputs':>10}")
        for name, act in INPUTS.items():
            found = [inputs(browser, base, act) for _ in range(RUNS)]
            slowest = median(max(each, default=0) for each in found)
            print(f"{name:<26}{slowest:>10.0f}{median(len(each) for each in found):>10.0f}", flush=True)
            if slowest > LIMIT_INPUT:
                missed.append(name)
        browser.close()
    goal = f"text within {LIMIT_TEXT} s with connecting, LCP {LIMIT_LARGEST} s, CLS {LIMIT_SHIFT}, INP {LIMIT_INPUT} ms"
    print(f"\nGoal: {goal}. " + (f"Missed by: {', '.join(missed)}." if missed else "Met by all."))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", help="a portal that runs already; else one is started")
    options = parser.parse_args()
    if options.base:
        os.environ.setdefault("BASE_URL", options.base)
    import bench  # puts the project into the path

    services.demo_portal()

    print(services.machine())
    if options.base:
        report(options.base, bench.addresses())
        return
    with bench.server("config.wsgi:application") as port:
        report(f"http://127.0.0.1:{port}", bench.addresses())


if __name__ == "__main__":
    main()
