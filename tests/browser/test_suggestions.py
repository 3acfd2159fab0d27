"""The search box while one types: a list to walk by keyboard, on a phone, in Kazakh; a plain form without scripts."""

import re
from collections.abc import Iterator

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from portal import languages
from tests.browser import axe, keyboard
from tests.browser.conftest import Portal
from tests.browser.looking import fits

TYPED = {"kk": "су та", "ru": "павод", "en": "flood"}
TARGET = 44  # pixels that a finger needs
BOXES = {"": "#home-search", "search/": "#search-text", "no-such-page/": "#search"}


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The addresses that the page asks for suggestions."""
    found: list[str] = []

    def note(request: Request) -> None:
        if "/suggest/" in request.url:
            found.append(request.url)

    page.on("request", note)
    return found


@pytest.fixture
def faults(page: Page) -> Iterator[list[str]]:
    """What goes wrong in the page's scripts; nothing may."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


def options(page: Page) -> Locator:
    return page.locator("[role=listbox]:visible [role=option]")


def begin(portal: Portal, page: Page, path: str = "", language: str = "kk", text: str = "") -> Locator:
    """Goes to a page's search box, types, and waits for the list."""
    page.goto(f"{portal.url}/{language}/{path}")
    box = page.locator(BOXES[path])
    keyboard.reach(page, box)
    page.keyboard.type(text or TYPED[language], delay=20)
    expect(options(page).first).to_be_visible()
    return box


