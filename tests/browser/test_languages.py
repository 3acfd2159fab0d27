"""Coming in: the address without a language, the switcher, and who remembers what."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Portal


@pytest.mark.parametrize(("accepts", "language"), [("kk-KZ", "kk"), ("ru-RU", "ru"), ("en-GB", "en"), ("fr-FR", "kk")])
def test_the_browser_says_the_language(portal: Portal, browser: Browser, accepts: str, language: str) -> None:
    context = browser.new_context(locale=accepts)
    page = context.new_page()
    page.goto(f"{portal.url}/")
    assert page.url == f"{portal.url}/{language}/"
    context.close()


def test_a_choice_is_remembered_and_stays_on_the_page(portal: Portal, page: Page) -> None:
    page.goto(f"{portal.url}/kk/guidance/flood/")
    page.get_by_role("link", name="Рус").click()
    assert page.url == f"{portal.url}/ru/guidance/flood/"
    page.goto(f"{portal.url}/")
    assert page.url == f"{portal.url}/ru/"


@pytest.mark.parametrize("alias", ["kz", "kaz", "KZ"])
def test_the_country_code_leads_to_kazakh(portal: Portal, page: Page, alias: str) -> None:
    page.goto(f"{portal.url}/{alias}/guidance/flood/?a=1")
    assert page.url == f"{portal.url}/kk/guidance/flood/?a=1"


def test_pages_for_readers_set_no_cookie(portal: Portal, page: Page) -> None:
    for path in ("/kk/", "/kk/guidance/flood/", "/kk/questions/", "/kk/search/?q=112"):
        page.goto(portal.url + path)
    assert page.context.cookies() == []
