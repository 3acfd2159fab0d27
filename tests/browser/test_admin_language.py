"""The admin speaks the language that its user chose: an editor's screens in Kazakh, with no English left on them.

Every text of a screen is held against the English of all packages and of the portal; what is Latin and neither content
nor a name fails as well, so that English which no catalogue knows is found too.
"""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.accounts import PASSWORD
from tests.browser import words
from tests.browser.conftest import Portal
from tests.browser.people import DESK

# English that stands in the packages' code and is not worth a patch of ours: (screen, text), "" for every screen.
STANDS_IN_CODE = {
    ("", "Eng"),  # English by its own short name
    ("", "Save Selected"),  # a hidden button of the date picker
    ("reports/aging-pages/", "None"),  # who published a page that came in with the demo: nobody
}

CONTENTS = """
import json
import re
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Site, Task, Workflow
from wagtailmedia.models import get_media_model
from newsroom.models import PlannedPiece
from qa.models import PublishedQuestion
fields = [(Page, "title"), (Page, "draft_title"), (get_image_model(), "title"), (get_document_model(), "title"),
    (get_media_model(), "title"), (get_user_model(), "username"), (Group, "name"), (Collection, "name"),
    (Workflow, "name"), (Task, "name"), (Site, "hostname"), (Page, "slug"), (PublishedQuestion, "title"),
    (PlannedPiece, "title"), (PlannedPiece, "note")]
def first(kind, language):
    of_kind = Page.objects.filter(content_type__model=kind, locale__language_code=language, live=True)
    return of_kind.order_by("pk").first().pk
print(json.dumps({
    "contents": [value for model, field in fields for value in model.objects.values_list(field, flat=True)]
        + [file.filename for file in get_document_model().objects.all()],
    "pages": {"home": first("homepage", "kk"), "section": first("presssectionpage", "kk"),
        "page": first("newspage", "kk"), "translated": first("newspage", "ru"),
        "image": get_image_model().objects.first().pk},
}))
"""

SCREENS = (
    "", "account/", "pages/{home}/", "pages/{section}/", "pages/{section}/?q=zzz", "pages/{section}/?ordering=ord",
    "pages/search/?q=zzz", "pages/{section}/add_subpage/", "pages/{page}/edit/", "pages/{page}/history/",
    "pages/{page}/workflow_history/", "pages/{page}/usage/", "pages/{page}/copy/", "pages/{page}/move/",
    "pages/{page}/delete/", "pages/{page}/unpublish/", "pages/{page}/revisions/compare/live...latest/",
    "pages/add/press/newspage/{section}/", "bulk/wagtailcore/page/publish/?id={page}",
    "bulk/wagtailcore/page/unpublish/?id={page}", "bulk/wagtailcore/page/move/?id={page}",
    "bulk/wagtailcore/page/delete/?id={page}",
    "localize/submit/page/{page}/", "pages/{translated}/edit/", "localize/reports/translations/", "localize/update/1/",
    "images/", "images/?q=zzz", "images/{image}/", "images/add/", "images/multiple/add/", "images/usage/{image}/",
    "images/{image}/delete/", "bulk/portal/portalimage/add_tags/?id={image}",
    "bulk/portal/portalimage/delete/?id={image}",
    "documents/", "documents/?q=zzz", "documents/add/", "documents/multiple/add/", "media/", "media/video/add/",
    "reports/locked/", "reports/workflow/", "reports/workflow_tasks/", "reports/site-history/",
    "newsroom/calendar/", "newsroom/calendar/?span=week", "newsroom/calendar/mine/", "newsroom/urgent/",
    "newsroom/waiting/drafts/", "planned-pieces/", "planned-pieces/new/",
    "reports/aging-pages/", "reports/page-types-usage/", "proofing/links/", "proofing/aging/",
    "proofing/pages/{page}/",
    "translations/", "translations/queue/?language=ru&state=all", "translations/measured/?language=ru&days=90",
    "translations/without-original/", "translations/page/{page}/",
)  # fmt: skip
CANCEL = """
from wagtail.models import Page
Page.objects.get(pk={page}).current_workflow_state.cancel()
"""
IN_A_WORKFLOW = ("edit", "history", "workflow_history")


