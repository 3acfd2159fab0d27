"""WCAG 2.2 AA, as axe sees it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
_AXE = Axe()
# What is still being faded in has colours that it keeps for no reader.
_AT_REST = """Promise.all(
    document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < 10000)
        .map(a => a.finished.catch(() => 0))
).then(() => true)"""


def check(page: Page, *include: str) -> None:
    """Fails with axe's words on the first violation; looks only at what matches `include`, if given."""
    page.wait_for_load_state()
    page.evaluate(_AT_REST)
    context: Any = {"include": [[selector] for selector in include]} if include else None
    report = _AXE.run(page, context=context, options=_WCAG)
    assert report.violations_count == 0, f"{page.url}\n{report.generate_report()}"
