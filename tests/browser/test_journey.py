"""The journey of one question, from the box on the front page to the answer that everyone reads."""

import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from portal import languages
from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.people import PHONE, Asker, Staff, until


@dataclass(frozen=True)
class Story:
    """What is asked and answered. `agency` is the key of the body that the rules must suggest."""

    language: str
    words: str
    text: str
    phone: str
    topic: str
    region: str
    agency: str
    agency_name: str
    answer: str


STORIES = {
    "kk": Story(
        "kk", "тұмауға қарсы екпе қайда салынады",
        "Ауылда тұратын адамға тұмауға қарсы екпе қайда салынады және оған алдын ала жазылу керек пе?",
        "8 701 555 01 23", "health", "pavlodar", "health", "Денсаулық сақтау министрлігі",
        "Екпе өзіңіз тіркелген емханада тегін салынады. Алдын ала жазылудың қажеті жоқ.",
    ),
    "ru": Story(
        "ru", "где пункт размещения при паводке",
        "Где в нашем селе будет пункт размещения, если весной объявят эвакуацию из-за паводка?",
        "8 705 555 01 24", "emergencies", "akmola", "emergencies", "Министерство по чрезвычайным ситуациям",
        "Адрес пункта размещения назовёт акимат района. Его объявляют до начала паводка.",
    ),
    "en": Story(
        "en", "flood threatens our village take from home siren",
        "What should we take from home if a flood threatens our village, and which siren tells us to leave?",
        "8 777 555 01 25", "emergencies", "kostanay", "emergencies", "Ministry of Emergency Situations",
        "One long signal means attention. Switch on the television or the radio and follow what is said.",
    ),
}  # fmt: skip


@pytest.fixture
def asker(portal: Portal, browser: Browser, language: str) -> Iterator[Asker]:
    context = browser.new_context(viewport=PHONE, locale=language)
    context.set_default_timeout(20_000)
    yield Asker(portal, context, language, f"asker-{secrets.token_hex(4)}@example.org")
    context.close()


@pytest.mark.parametrize("language", languages.CODES)
def test_journey(portal: Portal, browser: Browser, asker: Asker, language: str) -> None:
    story = STORIES[language]
    mark = f"{secrets.randbelow(9000) + 1000}"  # tells this run's question from those of earlier runs
    ask(asker, story, mark)
    asker.confirm_address()
    await_answer(asker, story)
    moderate(portal, browser, asker.number, story)
    answer(portal, browser, asker.number, story)
    seconds = find_published(asker, f"{story.words} {mark}")
    print(f"\npublished and found by search after {seconds:.2f} s ({language})")
    read_answer(asker, story)
    follow(asker, story)
    check_mails(asker, story)


def ask(asker: Asker, story: Story, mark: str) -> None:
    """Search, the three steps and the code; every step is looked at by axe."""
    page = asker.page
    asker.look_for(story.words)
    page.locator("main a[href*='/questions/ask/']").first.click()
    assert page.input_value("#id_text") == story.words
    asker.fill_question(f"{story.text} ({mark}) {story.phone}", story.topic, story.region)
    expect(page.locator("[data-similar] li").first).to_be_visible()
    axe.check(page)
    asker.go_on()

    expect(page.locator("main .panel li").first).to_be_visible()
    axe.check(page)
    asker.go_on()

    asker.fill_contact()
    axe.check(page)
    asker.go_on()

    expect(page.locator("main dl.facts")).to_contain_text(asker.address)
    expect(page.locator("main dl.facts")).to_contain_text("хат.txt")
    axe.check(page)
    asker.go_on()
    asker.note_code()
    axe.check(page)


def await_answer(asker: Asker, story: Story) -> None:
    """While it waits, the asker's own page shows the date, how it is counted, and the step taken so far."""
    asker.open_tracking()
    page = asker.page
    expect(page.locator("main .panel").first).to_contain_text(re.compile(r"20\d\d.*\d+", re.DOTALL))
    expect(page.locator(".route li.route-done")).to_have_count(1)
    expect(page.locator(".route li.route-due")).to_contain_text(re.compile(r"20\d\d"))
    axe.check(page)


def moderate(portal: Portal, browser: Browser, number: str, story: Story) -> None:
    """The moderator confirms a text without the telephone number, and the agency that the rules suggest."""
    moderator = Staff(portal, browser, "moderator")
    moderator.open_from("moderation", number)
    page = moderator.page
    assert story.phone in page.input_value(f"{moderator.form('redact')} [name=text]")
    page.click(f"{moderator.form('redact')} [name=black_out]")
    proposal = page.input_value(f"{moderator.form('redact')} [name=text]")
    assert story.text in proposal
    assert story.phone not in proposal
    page.fill(f"{moderator.form('redact')} [name=title]", f"{story.words}?")
    moderator.do("redact")
    route = page.locator(moderator.form("route"))
    chosen = route.locator("select[name=agency] option:checked")
    assert chosen.get_attribute("value"), "no agency is suggested"
    moderator.do("route")
    moderator.leave()


def answer(portal: Portal, browser: Browser, number: str, story: Story) -> None:
    """The officer accepts and writes; another person of the agency approves."""
    officer = Staff(portal, browser, f"officer.{story.agency}")
    officer.open_from("agency", number)
    officer.do("accept")
    officer.write_answer(story.answer)
    officer.leave()
    approver = Staff(portal, browser, f"approver.{story.agency}")
    approver.open_from("approval", number)
    approver.page.check("[name=read]")
    approver.do("approve")
    approver.leave()


def find_published(asker: Asker, words: str) -> float:
    """How long after its approval search finds the question; the page's address must be among the results."""
    started = time.monotonic()
    page = asker.page

    def found() -> bool:
        page.goto(asker.at(f"search/?q={words}"))
        return page.locator(f"main article a[href$='/questions/{asker.number}/']").count() > 0

    until(found)
    return time.monotonic() - started


def read_answer(asker: Asker, story: Story) -> None:
    page = asker.page
    page.click(f"main article a[href$='/questions/{asker.number}/']")
    expect(page.locator("html")).to_have_attribute("lang", story.language)
    expect(page.locator("main .question-text")).to_contain_text(story.text)
    expect(page.locator("main .answer")).to_contain_text(story.answer)
    expect(page.locator("main .answer")).to_contain_text(story.agency_name)
    assert story.phone not in page.content()
    axe.check(page)


def follow(asker: Asker, story: Story) -> None:
    """The asker's own page shows every step, their own words and the answer."""
    asker.open_tracking()
    page = asker.page
    expect(page.locator("main .answer")).to_contain_text(story.answer)
    expect(page.locator("main .question-text").first).to_contain_text(story.phone)
    assert page.locator(".route li.route-done").count() >= 4, "received, sent to the agency, being prepared, answered"
    expect(page.locator(".route")).to_contain_text(story.agency_name)
    axe.check(page)


def check_mails(asker: Asker, story: Story) -> None:
    """The confirmation first, then a notice for each step; none tells what was asked or answered."""
    mails = until(lambda: found if len(found := asker.mails()) >= 5 else [])
    subjects = [str(mail["Subject"]) for mail in mails]
    assert len(set(subjects)) == len(subjects), f"told twice: {subjects}"
    assert all(asker.number in subject for subject in subjects[1:]), subjects
    assert len({mail["Message-ID"] for mail in mails}) == len(mails)
    secret = (story.text[:40], story.answer[:40], story.phone, asker.code)
    for mail in mails:
        assert not any(words in f"{mail['Subject']} {mail.get_content()}" for words in secret)
