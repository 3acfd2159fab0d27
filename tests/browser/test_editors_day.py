"""An editor's day in Kazakh: news with a picture and an infographic, written, put into three languages, published at
once; the original corrected, one language left behind, seen by readers and on the board; then mended."""

import io
import re
from collections.abc import Iterator
from typing import Final

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from portal import languages
from tests.browser.conftest import Portal
from tests.browser.people import Staff, until

PICTURE: Final = "Ақ қайың"
FIRST: Final = "Жол тазалауға жүз техника шықты"
CORRECTED: Final = "Жол тазалауға екі жүз техника шықты"
NEWS: Final[dict[str, dict[str, str]]] = {
    "Су мектебі ашылды": {"ru": "Открылась школа водников", "en": "A school for water workers opened"},
    FIRST: {"ru": "Дороги чистят сто машин", "en": "A hundred machines clear the roads"},
    "Қар тазалайтын көлік": {"ru": "Снегоуборочная машина", "en": "A snow plough"},
    "Жолдар түнде де тазаланады.": {"ru": "Дороги чистят и ночью.", "en": "Roads are cleared at night too."},
}
STEPS: Final = (  # the checks ask of a text version that it says all that the picture says
    "Бірінші қадам: ыдысты содамен жуыңыз. Екінші қадам: таза суды аузына дейін құйыңыз. "
    "Үшінші қадам: аузын тығыз жауып, салқын әрі қараңғы жерге қойыңыз."
)
INFOGRAPHIC: Final[dict[str, dict[str, str]]] = {
    "Су жинау қалай өтеді": {"ru": "Как запасают воду", "en": "How water is stored"},
    "Үш қадам": {"ru": "Три шага", "en": "Three steps"},
    "Порталдың дерегі": {"ru": "Данные портала", "en": "Data of the portal"},
    STEPS: {
        "ru": (
            "Первый шаг: вымойте ёмкость с содой. Второй шаг: налейте чистую воду до края. "
            "Третий шаг: плотно закройте и уберите в прохладное тёмное место."
        ),
        "en": (
            "Step one: wash the vessel with soda. Step two: fill it with clean water to the brim. "
            "Step three: close it well and keep it in a cool dark place."
        ),
    },
}
MENDED: Final = {"ru": "Дороги чистят двести машин", "en": "Two hundred machines clear the roads"}
STALE: Final = {
    "kk": "Аударма ескірген: түпнұсқасы өзгерді.",
    "ru": "Перевод устарел: оригинал изменён.",
    "en": "Translation out of date: the original has changed.",
}
SECTIONS: Final = """
from press.pages import PressSectionPage
print(*PressSectionPage.objects.filter(locale__language_code="kk", slug__in=["news", "media"]).order_by("slug")
    .values_list("pk", flat=True))
"""


