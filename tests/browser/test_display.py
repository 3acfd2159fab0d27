"""How a reader wants to see it: the low-vision version, paper, and passing a page on."""

import re
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from portal import languages
from tests.browser import axe
from tests.browser.addresses import by_kind
from tests.browser.conftest import Portal
from tests.browser.test_asking import follow, tab_to

STORY = "guidance/flood/"


def test_low_vision_by_keyboard(portal: Portal, page: Page) -> None:
    """Chosen without a mouse; remembered on the next page at the same address; taken back by one button."""
    address = f"{portal.url}/kk/{STORY}"
    page.goto(address)
    follow(page, ".display-link", "**/display/**")
    choose(page, "scheme", "wb")
    choose(page, "size", "200")
    choose(page, "spacing", "wide")
    choose(page, "pictures", "off")
    follow(page, "main button.button-main", address)

    root = page.locator("html")
    for name, value in (("scheme", "wb"), ("size", "200"), ("spacing", "wide"), ("pictures", "off")):
        expect(root).to_have_attribute(f"data-{name}", value)
    assert css(page, "body", "background-color") == "rgb(0, 0, 0)"
    assert css(page, "html", "font-size") == "32px"
    assert page.locator("main img").count() == 0
    axe.check(page)

    page.goto(f"{portal.url}/ru/questions/")
    expect(root).to_have_attribute("data-scheme", "wb")
    assert page.url == f"{portal.url}/ru/questions/"

    page.goto(f"{portal.url}/kk/display/?next=/kk/{STORY}")
    follow(page, "main button[name=reset]", address)
    assert root.get_attribute("data-scheme") is None
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


def choose(page: Page, field: str, value: str) -> None:
    """Picks one of a group of choices with the arrow keys."""
    group = f"main input[name={field}]"
    for _ in range(page.locator(group).count()):
        checked = page.locator(f"{group}:checked")
        if checked.get_attribute("value") == value:
            return
        tab_to(page, f"{group}:checked")
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not reach {value}")


@pytest.mark.parametrize("scheme", ["light", "dark", "bw", "wb", "blue"])
def test_every_scheme_is_readable(portal: Portal, page: Page, scheme: str, number: str) -> None:
    page.context.add_cookies([{"name": "view", "value": f"s={scheme}", "url": portal.url}])
    for path in ("", f"questions/{number}/", "fact-check/garlic-and-hot-water/", "questions/ask/"):
        page.goto(f"{portal.url}/kk/{path}")
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
        axe.check(page)


def test_the_devices_dark_scheme_is_readable(portal: Portal, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{portal.url}/kk/")
    assert css(page, "body", "background-color") != "rgb(255, 255, 255)"
    axe.check(page)


@pytest.mark.parametrize("language", languages.CODES)
def test_on_paper(portal: Portal, page: Page, language: str) -> None:
    """No menus, no buttons; the page's address and black on white, whatever scheme the reader chose."""
    page.context.add_cookies([{"name": "view", "value": "s=wb", "url": portal.url}])
    address = f"{portal.url}/{language}/{STORY}"
    page.goto(address)
    page.emulate_media(media="print")
    for hidden in (".header", ".footer", ".breadcrumbs", ".share"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    expect(page.locator(".paper-foot")).to_contain_text(address)
    assert css(page, "body", "background-color") == "rgb(255, 255, 255)"
    assert css(page, "main h1", "color") == "rgb(0, 0, 0)"


def test_passing_a_page_on(portal: Portal, browser: Browser) -> None:
    """Plain links to the channels, nothing of theirs before the click; the address lands on the clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], locale="ru-RU")
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if leaves(request, portal) else None)
    address = f"{portal.url}/ru/{STORY}"
    page.goto(f"{address}?from=elsewhere")
    page.click(".share-list summary")
    links = page.locator(".share-list a").evaluate_all("links => links.map(link => link.href)")
    hosts = ("t.me/", "wa.me/", "www.facebook.com/", "vk.com/", "x.com/", "mailto:")
    for host, link in zip(hosts, links, strict=True):
        assert link.startswith((host, f"https://{host}"))
        assert quote(address, safe="") in link
        assert "elsewhere" not in link

    page.click("[data-copy]")
    expect(page.locator(".share-said")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == address
    assert outside == []
    context.close()


def leaves(request: Request, portal: Portal) -> bool:
    return not request.url.startswith((portal.url, "data:", "blob:"))


def css(page: Page, selector: str, name: str) -> str:
    """The computed value of a CSS property."""
    script = "(element, name) => getComputedStyle(element).getPropertyValue(name)"
    return str(page.locator(selector).first.evaluate(script, name))


@pytest.mark.parametrize("language", languages.CODES)
def test_without_pictures(portal: Portal, number: str, language: str) -> None:
    """No kind of page asks for a picture; what each shows stands there in words."""
    said = 0
    for path in by_kind().values():
        address = f"{portal.url}/{language}/{quote(path.format(number=number), safe='/?&=')}"
        if "/card/" in address or "no-such-page" in address:
            continue  # a card is for other sites; what is not there is told by tests of its own
        normal, without = (opened(address, view) for view in ("", "p=off"))
        assert not re.findall(r"<(?:img|picture|image)\b|\bposter=", without), address
        for alt in set(re.findall(r'<img[^>]* alt="([^"]+)"', normal)):
            assert alt in without, f"{address} does not say: {alt}"
            said += 1
    assert said >= 4, "no kind of page shows a picture"


def opened(address: str, view: str) -> str:
    request = urllib.request.Request(address, headers={"Cookie": f"view={view}"} if view else {})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return str(answer.read().decode())


def test_the_bar_without_scripts(portal: Portal, browser: Browser) -> None:
    """Two taps from any page to large text; from then on a bar on every page; the address stays."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    address = f"{portal.url}/ru/"
    page.goto(address)
    assert page.locator(".display-bar").count() == 0
    page.click(".display-link")
    page.locator(".ready-displays a").nth(2).click()
    root, bar = page.locator("html"), page.locator(".display-bar")
    assert page.url == address
    expect(root).to_have_attribute("data-scheme", "wb")
    expect(root).to_have_attribute("data-spacing", "wide")
    bar.get_by_role("link", name="Увеличить текст").click()
    expect(root).to_have_attribute("data-size", "200")
    bar.locator(".scheme-blue").click()
    expect(root).to_have_attribute("data-scheme", "blue")
    bar.get_by_role("link", name="Скрыть изображения").click()
    expect(page.locator("main .picture-words").first).to_be_visible()
    assert page.url == address
    page.goto(f"{portal.url}/kk/questions/")
    expect(bar).to_be_visible()
    bar.get_by_role("link", name="Кәдімгі нұсқа").click()
    assert page.url == f"{portal.url}/kk/questions/"
    assert root.get_attribute("data-scheme") is None
    assert bar.count() == 0
    context.close()
