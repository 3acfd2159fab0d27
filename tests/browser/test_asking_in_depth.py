"""What the asking form does beyond its steps: words blacked out by keyboard, work for suspicious senders, pauses."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal import languages
from qa.rules import blackout
from tests.browser import axe
from tests.browser.conftest import Portal
from tests.browser.people import PHONE, Asker, Staff
from tests.browser.test_asking import follow, tab_to

WORDS = "#blackout [role=button]"
TEXT = (
    "Менің атым Әсел Серікқызы, телефоным 8 701 555 01 23. Су тасқынынан кейін өтемақыны қайдан аламын? "
    "Әселдің баласы Нұрлан да бар, Нұрлан-ның мектебі қашан ашылады?"
)
SPAM = "Арзан! http://a.example http://b.example http://c.example қараңыз"


@pytest.fixture
def asker(portal: Portal, browser: Browser) -> Iterator[Asker]:
    context = browser.new_context(viewport=PHONE, locale="kk-KZ")
    context.set_default_timeout(20_000)
    yield Asker(portal, context, "kk")
    context.close()


def at_last_step(asker: Asker, text: str, *, publish: bool = True) -> Page:
    """All steps but the last."""
    page = asker.page
    page.goto(asker.at("questions/ask/"))
    page.fill("#id_text", text)
    asker.go_on()
    if "/similar/" in page.url:
        asker.go_on()
    if publish:
        page.check("#id_consent_publish")
    page.check("#id_consent_processing")
    page.wait_for_timeout(3000)  # nobody reads three pages in less
    asker.go_on()
    expect(page).to_have_url(re.compile("/check/$"))
    return page


def seen(page: Page) -> str:
    """The preview as it is read."""
    return page.locator("#blackout").inner_text()


def test_words_are_blacked_out_by_keyboard_alone(portal: Portal, browser: Browser, asker: Asker) -> None:
    """A citizen's path in Kazakh: one's own case, the preview, the code; and what the moderator begins with."""
    page = asker.page
    page.goto(asker.at("questions/ask/"))
    tab_to(page, "#id_text")
    page.keyboard.type(TEXT)
    tab_to(page, "[name=own_case]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=own_case][value=yes]")).to_be_checked()
    follow(page, "main form:not(#enough) button.button-main", "**/own-case/")
    expect(page.locator("main a[href='https://eotinish.kz']")).to_be_visible()
    axe.check(page)
    follow(page, "main button.button-main", re.compile("/(similar|contact)/$"))
    if "/similar/" in page.url:
        follow(page, "main button.button-main", "**/contact/")
    tab_to(page, "#id_consent_publish")
    page.keyboard.press("Space")
    tab_to(page, "#id_consent_processing")
    page.keyboard.press("Space")
    follow(page, "main button.button-main", "**/check/")
    assert "8 701 555 01 23" not in seen(page), "what looks like personal data is hidden at first"
    axe.check(page)

    tab_to(page, WORDS)
    page.keyboard.press("End")
    for _ in range(20):
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Нұрлан":
            break
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert "Нұрлан" not in seen(page), "the same word is hidden wherever it stands"
    expect(page.locator("#id_words")).to_have_value("Нұрлан")
    expect(page.locator(WORDS + ":focus")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    assert seen(page).count("Нұрлан") == 2
    page.keyboard.press("Space")
    tab_to(page, "#id_words")
    page.keyboard.press("Control+End")
    page.keyboard.type("\nӘсел")
    shown = seen(page)
    assert "Әселдің" not in shown
    axe.check(page)
    follow(page, "main button.button-main", "**/done/")
    asker.note_code()

    moderator = Staff(portal, browser, "moderator")
    moderator.page.goto(moderator.at(f"questions/question/{asker.number}/"))
    form = moderator.form("redact")
    proposed = moderator.page.input_value(f"{form} [name=text]")
    expect(moderator.page.locator("main").first).to_contain_text("8 701 555 01 23")
    moderator.leave()
    assert proposed == blackout.propose(TEXT, named=["Нұрлан", "Әсел"]).text
    assert not any(words in proposed for words in ("Нұрлан", "Әсел", "8 701"))


@pytest.mark.parametrize(
    "named",
    ["", "Нұрлан", "нұр", "нұ", "Әсел\nНұрлан", "баласы Нұрлан", "8-701", "телефоным 8 701 555 01 23", "сері", "да"],
)
def test_the_page_and_the_server_hide_the_same(asker: Asker, named: str) -> None:
    page = at_last_step(asker, TEXT)
    page.wait_for_load_state()  # the script comes after the text
    page.fill("#id_words", named)
    locally = hidden_words(seen(page))
    with page.expect_navigation():
        page.locator("[data-blackout-again]").evaluate("button => { button.hidden = false; button.click(); }")
    expect(page.locator("#id_words")).to_have_value(named)
    server = blackout.propose(TEXT, named=blackout.phrases(named)).text
    assert hidden_words(seen(page)) == locally == hidden_words(server)


def hidden_words(shown: str) -> set[str]:
    """The words of the text that `shown` does not hold."""
    left = set(blackout.WORD.findall(shown))
    return {word for word in blackout.WORD.findall(TEXT) if word not in left}


def test_an_unsuspicious_citizen_meets_no_challenge(asker: Asker) -> None:
    page = at_last_step(asker, TEXT, publish=False)
    assert page.locator("[data-challenge]").count() == 0
    assert page.locator("script[src*='challenge']").count() == 0
    asker.go_on()
    asker.note_code()


def test_a_suspicious_browser_works_and_its_reader_is_asked_nothing(
    portal: Portal, browser: Browser, asker: Asker
) -> None:
    """The work is done in a worker under the strict policy, and the question does not wait in quarantine."""
    said: list[str] = []
    asker.page.on("console", lambda message: said.append(message.text))
    page = at_last_step(asker, SPAM, publish=False)
    expect(page.locator("[data-challenge]")).to_have_value(re.compile("."), timeout=20_000)
    assert page.locator("main form :is(input, select, textarea):visible").count() == 0
    asker.go_on()
    asker.note_code()
    assert not any("Content Security Policy" in line for line in said), said
    assert asker.number not in waiting(portal, browser)


def test_a_fast_finger_waits_for_the_work(asker: Asker) -> None:
    """Pressed at once, the button sends the form as soon as the work is done."""
    page = at_last_step(asker, SPAM, publish=False)
    asker.go_on()
    expect(page).to_have_url(re.compile("/done/$"), timeout=25_000)


def test_without_scripts_the_suspicious_are_taken_and_wait_for_a_person(portal: Portal, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="kk-KZ")
    context.set_default_timeout(20_000)
    asker = Asker(portal, context, "kk")
    at_last_step(asker, SPAM, publish=False)
    asker.go_on()
    asker.note_code()
    context.close()
    assert asker.number in waiting(portal, browser)


def waiting(portal: Portal, browser: Browser) -> str:
    """The moderators' list of what looks like spam."""
    moderator = Staff(portal, browser, "moderator")
    moderator.page.goto(moderator.at("questions/moderation/?waiting=quarantined"))
    shown = moderator.page.inner_text("#listing-results")
    moderator.leave()
    return shown