def test_walking_the_list(portal: Portal, page: Page, faults: list[str]) -> None:
    box = begin(portal, page)
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    count = options(page).count()
    assert count > 2
    expect(page.locator(".search-box [role=status]")).to_have_text(f"{count} ұсыныс")
    assert box.get_attribute("aria-activedescendant") is None

    for number in (0, 1):
        page.keyboard.press("ArrowDown")
        expect(options(page).nth(number)).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", str(options(page).nth(number).get_attribute("id")))
    axe.check(page)
    for _ in range(3):  # back over the box to the last one
        page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()
    expect(box).to_have_value(TYPED["kk"])

    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value(TYPED["kk"])
    assert box.get_attribute("aria-activedescendant") is None
    assert options(page).count() == 0

    page.keyboard.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    wanted = str(chosen.get_attribute("href"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal.url}{wanted}")


def test_enter_without_a_choice_searches(portal: Portal, page: Page, faults: list[str]) -> None:
    begin(portal, page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/kk/search/?q=*")
    expect(page.locator("main article h3").first).to_be_visible()


def test_tab_leaves_the_list_behind(portal: Portal, page: Page, faults: list[str]) -> None:
    begin(portal, page, "search/")
    page.keyboard.press("Tab")
    expect(page.locator(".search-box button")).to_be_focused()
    expect(page.locator("[role=listbox]")).to_be_hidden()


def test_a_corrected_word_is_offered_first(portal: Portal, page: Page, faults: list[str]) -> None:
    """The beginning of "балабақша" on a keyboard that was left in Latin."""
    begin(portal, page, "search/", text=",fkf,")
    expect(options(page).first).to_contain_text("балабақша")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kk/search/?q=*")
    expect(page.locator("main article h3").first).to_contain_text("Балабақша")


def test_a_tap_leads_there(portal: Portal, page: Page, faults: list[str]) -> None:
    begin(portal, page)
    wanted = str(options(page).nth(1).get_attribute("href"))
    options(page).nth(1).click()
    page.wait_for_url(f"{portal.url}{wanted}")


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", BOXES)
def test_every_box_in_every_language(portal: Portal, page: Page, faults: list[str], path: str, language: str) -> None:
    begin(portal, page, path, language)
    axe.check(page)
    heights = [box["height"] for option in options(page).all() if (box := option.bounding_box())]
    assert min(heights) >= TARGET
    assert fits(page, 320)


@pytest.mark.parametrize("scheme", ["dark", "bw", "wb", "blue"])
def test_in_every_scheme_at_twice_the_size(portal: Portal, page: Page, faults: list[str], scheme: str) -> None:
    page.context.add_cookies([{"name": "view", "value": f"s={scheme}&z=200&l=wide", "url": portal.url}])
    begin(portal, page, "search/")
    page.keyboard.press("ArrowDown")
    axe.check(page)
    assert fits(page, 640)
    assert options(page).first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_little_is_asked(portal: Portal, page: Page, asked: list[str], faults: list[str]) -> None:
    """Nothing before two letters, one question for a word typed at once, none for the same words again."""
    page.goto(f"{portal.url}/kk/search/")
    page.locator("#search-text").focus()
    page.keyboard.type("с")
    page.wait_for_timeout(600)
    assert asked == []
    page.keyboard.type("у тас", delay=10)
    expect(options(page).first).to_be_visible()
    page.keyboard.type(" ")
    page.wait_for_timeout(600)
    assert len(asked) == 1


def test_a_late_answer_is_no_longer_shown(portal: Portal, page: Page, faults: list[str]) -> None:
    held: list[Route] = []
    page.route(
        re.compile(r"suggest/\?q=%D1%81%D1%83$"), lambda route: held.append(route)
    )  # "су" is not answered for now
    page.goto(f"{portal.url}/kk/search/")
    page.locator("#search-text").focus()
    page.keyboard.type("су")
    page.wait_for_timeout(600)
    assert len(held) == 1
    page.keyboard.type(" тас")
    expect(options(page).first).to_be_visible()
    shown = options(page).all_inner_texts()
    assert held[0].request.failure, "the older question goes on"
    assert options(page).all_inner_texts() == shown


@pytest.mark.parametrize("trouble", ["saved data", "no network", "server error"])
def test_without_a_network_or_with_data_saved_it_is_a_form(
    portal: Portal, page: Page, asked: list[str], faults: list[str], trouble: str
) -> None:
    if trouble == "saved data":
        page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    elif trouble == "no network":
        page.route("**/suggest/**", lambda route: route.abort())
    else:
        page.route("**/suggest/**", lambda route: route.fulfill(status=500, body="<b>500</b>"))
    page.goto(f"{portal.url}/kk/search/")
    box = page.locator("#search-text")
    keyboard.reach(page, box)
    page.keyboard.type("су тас")
    page.wait_for_timeout(800)
    assert bool(asked) == (trouble != "saved data")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(page.locator(".search-box [role=status]")).to_have_text("")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kk/search/?q=*")


def test_without_scripts(portal: Portal, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, extra_http_headers={"Save-Data": "on"}
    )
    page = context.new_page()
    for path, selector in BOXES.items():
        page.goto(f"{portal.url}/kk/{path}")
        box = page.locator(selector)
        assert box.get_attribute("role") is None
        box.press_sequentially("су тасқыны")
        box.press("Enter")
        page.wait_for_url("**/kk/search/?q=*")
        expect(page.locator("main article h3").first).to_be_visible()
    context.close()


def test_filters_and_order_by_keyboard(portal: Portal, page: Page) -> None:
    """Kind, topic and order are chosen without a mouse, and the address holds them."""
    page.goto(f"{portal.url}/kk/search/?q=су")
    everything = page.locator(".filters nav a").first
    expect(everything).to_have_attribute("aria-current", "true")
    summary = page.locator(".filters nav summary")
    if summary.count():
        keyboard.press(page, summary)
    keyboard.press(page, page.locator(".filters nav a:not([aria-current])").first)
    page.wait_for_url("**kind=*")
    with translation.override("kk"):
        newest = translation.pgettext("order", "Newest first")
    keyboard.choose(page, page.locator("#filter_order"), newest)
    keyboard.press(page, page.locator(".filters form button"))
    page.wait_for_url(re.compile(r"kind=.*order=newest"))
    expect(page.locator("main article h3").first).to_be_visible()
    axe.check(page)
