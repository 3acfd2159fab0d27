"""Working by the keyboard alone: Tab, Enter, Space, arrows and typing."""

from django.utils import translation
from playwright.sync_api import Locator, Page

# Browsers, ours and Wagtail's styles draw the ring as an outline or as a shadow, on the control or on its frame.
SHOWS_FOCUS = """element => [element, element.parentElement, element.parentElement?.parentElement].some(e => {
  const style = e && getComputedStyle(e);
  return style && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
})"""
HAS_FOCUS = "element => element === document.activeElement"
TABS = 250  # more than any page of the admin has places to stop at


def word(text: str, language: str = "kk") -> str:
    """What the screens say for `text`: the test knows meanings, the catalogue their words."""
    with translation.override(language):
        said = translation.gettext(text)
    assert said != text, f"{text!r} is not in the catalogue"
    return said


def reach(page: Page, wanted: Locator) -> None:
    """Presses Tab until `wanted` has the focus, and sees that the focus can be seen."""
    wanted.wait_for()
    for _ in range(TABS):
        if wanted.evaluate(HAS_FOCUS):
            assert wanted.evaluate(SHOWS_FOCUS), f"{wanted} has the focus and does not show it"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {wanted}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Goes to a link, a button or a box and presses `key`."""
    reach(page, wanted)
    page.keyboard.press(key)


def write(page: Page, wanted: Locator, text: str) -> None:
    """Goes to a field and types, after what stands there."""
    reach(page, wanted)
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def choose(page: Page, wanted: Locator, option: str) -> None:
    """Goes to a list and takes the option that begins with `option`, by arrows."""
    reach(page, wanted)
    for _ in range(60):
        if wanted.evaluate("e => e.selectedOptions[0]?.text ?? ''").startswith(option):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no option {option!r}")
