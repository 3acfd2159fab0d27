"""The pictures that links are shown with: right letters, right addresses, and nothing drawn that is not public."""

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from wagtail.models import PageViewRestriction

from content.tests.factories import GuidanceFactory, SectionFactory
from portal.sharing import cards, drawing
from portal.sharing.cards import Card
from portal.tests import bodies
from portal.tests.trees import get, home

KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.SHARE_ROOT = tmp_path


class TestLetters:
    @pytest.mark.parametrize("bold", [False, True])
    def test_every_letter_of_the_three_languages_is_a_letter_of_its_own(self, bold):
        russian = "".join(map(chr, range(0x410, 0x450))) + "Ёё"
        letters = KAZAKH + russian + "ABCXYZabcxyz0123456789«»“”–—…№%·₸"
        assert [letter for letter in letters if not drawing.has(letter)] == []
        # A font that lacks Қ could show К, or one box for all: neither may pass.
        twins = zip("ӘҒҚҢӨҰҮҺ", "ЭГКНОУУН", strict=True)
        assert [pair for pair in twins if drawing._glyph(pair[0], bold) == drawing._glyph(pair[1], bold)] == []
        kazakh = {drawing._glyph(letter, bold) for letter in "ӘҒҚҢӨҰҮҺІ"}
        assert len(kazakh) == 9

    def test_what_the_fonts_lack_is_left_out(self):
        assert drawing.lettered("Су 🌊 тасқыны\n\u0000漢") == "Су тасқыны"
        assert not drawing.has("漢")

    def test_decomposed_letters_are_joined_first(self):
        assert drawing.lettered("И\u0306од") == "Йод"


class TestDrawing:
    def test_size_and_weight(self):
        content = drawn("Қазақстан жаңалықтары")
        assert Image.open(io.BytesIO(content)).size == (1200, 630)
        assert len(content) < 60_000

    def test_another_letter_is_another_picture(self):
        assert drawn("Қала") != drawn("Кала")

    def test_a_long_title_ends_at_a_word_with_an_ellipsis_and_stays_in_its_room(self):
        title = "Мемлекеттік органдардың сұрақтарға жауап беру мерзімі туралы " * 9
        size, lines = drawing.titled(title.strip(), 290)
        assert size == drawing.SIZES[-1]
        assert lines[-1].endswith("…")
        assert lines[-1].removesuffix("…").split()[-1] in title.split()
        assert len(lines) * size * drawing.LEADING <= 290
        letters = drawing.font(size, bold=True)
        assert all(letters.getlength(line) / drawing.SCALE <= 1040 for line in lines)

    def test_a_word_wider_than_the_picture_is_cut(self):
        lines = drawing.wrapped("ы" * 90, drawing.font(76, bold=True), 1040)
        assert "".join(line.rstrip("-") for line in lines) == "ы" * 90

    def test_the_colours_are_those_of_the_style_sheet(self):
        image = Image.open(io.BytesIO(drawn("Су"))).convert("RGB")
        assert image.getpixel((5, 5)) == (0x00, 0x42, 0x4E)
        assert drawing.token("unproven") == drawing.token("ink-2") == "#4d5c66"


def drawn(title: str) -> bytes:
    return drawing.drawn(Card("kk", "Жаңалықтар", title, "2026 жылғы 22 қараша"))


def named(html: str) -> str:
    return re.search(r'property="og:image" content="http://testserver([^"]+)"', html)[1]


@pytest.mark.django_db
class TestAddresses:
    @pytest.fixture
    def page(self):
        return GuidanceFactory(parent=SectionFactory(parent=home(), title="Жадынамалар"), title="Су тасқыны")

    def test_a_page_names_a_picture_that_is_there_and_drawn_once(self, page, monkeypatch):
        html = get(page.url).content.decode()
        assert 'property="og:image:width" content="1200"' in html
        assert 'property="og:image:height" content="630"' in html
        assert 'property="og:image:alt" content="Жадынамалар. Су тасқыны' in html
        answer = get(named(html))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/png"
        assert "immutable" in answer["Cache-Control"]
        monkeypatch.setattr(drawing, "drawn", lambda card: pytest.fail("drawn again"))
        assert get(named(html)).status_code == 200

    def test_a_made_up_digest_draws_nothing_and_leads_to_the_present_one(self, page, monkeypatch):
        monkeypatch.setattr(drawing, "drawn", lambda card: pytest.fail("drawn"))
        answer = get(f"/share/page/kk/{page.pk}/{'0' * 16}.png")
        assert answer.status_code == 302
        assert answer["Location"] == named(get(page.url).content.decode())

    def test_another_title_is_another_address(self, page):
        before = named(get(page.url).content.decode())
        page.title = "Су тасқынына дайындық"
        page.save_revision().publish()
        assert named(get(page.url).content.decode()) != before
        assert get(before).status_code == 302

    def test_what_is_not_public_has_none(self, page):
        address = named(get(page.url).content.decode())
        assert get(address.replace("/kk/", "/ru/")).status_code == 404
        assert get(f"/share/page/kk/{'9' * 40}/x.png").status_code == 404
        assert get(f"/share/nothing/kk/{page.pk}/x.png").status_code == 404
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert get(address).status_code == 404
        restriction.delete()
        page.unpublish()
        assert get(address).status_code == 404
        assert list(Path(settings.SHARE_ROOT).glob("*")) == []

    def test_a_picture_of_its_own_comes_first(self, page):
        page.picture, page.picture_alt = bodies.picture(size=(1600, 900)), "Өзен"
        page.save_revision().publish()
        html = get(page.url).content.decode()
        assert named(html).startswith("/media/")
        assert 'property="og:image:alt" content="Өзен"' in html

    def test_while_another_is_drawn_the_general_one_serves(self, page, monkeypatch):
        monkeypatch.setattr(drawing, "WAITS", 0.01)
        with drawing._one_at_a_time:
            answer = get(named(get(page.url).content.decode()))
        assert answer["Location"].endswith("share-kk.png")
        assert "no-store" in answer["Cache-Control"]

    def test_old_files_go(self, page):
        get(named(get(page.url).content.decode()))
        assert drawing.forget_old() == 0
        assert drawing.forget_old(days=-1) == 1


@pytest.mark.django_db
def test_a_kind_that_nobody_offers_is_unknown():
    assert cards.find("rumour", "1", "kk") is None