class Editor:
    """The demo's editor at work, whose every screen is read."""

    def __init__(self, portal: Portal, browser: Browser) -> None:
        self.portal = portal
        self.context = browser.new_context(viewport=DESK, locale="kk-KZ")
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        known = json.loads(portal.manage("shell", "-v0", "-c", CONTENTS).splitlines()[-1])
        self.contents: list[str] = [*known["contents"], "zzz"]
        self.pages: dict[str, int] = known["pages"]
        self.go("")
        self.page.fill("#id_username", "editor")
        self.page.fill("#id_password", PASSWORD)
        self.page.click("form button[type=submit]")
        expect(self.page.locator("#wagtail-sidebar nav").first).to_be_visible()

    def go(self, path: str) -> int:
        answer = self.page.goto(f"{self.portal.url}/admin/{path}", wait_until="load")
        assert answer
        # Menus, pickers and the translation editor are built by scripts.
        self.page.wait_for_timeout(400)
        return answer.status

    def choose(self, language: str) -> None:
        """Chooses the admin's language, as everyone does: in the settings of the account."""
        self.go("account/")
        self.page.fill("#id_name_email-first_name", "Айгүл")
        self.page.fill("#id_name_email-last_name", "Серік")
        self.page.select_option("#id_locale-preferred_language", language)
        self.page.locator("footer button[type=submit], form button[type=submit].button").last.click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def leave(self) -> None:
        self.context.close()


@pytest.fixture(scope="module")
def editor(portal: Portal, browser: Browser) -> Iterator[Editor]:
    person = Editor(portal, browser)
    yield person
    person.leave()


@pytest.fixture(scope="module")
def kazakh() -> words.Catalogues:
    return words.Catalogues("kk")


def look(editor: Editor, catalogues: words.Catalogues, found: words.Words, screen: str) -> list[str]:
    """Reads the screen, adds to `found` and returns the English on it that nobody knows of."""
    here = catalogues.sort(words.read(editor.page), editor.contents)
    found |= here
    left = sorted(here.english | here.unknown)
    return [text for text in left if not {("", text), (screen, text)} & STANDS_IN_CODE]


def check(found: words.Words, left: dict[str, list[str]]) -> None:
    left = {screen: texts for screen, texts in left.items() if texts}
    assert not left, "\n".join(f"{screen}: {text}" for screen, texts in left.items() for text in texts)
    assert found.percent >= 95


def test_the_screens_of_daily_work(editor: Editor, kazakh: words.Catalogues) -> None:
    found, left = words.Words(), {}
    for screen in SCREENS:
        assert editor.go(screen.format(**editor.pages)) == 200, screen
        left[screen] = look(editor, kazakh, found, screen)
    assert len(found.translated) > 500
    check(found, left)


def test_what_opens_and_answers(editor: Editor, kazakh: words.Catalogues) -> None:
    """A page from the first word to its workflow: choosers, panels, rich text, blocks, comments, messages."""
    page, found, left = editor.page, words.Words(), {}

    def see(what: str) -> None:
        page.wait_for_timeout(300)
        left[what] = look(editor, kazakh, found, what)

    editor.go(f"pages/add/press/newspage/{editor.pages['section']}/")
    page.fill("#id_title", "Тексеру үшін жазылған жаңалық")
    for panel in page.locator("[data-side-panel-toggle]").all():
        panel.click()
        see(f"side panel {panel.get_attribute('data-side-panel-toggle')}")
    choose_an_image(page, see)
    write(page, see)
    page.locator("[data-side-panel-toggle=status]").click()
    page.get_by_role("button", name="Кесте белгілеу").first.click()
    see("the schedule")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Жобаны сақтау").click()
    expect(page.locator(".messages li").first).to_be_visible()
    see("what was wrong, or the draft")
    comment(page, see)
    check(found, left)


