"""Before publishing, in a real browser: remarks lead to their place; too large a paste is told."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Portal
from tests.browser.people import Staff

MAKE = """
from wagtail.models import Page
page = Page.objects.get(slug="low-vision-version", locale__language_code="kk").specific
page.body = [("paragraph", "<p>Хабарласыңыз: 8 701 234 56 78. Толығырақ <a href='/kk/nowhere/'>мұнда</a>.</p>")]
page.save_revision()
print(page.pk)
"""
MEND = """
from wagtail.models import Page
page = Page.objects.get(pk={pk})
page.revisions.filter(pk__gt=page.live_revision_id).delete()
Page.objects.filter(pk={pk}).update(latest_revision=page.live_revision, has_unpublished_changes=False)
"""
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const box = document.querySelector(".Draftail-Editor [contenteditable=true]");
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def spoiled(portal: Portal):
    """The key of a page whose draft has a private number and a link that leads nowhere."""
    pk = portal.manage("shell", "-c", MAKE).split()[-1]
    yield pk
    portal.manage("shell", "-c", MEND.format(pk=pk))


def test_remarks_lead_to_their_place_and_a_book_is_not_pasted(browser: Browser, portal: Portal, spoiled: str):
    editor = Staff(portal, browser, "editor")
    page = editor.page
    page.goto(editor.at(f"pages/{spoiled}/edit/"), wait_until="load")
    page.locator('[data-side-panel-toggle="checks"]').click()
    link = page.locator('[data-code="link-path"] a')
    expect(link).to_contain_text("/kk/nowhere/")
    page.locator('[data-code="personal-phone"] a').click()
    expect(page.locator(".Draftail-Editor [contenteditable=true]").first).to_be_focused()

    # A whole book in one paste.
    page.evaluate(PASTE, "сөз " * 60_000)
    expect(page.locator(".messages")).to_contain_text(
        re.compile("Бір рет қоюға мәтін тым көп|слишком много|too much to paste")
    )
    editor.leave()
