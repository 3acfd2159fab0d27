"""The moderators' desk by keyboard, on a Kazakh keyboard too; many questions at once; both accessible."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.people import DESK, PHONE, Staff

OURS = "#main"


@pytest.fixture(scope="module")
def moderator(portal: Portal, browser: Browser) -> Iterator[Staff]:
    found = Staff(portal, browser, "moderator")
    yield found
    found.leave()


@pytest.fixture
def page(moderator: Staff) -> Page:
    moderator.page.set_viewport_size(DESK)
    moderator.page.goto(moderator.at("questions/moderation/"))
    return moderator.page


def press(page: Page, place: str, letter: str) -> None:
    """One key, by its place on the keyboard and the letter that the switched-on language gives it."""
    page.evaluate(
        """([code, key]) => (document.activeElement ?? document.body).dispatchEvent(
             new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }))""",
        [place, letter],
    )


def test_rows_by_keys_and_the_help(page: Page) -> None:
    links = page.locator("#listing-results tbody a[href*='/question/']")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    press(page, "KeyJ", "о")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator("input[name=question]").first).to_be_checked()
    page.keyboard.press("Shift+Slash")
    expect(page.locator("dialog.qa-keys")).to_be_visible()
    axe.check(page, "dialog.qa-keys")
    page.keyboard.press("n")  # the help takes no other keys
    page.keyboard.press("Escape")
    expect(page.locator("dialog.qa-keys")).to_be_hidden()
    expect(page).to_have_url(re.compile("/questions/moderation/$"))
    links.nth(0).focus()
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile("/questions/question/"))


def test_the_next_question_and_back_without_a_mouse(page: Page, moderator: Staff) -> None:
    press(page, "KeyN", "т")
    expect(page).to_have_url(re.compile("/questions/question/"))
    address = page.url
    expect(page.locator("[data-qa-here]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    title = page.locator("[name=title]")
    if title.count():
        title.focus()
        page.keyboard.type("xnmrs")  # a field takes letters, never commands
        expect(title).to_have_value(re.compile("xnmrs"))
        assert page.url == address
        title.blur()
    page.keyboard.press("m")
    expect(page).to_have_url(re.compile("/merge/"))
    axe.check(page, OURS)
    page.goto(address)
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile("/questions/moderation/"))


def test_switched_off_they_do_nothing(page: Page) -> None:
    page.click("[data-qa-help]")
    page.click("dialog.qa-keys form[action*='switch'] button")
    expect(page.locator("dialog.qa-keys")).to_have_attribute("data-qa-keys", "off")
    page.keyboard.press("n")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    expect(page).to_have_url(re.compile("/questions/moderation/$"))
    page.click("[data-qa-help]")
    page.click("dialog.qa-keys form[action*='switch'] button")
    expect(page.locator("dialog.qa-keys")).to_have_attribute("data-qa-keys", "on")


@pytest.mark.parametrize("width", [PHONE["width"], DESK["width"]])
def test_many_at_once_with_a_preview_and_an_undo(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.locator("input[name=question]").last.check()
    page.select_option("#qa-bulk-verb", "mark-urgent")
    page.click("#qa-bulk button[type=submit]")
    axe.check(page, OURS)
    page.locator("form.qa-form button[type=submit]").click()
    expect(page).to_have_url(re.compile("/bulk/[0-9a-f-]{36}/"))
    axe.check(page, OURS)
    page.click("form[action$='/undo/'] button")
    expect(page.locator("form[action$='/undo/']")).to_have_count(0)
    axe.check(page, OURS)
