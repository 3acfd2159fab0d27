"""One page as one reader sees it (language, width, colours), and what is wrong with it there."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import ConsoleMessage, Error, Page, Request

from portal import languages
from tests.browser import axe
from tests.browser.addresses import by_kind
from tests.browser.pairs import pairwise

WIDTHS: Final = (360, 1280)
SCHEMES: Final = ("auto", "dark", "bw", "wb", "blue")
OVERFLOW: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# As `portal.display` writes it: the same attribute that the server sets, so no second request is needed.
CHOOSE: Final = "([name, value]) => document.documentElement.setAttribute(`data-${name}`, value)"
FAULT: Final = re.compile(r"Content Security Policy|Refused to|Uncaught")


@dataclass(frozen=True)
class Case:
    """Which kind of page, and how it is looked at."""

    kind: str
    language: str
    width: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.language}-{self.width}-{self.scheme}"


def all_cases() -> list[Case]:
    """Every kind of page in every language, at both widths, in all schemes."""
    return [
        Case(kind, language, width, scheme)
        for kind in by_kind()
        for language in languages.CODES
        for width in WIDTHS
        for scheme in SCHEMES
    ]


def paired_cases() -> list[Case]:
    """So many of them that every two conditions meet (`pairs`)."""
    columns: list[list[Any]] = [list(by_kind()), list(languages.CODES), list(WIDTHS), list(SCHEMES)]
    return [Case(*row) for row in pairwise(columns)]


class Look:
    """Looks at cases in one tab, one after the other; what went wrong meanwhile is kept until the case is told."""

    def __init__(self, page: Page, url: str, number: str, pictures: Path, *, whole_pages: bool = False) -> None:
        self.page, self.url, self.number = page, url, number
        self.pictures, self.whole_pages = pictures, whole_pages
        self._heard: list[str] = []
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self._heard.append(f"script: {error}"))
        page.on("console", self._said)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self._heard.append(f"leaves the site: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if FAULT.search(message.text):
            self._heard.append(message.text)

    def at(self, case: Case) -> list[str]:
        """What is wrong with the page of `case`; its picture lies in the folder afterwards."""
        self._heard.clear()
        page = self.page
        page.context.clear_cookies()
        if case.scheme != "auto":
            page.context.add_cookies([{"name": "view", "value": f"s={case.scheme}", "url": self.url}])
        page.set_viewport_size({"width": case.width, "height": 740})
        answer = page.goto(f"{self.url}/{case.language}/{by_kind()[case.kind].format(number=self.number)}")
        faults = []
        if answer is None or answer.status != (404 if case.kind == "not found" else 200):
            faults.append(f"answers {answer.status if answer else 'nothing'}")
        if page.locator("html").get_attribute("lang") != case.language:
            faults.append("is in another language")
        if page.locator("h1").count() != 1:
            faults.append(f"has {page.locator('h1').count()} headings of the first level")
        faults += self._axe()
        self._photograph(case)
        faults += self._overflow(case)
        return faults + self._heard

    def _axe(self) -> list[str]:
        try:
            axe.check(self.page)
        except AssertionError as error:
            return [f"axe: {error}"]
        return []

    def _overflow(self, case: Case) -> list[str]:
        """Nothing scrolls sideways at this width, at 320 pixels, and with everything twice as large and widely set."""
        found = []
        if not fits(self.page, case.width):
            found.append(f"scrolls sideways at {case.width} px")
        if not fits(self.page, 320):
            found.append("scrolls sideways at 320 px")
        self.page.evaluate(CHOOSE, ["spacing", "wide"])
        if not fits(self.page, 320):
            found.append("scrolls sideways at 320 px with wide spacing")
        self.page.evaluate(CHOOSE, ["size", "200"])
        if not fits(self.page, 640):
            found.append("scrolls sideways with text at 200 %")
        return found

    def _photograph(self, case: Case) -> None:
        self.pictures.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^\w-]+", "-", str(case))
        try:
            self.page.screenshot(
                path=self.pictures / f"{name}.jpg", type="jpeg", quality=45, full_page=self.whole_pages
            )
        except Error as error:  # the picture is for people; the page was looked at all the same
            print(f"no picture of {case}: {error}")


def fits(page: Page, width: int) -> bool:
    """Whether the page has no horizontal scroll at `width` pixels."""
    page.set_viewport_size({"width": width, "height": 740})
    return int(page.evaluate(OVERFLOW)) <= 0
