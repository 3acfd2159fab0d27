"""Every kind of page, in every language: accessible, inside its width, alone with its own site."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Request

from portal import languages
from tests.browser import axe
from tests.browser.addresses import by_kind
from tests.browser.conftest import Portal

KINDS = by_kind()
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("kind", KINDS)
def test_page(portal: Portal, context: BrowserContext, page: Page, number: str, kind: str, language: str) -> None:
    problems: list[str] = []
    page.on("request", lambda request: leaves(request, portal, problems))
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("console", lambda message: problems.append(message.text) if is_fault(message.text) else None)

    answer = page.goto(f"{portal.url}/{language}/{KINDS[kind].format(number=number)}")
    assert answer is not None
    assert answer.status == (404 if kind == "not found" else 200)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1

    axe.check(page)
    assert fits(page, 360), "horizontal scroll at 360 px"
    assert fits(page, 320), "horizontal scroll at 320 px"

    context.add_cookies([{"name": "view", "value": "z=200", "url": portal.url}])
    page.reload()
    assert fits(page, 640), "horizontal scroll at 200 % text"
    assert problems == []


def leaves(request: Request, portal: Portal, problems: list[str]) -> None:
    """Notes a request that goes anywhere but to the portal."""
    if not request.url.startswith((portal.url, "data:", "blob:")):
        problems.append(f"leaves the site: {request.url}")


def is_fault(text: str) -> bool:
    return bool(re.search(r"Content Security Policy|Refused to|Uncaught", text))


def fits(page: Page, width: int) -> bool:
    """Whether the page has no horizontal scroll at `width` pixels."""
    page.set_viewport_size({"width": width, "height": 740})
    return int(page.evaluate(OVERFLOW)) <= 0
