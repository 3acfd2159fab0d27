"""Screens that need a question in a certain state, and what readers do after an answer: by keyboard, on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.people import PHONE, Staff, until
from tests.browser.test_staff import OURS, OVERFLOW

# A question that an agency has given back, one with two co-executors and saved drafts that another was merged into,
# and a canned text; printed are the numbers of the first two.
SCENE = """
from uuid import uuid4
from directory.models import Agency, Topic
from portal.users import User
from qa import services
from qa.models import CannedText
from qa.rules.reasons import ReturnReason
people = {user.username: user for user in User.objects.all()}
agencies = {agency.key: agency for agency in Agency.objects.all()}
topic = Topic.objects.get(key='health')
moderator, officer = people['moderator'], people['officer.health']
def ask(text):
    return services.question_submit(token=f'depth-{uuid4()}', text=text, language='kk', topic=topic, region=None,
        consent_publish=True, consent_processing=True).question
given_back = ask('Емханадағы кезек неге екі аптаға созылады?')
services.question_route(question=given_back, actor=moderator, agency=agencies['emergencies'])
services.question_return(question=given_back, actor=people['officer.emergencies'], reason=ReturnReason.NOT_OURS,
    text='Бұл денсаулық сақтау органының құзыретінде.', suggested=agencies['health'])
begun = ask('Балаға дәрі тегін беріле ме, рецепт бар?')
services.question_redact(question=begun, actor=moderator, title='Балаға тегін дәрі', text=begun.text)
services.question_route(question=begun, actor=moderator, agency=agencies['health'],
    co_executors=[agencies['labour'], agencies['emergencies']])
services.question_accept(question=begun, actor=officer)
for text in ('Иә, беріледі.', 'Иә, тегін беріледі.'):
    services.answer_save_draft(question=begun, actor=officer, text=f'<p>{text}</p>')
same = ask('Балаға тегін дәріні қайдан аламыз?')
services.question_merge(question=same, into=begun, actor=moderator)
CannedText.objects.create(title='Тізім', kind='answer', topic=topic, text_kk='Дәрілер тізімі жыл сайын жаңарады.')
print(given_back.number, begun.number)
"""


@pytest.fixture(scope="module")
def scene(portal: Portal) -> dict[str, str]:
    """The numbers of the two questions."""
    found = portal.manage("shell", "-v0", "-c", SCENE).split()
    return dict(zip(("returned", "begun"), found[-2:], strict=True))


@pytest.fixture(scope="module")
def people(portal: Portal, browser: Browser, scene: dict[str, str]) -> Iterator[dict[str, Staff]]:
    names = ("moderator", "officer.health", "manager.health", "coordinator")
    found = {name: Staff(portal, browser, name, PHONE["width"]) for name in names}
    yield found
    for person in found.values():
        person.leave()


def look(page: Page, address: str, *sections: str, status: int = 200) -> None:
    """Opens a screen: it answers with `status`, is accessible (all, or `sections` of it), no wider than the phone."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status, address
    axe.check(page, *sections)
    assert int(page.evaluate(OVERFLOW)) <= 0, f"{address}: horizontal scroll on a phone"


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("moderator", "questions/question/{returned}/"),
        ("moderator", "questions/question/{returned}/route/"),
        ("moderator", "questions/question/{returned}/split/"),
        ("moderator", "questions/question/{begun}/add-co-executor/"),
        ("moderator", "questions/question/{begun}/remove-co-executor/"),
        ("moderator", "qa_canned/new/"),
        ("officer.health", "questions/question/{begun}/"),
        ("officer.health", "questions/question/{begun}/drafts/1/1/"),
        ("manager.health", "questions/people/health/"),
        ("coordinator", "qa_intake_pauses/new/"),
        ("coordinator", "qa_rules/new/"),
        ("coordinator", "qa_terms/new/"),
    ],
)
def test_screens_of_one_question_or_row(people: dict[str, Staff], scene: dict[str, str], who: str, path: str) -> None:
    look(people[who].page, people[who].at(path.format(**scene)), OURS)


