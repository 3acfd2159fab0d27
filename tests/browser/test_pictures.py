"""Infographics looked at closely, and the calendar: by keyboard, on a phone, without a script."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.keyboard import reach

PICTURE = "/ru/media/year-2020-in-figures/"
SCROLLED = "stage => stage.scrollTop"


def test_a_picture_is_enlarged_and_moved_by_keyboard(portal: Portal, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(portal.url + PICTURE)
    link = page.locator("a[data-zoom]")
    reach(page, link)
    page.keyboard.press("Enter")
    dialog, stage, picture = page.locator("dialog"), page.locator(".zoom-stage"), page.locator(".zoom-picture")
    expect(stage).to_be_focused()
    whole = picture.bounding_box()
    assert whole is not None
    assert whole["height"] <= 800, "the whole picture is seen at first"
    axe.check(page)
    for _ in range(3):
        page.keyboard.press("+")
    expect(page.locator(".zoom-said")).to_have_text("300 %")
    large = picture.bounding_box()
    assert large is not None
    assert abs(large["width"] - 3 * whole["width"]) < 5
    before = stage.evaluate(SCROLLED)
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"document.querySelector('.zoom-stage').scrollTop > {before}")
    page.keyboard.press("0")
    expect(page.locator(".zoom-said")).to_have_text("100 %")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()


def test_words_stand_beside_the_picture_and_beneath_it_on_a_phone(portal: Portal, page: Page) -> None:
    def places() -> tuple[dict[str, float], dict[str, float]]:
        picture = page.locator(".infographic img").bounding_box()
        words = page.locator(".text-version").bounding_box()
        assert picture is not None
        assert words is not None
        return dict(picture), dict(words)

    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(portal.url + PICTURE)
    picture, words = places()
    assert words["x"] >= picture["x"] + picture["width"]
    assert words["y"] < picture["y"] + 100
    page.set_viewport_size({"width": 360, "height": 740})
    picture, words = places()
    assert words["y"] >= picture["y"] + picture["height"]


def test_without_a_script(portal: Portal, browser: Browser) -> None:
    """The picture opens by a link, a table comes as a file, the calendar leads to another month."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal.url + PICTURE)
    page.locator("a[data-zoom]").click()
    assert re.search(r"/media/.+\.svg$", page.url)
    page.goto(portal.url + PICTURE)
    with page.expect_download() as download:
        page.locator("a[href$='.csv']").click()
    assert download.value.suggested_filename == "year-2020-in-figures-1-ru.csv"
    page.goto(f"{portal.url}/ru/calendar/")
    page.locator("#jump-month").select_option("3")
    page.locator("#jump-year").select_option("2020")
    page.locator(".month-jump button").click()
    assert page.url.endswith("/ru/calendar/2020-03/")
    day = page.locator(".month td a").first
    day.click()
    assert "#day-" in page.url
    context.close()


def test_arrow_keys_move_among_the_days(portal: Portal, page: Page) -> None:
    page.goto(f"{portal.url}/kk/calendar/2020-03/")
    days = page.locator(".month td a")
    first, second = days.nth(0), days.nth(1)
    reach(page, first)
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#day-\d+$"))
