"""Who takes part in the journey of a question: the asker in public, the staff in the admin."""

import re
import time
from collections.abc import Callable
from email.message import EmailMessage
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext, expect

from demo.accounts import ACCOUNTS, PASSWORD
from tests.browser.conftest import Portal

Found = TypeVar("Found")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
ATTACHMENT = {"name": "хат.txt", "mimeType": "text/plain", "buffer": "Қосымша мәлімет.\n".encode()}


def until(look: Callable[[], Found], seconds: float = 30) -> Found:
    """The first thing that `look` gives which is not empty; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"nothing within {seconds} seconds")


class Asker:
    """A citizen: one browser, one address for mails, one language."""

    def __init__(self, portal: Portal, context: BrowserContext, language: str, address: str = "") -> None:
        self.portal, self.language, self.address = portal, language, address
        self.page = context.new_page()
        self.code = self.number = ""

    def at(self, path: str) -> str:
        return f"{self.portal.url}/{self.language}/{path}"

    def look_for(self, words: str) -> None:
        """From the front page to the results of a search."""
        self.page.goto(self.at(""))
        self.page.fill("#home-search", words)
        self.page.press("#home-search", "Enter")
        expect(self.page).to_have_url(re.compile(f"/{self.language}/search/"))

    def fill_question(self, text: str, topic: str, region: str) -> None:
        self.page.fill("#id_text", text)
        self.page.select_option("#id_topic", topic)
        self.page.select_option("#id_region", region)

    def go_on(self) -> None:
        """Presses the main button of the step."""
        self.page.click("main button.button-main")

    def fill_contact(self) -> None:
        self.page.fill("#id_email", self.address)
        self.page.set_input_files("main input[type=file]", [ATTACHMENT])
        self.page.check("#id_consent_publish")
        self.page.check("#id_consent_processing")

    def note_code(self) -> None:
        """Keeps what the last page of asking tells: the code and the number."""
        expect(self.page).to_have_url(re.compile("/done/$"))
        self.code = self.page.inner_text("#tracking-code")
        self.number = self.page.locator("dl.facts dd").first.inner_text()
        assert re.fullmatch(r"\d{4}-\d{5}", self.number)

    def mails(self) -> list[EmailMessage]:
        return self.portal.mails(self.address)

    def confirm_address(self) -> None:
        """Opens the link of the first mail and presses its button."""
        first = until(self.mails)[0]
        link = re.search(r"http\S+/confirm/\S+", first.get_content())
        assert link, first.get_content()
        assert link[0].startswith(self.at("confirm/"))
        self.page.goto(link[0])
        self.go_on()
        expect(self.page.locator("main h1")).to_be_visible()
        expect(self.page.locator("main form")).to_have_count(0)

    def open_tracking(self) -> None:
        """The question's page, by its code as people type it."""
        self.page.goto(self.at("questions/track/"))
        self.page.fill("#id_code", self.code.lower().replace("-", " "))
        self.go_on()
        expect(self.page).to_have_url(re.compile(f"/questions/track/{self.number}/"))


class Staff:
    """Someone with an account, signed in to the admin."""

    def __init__(self, portal: Portal, browser: Browser, username: str, width: int = DESK["width"]) -> None:
        self.portal = portal
        self.account = next(account for account in ACCOUNTS if account.username == username)
        self.context = browser.new_context(viewport={"width": width, "height": 900})
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.page.goto(self.at(""))
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("form button[type=submit]")
        expect(self.page).to_have_url(re.compile("/admin/$"))

    def at(self, path: str) -> str:
        return f"{self.portal.url}/admin/{path}"

    def open_from(self, queue: str, number: str) -> None:
        """Finds the question in a queue and opens it."""
        self.page.goto(self.at(f"questions/{queue}/"))
        self.page.get_by_role("link", name=number).click()
        expect(self.page).to_have_url(re.compile(f"/question/{number}/"))

    def form(self, verb: str) -> str:
        """The selector of the form that does `verb`."""
        return f"form[action$='/{verb}/']"

    def do(self, verb: str) -> None:
        """Presses the button of a form on the page, and sees that it was accepted."""
        self.page.click(f"{self.form(verb)} button[type=submit]:not([name])")
        self.accepted()

    def write_answer(self, text: str) -> None:
        """Types the answer into the editor and submits it for approval."""
        form = self.page.locator(self.form("save-draft"))
        editor = form.locator("[contenteditable=true]").first
        editor.click()
        self.page.keyboard.type(text)
        # The editor writes into the form's own field a moment after the last key.
        last = text.split()[-1]
        expect(form.locator("[name=text]")).to_have_value(re.compile(re.escape(last)))
        form.locator("button[name=then]").click()
        self.accepted()

    def accepted(self) -> None:
        expect(self.page.locator(".messages .success")).to_be_visible()

    def leave(self) -> None:
        self.context.close()
