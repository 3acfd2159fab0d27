"""Each role's day: in Kazakh, on a phone's width, by the keyboard alone. Words come from the catalogue."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.accounts import PASSWORD
from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.keyboard import choose, press, reach, word, write
from tests.browser.people import PHONE

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Made by the services themselves: what waits when each of these days begins, and people whom the demo does not have.
PREPARE = """
from uuid import uuid4
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from directory.models import Agency, Topic
from portal.users import User
from qa import services
from qa.models import Membership
from qa.roles import GROUPS
from qa.rules.states import Role

def member(name, role, agency=None):
    user, made = User.objects.get_or_create(username=name, defaults={{"email": name + "@example.org"}})
    if made:
        user.set_password({password!r})
        user.save()
        user.groups.set(Group.objects.filter(name__in=GROUPS[role]))
        Membership.objects.create(user=user, role=role, agency=agency)
        UserProfile.objects.update_or_create(user=user, defaults={{"preferred_language": "kk"}})
    return user

health = Agency.objects.get(key="health")
moderator = User.objects.get(username="moderator")
member("day.manager", Role.MANAGER, health)
member("day.coordinator", Role.COORDINATOR)
member("day.officer", Role.OFFICER, health)

def asked(text):
    return services.question_submit(
        token=uuid4().hex, text=text + " {mark}", language="kk", consent_publish=True, consent_processing=True,
        topic=Topic.objects.get(key="health"),
    ).question

def routed(text):
    question = services.question_redact(question=asked(text), actor=moderator, title=text, text=text)
    return services.question_route(question=question, actor=moderator, agency=health)

print("numbers", asked("Балама екпе қашан салынады?").number, routed("Дәріхана түнде істей ме?").number)
"""


@dataclass(frozen=True)
class Waiting:
    """The numbers of the questions that wait: a new one, and one that its agency has not accepted."""

    new: str
    routed: str


@pytest.fixture(scope="module")
def waiting(portal: Portal) -> Waiting:
    said = portal.manage("shell", "-c", PREPARE.format(password=PASSWORD, mark=secrets.token_hex(3)))
    line = next(line for line in said.splitlines() if line.startswith("numbers "))
    return Waiting(*line.split()[1:])


class Day:
    """Someone at work: signed in by the keyboard."""

    def __init__(self, portal: Portal, browser: Browser, username: str) -> None:
        self.portal = portal
        self.context = browser.new_context(viewport=PHONE, locale="kk-KZ")
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.page.goto(f"{portal.url}/admin/")
        write(self.page, self.page.locator("[name=username]"), username)
        write(self.page, self.page.locator("[name=password]"), PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("html")).to_have_attribute("lang", "kk")

    def open(self, queue: str, number: str) -> None:
        """From what waits to the list, and from the list to the question."""
        main = self.page.locator("main")
        press(self.page, main.get_by_role("link", name=word(queue)).first)
        self.page.wait_for_url("**/questions/**")
        self.look()
        press(self.page, main.get_by_role("link", name=number).first)
        self.page.wait_for_url(f"**/question/{number}/")
        self.look()

    def look(self) -> None:
        """The screen fits the phone, and axe finds nothing in what is ours."""
        assert int(self.page.evaluate(OVERFLOW)) <= 0, f"{self.page.url}: horizontal scroll"
        axe.check(self.page, "#main")

    def do(self, button: str) -> None:
        """Presses the button with that word, and sees that it was done."""
        press(self.page, self.page.locator("main").get_by_role("button", name=word(button), exact=True).first)
        expect(self.page.locator(".messages .success")).to_be_visible()

    def go_to(self, verb: str) -> None:
        """Opens the page of a verb that asks for something."""
        link = self.page.locator("main").get_by_role("link", name=word(verb), exact=True).first
        reach(self.page, link)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()


@pytest.fixture
def day(portal: Portal, browser: Browser, waiting: Waiting, request: pytest.FixtureRequest) -> Iterator[Day]:
    someone = Day(portal, browser, request.param)
    yield someone
    someone.context.close()


def as_(username: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("day", [username], indirect=True)


@as_("moderator")
def test_1_a_moderator_confirms_the_text_and_sends_it_on(day: Day, waiting: Waiting) -> None:
    day.open("Moderation queue", waiting.new)
    day.do("Confirm the public text")
    choose(day.page, day.page.locator("main [name=agency]").first, "Денсаулық сақтау министрлігі")
    day.do("Send to the agency")


@as_("officer.health")
def test_2_an_officer_accepts_writes_and_submits(day: Day, waiting: Waiting) -> None:
    day.open("Agency queue", waiting.new)
    day.do("Accept")
    form = day.page.locator("form[action$='/save-draft/']")
    reach(day.page, form.locator("[contenteditable=true]").first)
    day.page.keyboard.type("Екпе тіркелген емханада тегін салынады.")
    # The editor writes into the form's own field a moment after the last key.
    expect(form.locator("[name=text]")).to_have_value(re.compile("тегін"))
    day.do("Save and submit for approval")


@as_("approver.health")
def test_3_an_approver_reads_and_approves(day: Day, waiting: Waiting) -> None:
    day.open("Approval queue", waiting.new)
    expect(day.page.locator("main").get_by_text("Екпе тіркелген емханада тегін салынады.").first).to_be_visible()
    press(day.page, day.page.locator("main [name=read]").first, "Space")
    day.do("Approve")
    assert waiting.new in day.portal.get(f"/kk/questions/{waiting.new}/")


@as_("day.manager")
def test_4_a_manager_hands_it_to_another_officer(day: Day, waiting: Waiting) -> None:
    day.open("Agency queue", waiting.routed)
    day.go_to("Hand to another officer")
    choose(day.page, day.page.locator("main [name=officer]").first, "day.officer")
    reason = day.page.locator("main [name=reason]")
    if reason.count():
        reach(day.page, reason.first)
        day.page.keyboard.press("ArrowDown")
    day.do("Hand to another officer")


@as_("day.coordinator")
def test_5_a_coordinator_recalls_it(day: Day, waiting: Waiting) -> None:
    day.open("All questions", waiting.routed)
    day.go_to("Recall from the agency")
    reach(day.page, day.page.locator("main [name=reason]").first)
    day.page.keyboard.press("ArrowDown")
    text = day.page.locator("main textarea[name=text]")
    if text.count():
        write(day.page, text.first, "Басқа мекеменің ісі.")
    day.do("Recall from the agency")


@as_("moderator")
def test_6_what_was_recalled_waits_for_the_moderator_again(day: Day, waiting: Waiting) -> None:
    day.open("Moderation queue", waiting.routed)
    expect(day.page.locator("main").get_by_role("button", name=word("Send to the agency"), exact=True)).to_be_visible()
