"""Asking without scripts, and by the keyboard alone on a phone's width."""

import secrets

from playwright.sync_api import Browser, Page, expect

from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.people import PHONE, Asker

QUESTION = "Как получить справку о том, что дом стоит в зоне возможного затопления?"
# The ring lies around the control itself or, for a field and its button in one frame, around the frame.
SHOWS_FOCUS = "element => [element, element.parentElement].some(e => getComputedStyle(e).outlineStyle !== 'none')"
TABS = 120  # more than any page has places to stop at


def test_without_scripts(portal: Portal, browser: Browser) -> None:
    """Everything that a citizen does works on plain pages, the similar answers on a step of their own."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="ru-RU")
    context.set_default_timeout(20_000)
    asker = Asker(portal, context, "ru", f"plain-{secrets.token_hex(4)}@example.org")
    page = asker.page
    asker.look_for(QUESTION)
    page.locator("main a[href*='/questions/ask/']").first.click()
    asker.fill_question(QUESTION, "emergencies", "abai")
    asker.go_on()
    expect(page.locator("main .panel li").first).to_be_visible()
    asker.go_on()
    asker.fill_contact()
    asker.go_on()
    asker.go_on()
    asker.note_code()
    assert page.locator("[data-copy]:visible").count() == 0, "a button that does nothing without scripts"

    asker.confirm_address()
    asker.open_tracking()
    expect(page.locator("main .question-text").first).to_contain_text(QUESTION)
    page.click("main a[href$='/withdraw/']")
    page.click("main button.button-danger")
    expect(page.locator(".route li.route-stopped")).to_have_count(1)
    context.close()


def test_by_keyboard(portal: Portal, browser: Browser) -> None:
    """From the front page to the code with Tab, Enter, Space and typing, at 360 px."""
    context = browser.new_context(viewport=PHONE, locale="kk-KZ")
    context.set_default_timeout(20_000)
    asker = Asker(portal, context, "kk")
    page = asker.page
    page.goto(asker.at(""))
    tab_to(page, "#home-search")
    page.keyboard.type("үй су басу аймағында ма")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    follow(page, "main a[href*='/questions/ask/']", "**/questions/ask/?text=**")
    tab_to(page, "#id_text")
    page.keyboard.press("Control+End")
    page.keyboard.type(" екенін қалай білуге болады?")
    tab_to(page, "#id_topic")
    page.keyboard.press("ArrowDown")
    follow(page, "main button.button-main", "**/similar/")
    follow(page, "main button.button-main", "**/contact/")
    tab_to(page, "#id_consent_processing")
    page.keyboard.press("Space")
    follow(page, "main button.button-main", "**/check/")
    expect(page.locator("main .question-text")).to_contain_text("үй су басу аймағында ма екенін қалай білуге болады?")
    expect(page.locator("main dl.facts dd").first).to_have_text("Денсаулық")
    follow(page, "main button.button-main", "**/done/")
    asker.note_code()
    assert len(asker.code.replace("-", "")) == 12
    context.close()


def test_a_mistake_is_shown_where_it_is(portal: Portal, page: Page) -> None:
    """An empty form comes back with a list of what to mend; the keyboard stands at the list."""
    page.goto(f"{portal.url}/kk/questions/ask/")
    page.click("main button.button-main")
    expect(page.locator("[data-focus]")).to_be_focused()
    axe.check(page)
    page.click("[data-focus] a")
    expect(page.locator("#id_text")).to_be_focused()


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the first of `selector` has the focus, and sees that the focus can be seen."""
    wanted = page.locator(selector).first
    for _ in range(TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            assert wanted.evaluate(SHOWS_FOCUS), f"{selector} has the focus and does not show it"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


def follow(page: Page, selector: str, address: str) -> None:
    """Goes to a link or a button by Tab and presses Enter."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