class Day(Staff):
    """The editor, who reads Kazakh, at the desk."""

    def write(self, kind: str, section: str, title: str) -> None:
        """Opens a new page of this type and gives it its name."""
        self.page.goto(self.at(f"pages/add/press/{kind}/{section}/"))
        expect(self.page.locator("html")).to_have_attribute("lang", "kk")
        self.page.fill("#id_title", title)

    def upload_picture(self, field: str) -> None:
        """Uploads a picture in the chooser, as an editor does."""
        drawn = io.BytesIO()
        Image.new("RGB", (1300, 800), "#0a6b5c").save(drawn, "PNG")
        self.page.locator(f"#{field}-chooser").get_by_role("button").first.click()
        self.page.locator("#tab-label-upload").click()
        file = {"name": "birch.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
        self.page.set_input_files("#id_image-chooser-upload-file", [file])
        self.page.fill("#id_image-chooser-upload-title", PICTURE)
        self.page.locator("#tab-upload button[type=submit]").click()
        expect(self.page.locator(".modal-body")).to_have_count(0)

    def choose_picture(self, field: str) -> None:
        """Takes the picture that is there already."""
        self.page.locator(f"#{field}-chooser").get_by_role("button").first.click()
        self.page.locator(".modal-body").get_by_role("link", name=PICTURE).first.click()
        expect(self.page.locator(".modal-body")).to_have_count(0)

    def write_text(self, field: str, text: str) -> None:
        """One paragraph in a text made of blocks."""
        area = self.page.locator(f"[data-contentpath='{field}']")
        area.locator("button.c-sf-add-button").first.click()
        self.page.get_by_role("option", name="Мәтін", exact=True).click()
        paragraph = area.locator("[contenteditable=true]").last
        paragraph.click()
        self.page.keyboard.type(text)
        expect(area.locator("input[type=hidden][value*='blocks'], textarea").last).to_have_value(
            re.compile(re.escape(text.split()[-1]))
        )

    def save_draft(self, slug: str) -> str:
        """Keeps the page, at this address, as a draft; returns its key."""
        self.page.get_by_role("tab", name="Іздеу мен мәзір").click()
        expect(self.page.locator("#id_slug")).to_have_value(re.compile("^su-(mektebi-ashyldy|zhinau-qalaj-otedi)"))
        self.page.fill("#id_slug", slug)
        self.page.get_by_role("button", name="Жобаны сақтау").click()
        self.accepted()
        found = re.search(r"/pages/(\d+)/edit/", self.page.url)
        assert found, self.page.url
        return found[1]

    def story(self, key: str) -> Locator:
        """The place that says how each language stands."""
        self.page.goto(self.at(f"translations/page/{key}/"))
        return self.page.locator(".tr-story")

    def standings(self, key: str) -> list[str]:
        rows = self.story(key).locator("tr[data-language]")
        return [str(row.get_attribute("data-state")) for row in rows.all()]

    def translate(self, texts: dict[str, dict[str, str]], language: str) -> None:
        """Side by side: every piece of the original gets its translation."""
        for text, translations in texts.items():
            self.put(text, translations[language])

    def put(self, text: str, translation: str) -> None:
        """Translates one piece of text."""
        piece = self.page.locator(f'.js-translation-editor li:has(> p:text-is("{text}"))')
        piece.get_by_role("button", name=re.compile("^(Аудару|Өңдеу)$")).click()
        piece.locator("textarea").fill(translation)
        piece.get_by_role("button", name="Сақтау").click()
        expect(piece.locator("textarea")).to_have_count(0)
        expect(piece).to_contain_text(translation)

    def begin(self, key: str, language: str) -> None:
        """From the place of the languages to the side-by-side editor."""
        self.story(key).locator(f"tr[data-language={language}]").get_by_role("button", name="Аудару").click()
        expect(self.page).to_have_url(re.compile(r"/pages/\d+/edit/"))


@pytest.fixture
def day(portal: Portal, browser: Browser) -> Iterator[Day]:
    person = Day(portal, browser, "editor")
    yield person
    person.leave()


def test_an_editors_day_in_kazakh(portal: Portal, day: Day) -> None:
    media, news = portal.manage("shell", "-v0", "-c", SECTIONS).split()
    page = day.page

    # Two pages in Kazakh: news with a picture, and an infographic with its text version.
    titles = list(NEWS)
    day.write("newspage", news, titles[0])
    page.fill("#id_lead", FIRST)
    day.upload_picture("id_picture")
    page.fill("#id_picture_alt", titles[2])
    day.write_text("body", titles[3])
    story = day.save_draft("water-school")
    names = list(INFOGRAPHIC)
    day.write("infographicpage", media, names[0])
    day.choose_picture("id_image")
    page.fill("#id_alt", names[1])
    page.fill("#id_source", names[2])
    day.write_text("text_equivalent", names[3])
    graphic = day.save_draft("water-storing")

    # Side by side into two languages; then all three go public with one button.
    for key, texts in ((story, NEWS), (graphic, INFOGRAPHIC)):
        for language in ("ru", "en"):
            day.begin(key, language)
            day.translate(texts, language)
        assert day.standings(key) == ["draft", "draft", "draft"]
        page.get_by_role("button", name="Барлық тілде жариялау").click()
        day.accepted()
        assert day.standings(key) == ["published", "published", "published"]
    for slug, texts in (("news/water-school", NEWS), ("media/water-storing", INFOGRAPHIC)):
        title = next(iter(texts))
        for language in languages.CODES:
            html = portal.get(f"/{language}/{slug}/")
            assert (title if language == "kk" else texts[title][language]) in html
            assert all(f'hreflang="{code}"' in html for code in languages.CODES)
            assert "<img" in html
            assert STALE[language] not in html

    # The original is corrected; Russian follows, English is left behind, and both know it.
    page.goto(day.at(f"pages/{story}/edit/"))
    page.fill("#id_lead", CORRECTED)
    page.locator("footer").get_by_role("button", name="Басқа әрекеттер").click()
    page.locator("button[name=action-publish]").click()
    day.accepted()
    assert day.standings(story) == ["published", "stale", "stale"]
    expect(page.locator("#changes-ru")).to_be_visible()
    expect(page.locator("ins").first).to_have_text(re.compile("екі"))
    mend(day, story, "ru")
    assert day.standings(story) == ["published", "published", "stale"]
    assert reader_sees(portal, "ru", MENDED["ru"], stale=False)
    assert reader_sees(portal, "en", NEWS[FIRST]["en"], stale=True)
    page.goto(f"{portal.url}/en/news/water-school/")
    note = page.locator(".notice").filter(has_text=STALE["en"])
    expect(note.get_by_role("link", name="Show original")).to_have_attribute("href", "/kk/news/water-school/")

    # The board counts it, its figure leads to the queue, and from there it is mended.
    page.goto(day.at("translations/"))
    english = page.locator("section").filter(has=page.locator("#board-en"))
    english.locator(".tr-whole .tr-stale").click()
    expect(page.locator(".tr-queue")).to_contain_text(titles[0])
    page.locator(".tr-queue tr").filter(has_text=titles[0]).get_by_role("button", name="Аудару").click()
    expect(page.locator(".messages")).to_contain_text("Аударма ескірген")
    day.put(CORRECTED, MENDED["en"])
    publish(day)
    assert reader_sees(portal, "en", MENDED["en"], stale=False)
    page.goto(day.at("translations/"))
    expect(page.locator("#board-en")).to_be_visible()
    assert day.standings(story) == ["published", "published", "published"]


def mend(day: Day, story: str, language: str) -> None:
    """Gives the corrected piece its new translation, and publishes."""
    day.story(story).locator(f"tr[data-language={language}]").get_by_role("link", name="Аудару").click()
    day.put(CORRECTED, MENDED[language])
    publish(day)


def publish(day: Day) -> None:
    """The button of the side-by-side editor."""
    day.page.locator("button[name=action][value=publish]").first.click()
    day.accepted()


def reader_sees(portal: Portal, language: str, words: str, *, stale: bool) -> bool:
    """Whether the public page says `words`, with or without the note; another process may know a few seconds later."""

    def look() -> bool:
        html = portal.get(f"/{language}/news/water-school/")
        return words in html and (STALE[language] in html) == stale

    return until(look, 10)
