"""Looks at the whole portal as its readers meet it, and says what is wrong: `make audit`. Ends with 1 if anything is.

Every kind of page in three languages, at two widths, in five colour schemes: axe, sideways scrolling (320 pixels, wide
spacing, text at 200 %), requests that leave the site, a picture of each in test-results/audit. A walk by all links:
what is dead, deep, in the wrong language, untranslated, without its other versions. The Nu checker over every page met.
CI does a part of it (tests/browser/test_pages.py, test_crawl.py). `ARGS="--only walk"` does one part of it alone,
`ARGS="--kind news"` looks at one kind of page.
"""

import argparse
import os
import re
import shutil
import sys
import time
import urllib.request
from collections import defaultdict

import services

ROOT = services.ROOT
sys.path.insert(0, str(ROOT))
PICTURES = ROOT / "test-results" / "audit"
PARTS = ("walk", "markup", "pages")


def walk(base: str, number: str, parts: set[str]) -> list[str]:
    """The walk over all links and, if wanted, the Nu checker over what it met. Prints a line for each language."""
    from portal import languages
    from tests.browser import crawl, nu_checker, sources

    crawls: dict[str, crawl.Crawl] = {}
    seen: dict[str, crawl.Visit] = {}
    faults: list[str] = []
    print(f"{'walk':<10}{'addresses':>12}{'pages':>8}{'deepest':>9}{'faults':>8}{'s':>6}")
    for code in languages.CODES:
        started = time.monotonic()
        crawls[code] = walked = crawl.Crawl(base, code, whole=True, seen=seen).run()
        own = walked.faults + ([] if code == "en" else crawl.untranslated(walked))
        read = [each for each in walked.pages if "?" not in each.address and "noindex" not in each.document.robots]
        deepest = max(each.clicks for each in read)
        seconds = time.monotonic() - started
        print(f"{code:<10}{len(walked.visits):>12}{len(walked.pages):>8}{deepest:>9}{len(own):>8}{seconds:>6.0f}")
        faults += own
    faults += crawl.not_reciprocal(crawls) + crawl.not_in_maps(base, crawls)
    if "markup" in parts:
        pages = sources.collected(base, crawls, number)
        wrong = nu_checker.faults(pages, nu_checker.fetch())
        print(f"\nNu checker: {len(pages)} pages, {len(wrong)} faults")
        faults += wrong
    return faults


def look(base: str, number: str, kind: str) -> list[str]:
    """Every case in the browser. Prints a line for each kind of page."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import ARGUMENTS
    from tests.browser.looking import Case, Look, all_cases

    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        sys.exit("Chromium was not found; make audit needs it (Debian: apt install chromium).")
    cases: dict[str, list[Case]] = defaultdict(list)
    for case in all_cases():
        if kind in ("", case.kind):
            cases[case.kind].append(case)
    faults = []
    print(f"\n{'kind of page':<30}{'seen':>6}{'faults':>8}{'s':>6}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, of_kind in cases.items():
            started = time.monotonic()
            tab = Look(
                browser.new_context(locale="kk-KZ", service_workers="block").new_page(),
                base,
                number,
                PICTURES,
                whole_pages=True,
            )
            wrong = [f"page: {case}: {fault}" for case in of_kind for fault in tab.at(case)]
            tab.page.context.close()
            print(f"{name:<30}{len(of_kind):>6}{len(wrong):>8}{time.monotonic() - started:>6.0f}", flush=True)
            faults += wrong
        browser.close()
    print(f"Pictures of all: {PICTURES.relative_to(ROOT)}")
    return faults


def answered(base: str) -> str:
    """The number of an answered question that is there in every language."""
    from portal import languages

    found = []
    for code in languages.CODES:
        with urllib.request.urlopen(f"{base}/{code}/questions/?state=answered", timeout=60) as answer:
            found.append(re.findall(rf"/{code}/questions/(\d{{4}}-\d+)/", answer.read().decode()))
    return [number for number in found[0] if all(number in others for others in found[1:])][-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS, action="append", help="one part; may be given twice")
    parser.add_argument("--kind", default="", help="one kind of page, as tests/browser/addresses.py names it")
    options = parser.parse_args()
    parts = set(options.only or PARTS)
    port = services.free_port()
    base = os.environ["BASE_URL"] = f"http://localhost:{port}"
    services.demo_portal()
    print(services.machine(), "\n")
    server, faults = services.start_web(port, workers=1), []
    try:
        if not services.answers(port):
            sys.exit("The page server did not answer.")
        number = answered(base)
        if parts & {"walk", "markup"}:
            faults += walk(base, number, parts)
        if "pages" in parts:
            shutil.rmtree(PICTURES, ignore_errors=True)
            faults += look(base, number, options.kind)
    finally:
        services.end(server)
    for fault in faults:
        print(fault)
    print(f"\n{len(faults)} faults." if faults else "\nNothing is wrong.")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