def test_what_opens_in_lists_and_translations(editor: Editor, kazakh: words.Catalogues) -> None:
    """The bar of bulk actions, the filters, a segment in the translation editor, a page in its workflow."""
    page, found, left = editor.page, words.Words(), {}

    def see(what: str) -> None:
        page.wait_for_timeout(300)
        left[what] = look(editor, kazakh, found, what)

    editor.go(f"pages/{editor.pages['section']}/")
    page.locator("[data-bulk-action-checkbox]").nth(1).click()
    expect(page.get_by_text("1 бет таңдалды")).to_be_visible()
    see("bulk actions")
    page.get_by_role("button", name="Сүзгілерді көрсету").click()
    see("filters")
    editor.go(f"pages/{editor.pages['translated']}/edit/")
    expect(page.get_by_text("Аударма: Қазақша → Орысша")).to_be_visible()
    page.get_by_role("button", name="Өңдеу").first.click()
    see("a segment")
    editor.go(f"pages/{editor.pages['page']}/edit/")
    page.locator("footer").get_by_role("button", name="Басқа әрекеттер").click()
    page.locator("button[name=action-submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()
    see("submitted")
    for screen in ("", "reports/workflow/", *(f"pages/{{page}}/{view}/" for view in IN_A_WORKFLOW)):
        editor.go(screen.format(**editor.pages))
        see(f"in a workflow: {screen}")
    editor.portal.manage("shell", "-v0", "-c", CANCEL.format(**editor.pages))
    check(found, left)


def choose_an_image(page: Page, see: Callable[[str], None]) -> None:
    page.get_by_role("button", name="Суретті таңдау", exact=True).first.click()
    expect(page.locator(".modal-body")).to_be_visible()
    see("the chooser of images")
    page.keyboard.press("Escape")
    expect(page.locator(".modal-body")).to_have_count(0)


def write(page: Page, see: Callable[[str], None]) -> None:
    """A paragraph with a link; the toolbar, the list of blocks and the chooser of links are read on the way."""
    page.locator("button.c-sf-add-button").first.click()
    see("the list of blocks")
    page.get_by_role("option", name="Мәтін", exact=True).click()
    text = page.locator("[contenteditable=true]").first
    text.click()
    page.keyboard.type("Мәтін")
    page.keyboard.press("Control+a")
    see("the toolbar")
    page.keyboard.press("Control+k")
    expect(page.locator(".modal-body")).to_be_visible()
    see("the chooser of links")
    page.keyboard.press("Escape")


def comment(page: Page, see: Callable[[str], None]) -> None:
    """A comment on the title: its day is written as the portal writes days, whatever the browser knows of Kazakh."""
    page.locator("[data-side-panel-toggle=comments]").click()
    page.locator("#id_title").hover()
    page.locator("[data-comment-add]:visible").first.click()
    expect(page.locator(".comment-header time").first).to_have_text(re.compile(r"^\d\d\.\d\d\.\d{4} \d\d:\d\d$"))
    see("a comment")


def test_the_user_chooses(editor: Editor, kazakh: words.Catalogues) -> None:
    """English for who asks for it, and then this net catches it; Russian; Kazakh again."""
    try:
        editor.choose("en")
        editor.go(f"pages/{editor.pages['section']}/")
        assert editor.page.locator("html").get_attribute("lang") == "en"
        assert kazakh.sort(words.read(editor.page), editor.contents).percent < 20

        editor.choose("ru")
        russian, found, left = words.Catalogues("ru"), words.Words(), {}
        for screen in ("", "pages/{section}/", "pages/{page}/edit/", "pages/{translated}/edit/", "images/", "account/"):
            editor.go(screen.format(**editor.pages))
            assert editor.page.locator("html").get_attribute("lang") == "ru"
            left[screen] = look(editor, russian, found, screen)
        check(found, left)
    finally:
        editor.choose("kk")
    editor.go("account/")
    expect(editor.page.locator("h1").first).to_have_text("Тіркелгі")
    options = editor.page.locator("#id_locale-preferred_language option")
    assert set(options.all_inner_texts()[1:]) == {"Қазақша", "Русский", "English"}
