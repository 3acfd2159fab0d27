"""The screens of staff that are ours, inside Wagtail's admin: accessible, on a phone too, and for their people."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLResolver
from playwright.sync_api import Browser, expect

from qa.staff import urls
from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.people import DESK, PHONE, Staff

OURS = "#main"  # what stands around it is Wagtail's
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A screen that waits for each: who opens it, the list, and what stands on it.
QUEUES = {
    "moderator": "moderation",
    "officer.health": "agency",
    "approver.emergencies": "approval",
    "coordinator": "all",
}

# Screens of those who look after the service itself.
DESKS = {
    "coordinator": (
        "overview/?days=90", "accounts/", "transfers/", "transfers/list/", "transfers/full/", "transfers/import/",
    ),
    "dpo": ("log/", "retention/", "transfers/"),
}  # fmt: skip


@pytest.fixture(scope="module")
def people(portal: Portal, browser: Browser) -> Iterator[dict[str, Staff]]:
    """Everyone who opens a queue, signed in once."""
    found = {name: Staff(portal, browser, name) for name in {**QUEUES, **DESKS}}
    yield found
    for person in found.values():
        person.leave()


@pytest.mark.parametrize("width", [PHONE["width"], DESK["width"]])
@pytest.mark.parametrize("name", QUEUES)
def test_screens(people: dict[str, Staff], name: str, width: int) -> None:
    """What waits, the queue, a question and, on a phone, the page of every verb that it offers."""
    page = people[name].page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(people[name].at(""))
    axe.check(page, "section[aria-labelledby='qa-waiting']")

    page.goto(people[name].at(f"questions/{QUEUES[name]}/"))
    axe.check(page, OURS)
    first = page.locator("table.listing tbody a[href*='/question/']").first
    expect(first).to_be_visible()
    first.click()
    expect(page).to_have_url(re.compile("/questions/question/"))
    axe.check(page, OURS)
    assert int(page.evaluate(OVERFLOW)) <= 0, f"horizontal scroll at {width} px"

    verbs = page.locator(".qa-actions a.button")
    shown = verbs.count() if width == PHONE["width"] else 0
    for address in [verbs.nth(n).get_attribute("href") for n in range(shown)]:
        page.goto(people[name].portal.url + str(address))
        axe.check(page, OURS)
        assert int(page.evaluate(OVERFLOW)) <= 0, f"{address}: horizontal scroll at {width} px"


def screens() -> list[str]:
    """Every screen of ours that needs no question, by its path: a new one is looked at by itself."""
    named = [p for p in urls.urlpatterns if not isinstance(p, URLResolver) and not p.pattern.converters]
    # "bulk" is about questions that were chosen: `test_desk` chooses some and looks at it.
    return [str(p.pattern) for p in named if not str(p.name).endswith("_results") and p.name != "bulk"]


@pytest.mark.parametrize("path", screens())
def test_every_list_and_board(people: dict[str, Staff], path: str) -> None:
    """Each is opened by someone whose it is. What is no page (a file, an act that must be posted) has no face."""
    for person in people.values():
        person.page.set_viewport_size({"width": PHONE["width"], "height": 900})
        answer = person.page.request.get(person.at(f"questions/{path}"), max_redirects=0)
        if answer.status == 405 or (answer.ok and "text/html" not in answer.headers["content-type"]):
            return
        if answer.ok:
            person.page.goto(person.at(f"questions/{path}"))
            axe.check(person.page, OURS)
            assert int(person.page.evaluate(OVERFLOW)) <= 0, "horizontal scroll on a phone"
            return
    raise AssertionError(f"nobody here may open {path}: name someone in QUEUES who may")


@pytest.mark.parametrize("width", [PHONE["width"], DESK["width"]])
@pytest.mark.parametrize("name", DESKS)
def test_desks(people: dict[str, Staff], name: str, width: int) -> None:
    """Figures, accounts, exports, the log: each accessible and as wide as the screen."""
    page = people[name].page
    page.set_viewport_size({"width": width, "height": 900})
    for path in DESKS[name]:
        page.goto(people[name].at(f"questions/{path}"))
        expect(page.locator("h1").first).to_be_visible()
        axe.check(page, OURS)
        assert int(page.evaluate(OVERFLOW)) <= 0, f"{path}: horizontal scroll at {width} px"


def test_an_export_from_the_list_to_the_file_by_keyboard(people: dict[str, Staff]) -> None:
    page = people["coordinator"].page
    page.goto(people["coordinator"].at("questions/all/?stage=answered"))
    page.locator("a[href*='/transfers/list/']").first.press("Enter")
    page.locator(".qa-form button[type=submit]").press("Enter")
    download = page.locator("a[href$='/download/']")
    expect(download).to_be_visible(timeout=60_000)
    axe.check(page, OURS)
    with page.expect_download() as taken:
        download.press("Enter")
    assert taken.value.path().read_text("utf-8-sig").count("\n") > 5


def test_another_agencys_question_does_not_exist(people: dict[str, Staff]) -> None:
    officer, stranger = people["officer.health"], people["approver.emergencies"]
    officer.page.goto(officer.at("questions/agency/"))
    address = officer.page.locator("table.listing tbody a[href*='/question/']").first.get_attribute("href")
    assert address
    for path in (address, f"{address}accept/", f"{address}files/1/"):
        answer = stranger.page.goto(stranger.portal.url + path)
        assert answer is not None
        assert answer.status == 404, path


def test_nobody_gets_in_without_an_account(portal: Portal, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    for path in ("questions/moderation/", "questions/all/", "questions/question/2026-00001/"):
        page.goto(f"{portal.url}/admin/{path}")
        expect(page).to_have_url(re.compile("/admin/login/"))
    axe.check(page, "main")
    context.close()