def test_intake_is_paused_for_a_topic_by_the_coordinator(portal: Portal, browser: Browser, asker: Asker) -> None:
    """Chosen, the topic says at once that it is paused; the next step says it too, and another topic goes through."""
    coordinator = Staff(portal, browser, "coordinator")
    page = coordinator.page
    page.goto(coordinator.at("qa_intake_pauses/new/"))
    page.select_option("#id_topic", index=1)
    topic = page.locator("#id_topic option:checked").inner_text()
    page.fill("#id_reason_kk", "Жүйе жаңартылуда.")
    page.fill("#id_reason_ru", "Система обновляется.")
    page.fill("#id_reason_en", "The system is being updated.")
    axe.check(page, "#main")
    page.locator("#main footer button[type=submit]").first.click()
    coordinator.accepted()
    axe.check(page, "#main")

    reader = asker.page
    reader.goto(asker.at("questions/ask/"))
    reader.fill("#id_text", TEXT)
    value = reader.locator("#id_topic option").nth(1).get_attribute("value")
    reader.select_option("#id_topic", value)
    expect(reader.locator("[data-paused-here]")).to_contain_text("Жүйе жаңартылуда.")
    axe.check(reader)
    asker.go_on()
    expect(reader).to_have_url(re.compile("/paused/$"))
    expect(reader.locator("main")).to_contain_text("Жүйе жаңартылуда.")
    axe.check(reader)
    reader.click("main a.button-main")
    assert reader.input_value("#id_text") == TEXT
    reader.select_option("#id_topic", index=2)
    asker.go_on()
    expect(reader).to_have_url(re.compile("/(similar|contact)/$"))

    page.click("#listing-results a >> nth=0")
    page.fill("#id_until", "2001-01-01 00:00")
    page.fill("#id_since", "2000-01-01 00:00")
    page.locator("#main footer button[type=submit]").first.click()
    coordinator.accepted()
    assert topic
    page.goto(coordinator.at("questions/similar-answers/"))
    expect(page.locator("table.listing tbody tr").first).to_be_visible()
    axe.check(page, "#main")
    coordinator.leave()


@pytest.mark.parametrize("language", languages.CODES)
def test_narrow_and_large(portal: Portal, browser: Browser, language: str) -> None:
    """At 320 px and with text twice as large nothing lies beside the screen, and axe finds nothing."""
    context: BrowserContext = browser.new_context(viewport={"width": 320, "height": 640}, locale=language)
    context.set_default_timeout(20_000)
    asker = Asker(portal, context, language)
    page = at_last_step(asker, TEXT)
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{wide} px wide at {size}"
        axe.check(page)
    context.close()


def test_an_answer_beside_the_text(asker: Asker) -> None:
    """Said once the writer pauses, without taking the focus; Enter elsewhere in the form never presses its button."""
    page = asker.page
    page.goto(asker.at("questions/ask/"))
    page.fill("#id_text", "Су тасқыны қаупі төнсе, үйден не алып шығу керек?")
    expect(page.locator("[data-similar] li").first).to_be_visible()
    expect(page.locator("[data-similar-said]")).not_to_be_empty()
    expect(page.locator("#id_text")).to_be_focused()
    page.focus("[name=own_case][value=no]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/similar/")
    page.go_back()
    page.fill("#id_text", "Су тасқыны қаупі төнсе, үйден не алып шығу керек екен?")
    expect(page.locator("[data-similar] li").first).to_be_visible()
    page.click("[data-similar] button[name=enough] >> nth=0")
    page.wait_for_url("**/enough/")


def test_nothing_is_asked_while_offline(asker: Asker) -> None:
    page = asker.page
    page.goto(asker.at("questions/ask/"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/similar/" in request.url else None)
    page.context.set_offline(True)
    page.fill("#id_text", "Су тасқыны қаупі төнсе, үйден не алып шығу керек?")
    page.wait_for_timeout(1500)
    assert not asked
    expect(page.locator("[data-similar]")).to_be_hidden()
    page.context.set_offline(False)