def test_a_co_executor_is_found_by_typing(people: dict[str, Staff], scene: dict[str, str]) -> None:
    page = people["moderator"].page
    page.goto(people["moderator"].at(f"questions/question/{scene['returned']}/route/"))
    page.locator(".qa-more summary").press("Enter")
    finder = page.locator("#qa-find-agency")
    boxes = page.locator("[data-qa-choices] input[type=checkbox]")
    everyone = boxes.count()
    finder.press_sequentially("еңбек")
    expect(page.locator("[data-qa-choices] [role=status]")).to_contain_text(re.compile(r": 1$"))
    visible = [n for n in range(everyone) if boxes.nth(n).is_visible()]
    assert len(visible) == 1
    finder.press("Enter")  # it searches: the form is not sent
    boxes.nth(visible[0]).press("Space")
    finder.fill("қорғаныс")
    expect(boxes.nth(visible[0])).to_be_visible()  # what is chosen stays in sight
    expect(boxes.nth(visible[0])).to_be_checked()
    axe.check(page, OURS)


def test_a_canned_text_and_a_file_go_into_the_answer(people: dict[str, Staff], scene: dict[str, str]) -> None:
    officer = people["officer.health"]
    page = officer.page
    page.goto(officer.at(f"questions/question/{scene['begun']}/"))
    form = page.locator(officer.form("save-draft"))
    form.locator("#qa-canned-text").select_option(label="Тізім")
    form.locator("button[data-canned-into]").first.press("Enter")
    expect(form.locator("[contenteditable=true]").first).to_contain_text("Дәрілер тізімі жыл сайын жаңарады.")
    expect(form.locator("[name=text]")).to_have_value(re.compile("жаңарады"))
    form.locator("input[type=file]").first.set_input_files(
        [{"name": "тізім.txt", "mimeType": "text/plain", "buffer": "Дәрілер тізімі\n".encode()}]
    )
    officer.do("save-draft")
    expect(page.locator("#main")).to_contain_text("тізім.txt")
    expect(page.locator("#main")).to_contain_text("Дәрілер тізімі жыл сайын жаңарады.")
    axe.check(page, OURS)


def test_the_tester_says_which_rule_and_why(people: dict[str, Staff]) -> None:
    page = people["coordinator"].page
    page.goto(people["coordinator"].at("questions/rules/try/"))
    page.locator("textarea[name=try-text]").fill("Ардагерлерге қандай жәрдемақы беріледі?")
    page.locator("select[name=try-language]").select_option("kk")
    page.locator("select[name=try-topic]").select_option(label="Ветераны и историческая память")
    page.locator("form:has(textarea[name=try-text]) button[type=submit]").first.press("Enter")
    first = page.locator("section[aria-labelledby=qa-found] tr:has(td strong)")
    expect(first).to_have_count(1)
    expect(first).to_contain_text("Министерство труда")
    expect(first.locator("td").last).to_contain_text("жәрдемақы")
    axe.check(page, OURS)
    assert int(page.evaluate(OVERFLOW)) <= 0


def test_a_reader_says_why_an_answer_was_of_no_use_and_follows_it(
    portal: Portal, browser: Browser, number: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="kk-KZ", java_script_enabled=False)
    scripted = browser.new_context(viewport={"width": 360, "height": 740}, locale="kk-KZ")
    try:
        plain, page = context.new_page(), scripted.new_page()
        at = f"{portal.url}/kk/questions/{number}/"
        plain.goto(f"{at}useful/?useful=no")
        plain.locator("input[type=radio]").first.press("Space")
        plain.locator("main button.button-main").press("Enter")
        expect(plain).to_have_url(re.compile(r"\?said=1$"))

        look(page, f"{at}follow/")
        page.fill("input[type=email]", "okyrman@example.org")
        page.locator("main button.button-main").press("Enter")
        mail = until(lambda: portal.mails("okyrman@example.org"))[0]
        link = re.search(r"http\S+/kk/\S+", mail.get_content())
        assert link, mail.get_content()
        look(page, link[0])
        page.locator("main button.button-main").press("Enter")
        expect(page.locator("main form[method=post]")).to_have_count(0)  # nothing more to confirm
        axe.check(page)
        look(page, link[0].rstrip("/") + "x/", status=404)
    finally:
        context.close()
        scripted.close()
