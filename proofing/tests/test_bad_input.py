"""What no editor means to send: far too much, nothing sensible, over somebody else's text, pictures that do harm."""

import io
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page

from portal.tests.trees import home
from press.tests.factories import NewsFactory, PressSectionFactory
from proofing.reading import proof_of
from proofing.registry import findings
from proofing.rules.drawings import Danger, dangers
from proofing.tests.editing import draft_of, form, paragraph, signed_in

pytestmark = pytest.mark.django_db
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'


@pytest.fixture
def story():
    page = NewsFactory(parent=PressSectionFactory(parent=home()), title="Ескі атауы", slug="story")
    page.save_revision().publish()
    return page


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class TestTooMuch:
    def test_a_paste_of_six_megabytes_is_told_in_the_editors_language(self, story):
        browser = signed_in(language="ru")
        answer = browser.post(edit(story), form("Новое", PLAIN) | {"lead": "я" * 3_000_000})
        assert answer.status_code == 413
        assert "Слишком большой объём" in answer.text
        assert "Ничего не изменилось" in answer.text
        assert draft_of(story).title == "Ескі атауы"

    def test_a_page_of_four_hundred_blocks_is_saved(self, story):
        blocks = [paragraph("<p>Мәтін.</p>")] * 400
        signed_in().post(edit(story), form("Ұзын", *blocks))
        assert len(draft_of(story).body) == 400

    def test_ten_thousand_links_are_checked_in_seconds(self, story):
        links = "".join(f'<a linktype="page" id="{number}">сілтеме {number}</a> ' for number in range(10_000, 20_000))
        story.body = [("paragraph", f"<p>{links}</p>")]
        begun = time.monotonic()
        found = findings(proof_of(story), deciding=True)
        assert time.monotonic() - begun < 5
        broken = [each for each in found if each.code == "link-page"]
        assert len(broken) == 20
        assert broken[-1].more == 9_980

    @pytest.mark.parametrize("where", ["title", "lead", "body"])
    def test_null_bytes_are_refused_or_taken_out(self, story, where):
        sent = form("Жаңа", PLAIN)
        if where == "body":
            sent["body-0-value"] = sent["body-0-value"].replace("Мәтін", "Мә\\u0000тін")
        else:
            sent[where] = "Мә\x00тін"
        assert signed_in().post(edit(story), sent).status_code in {200, 302}
        assert "\x00" not in str(draft_of(story).body) + draft_of(story).title + draft_of(story).lead
        assert "\\u0000" not in str(draft_of(story).body.get_prep_value())

    def test_words_own_markup_is_gone(self, story):
        told = paragraph('<p class="MsoNormal" style="mso-pagination:none">Мәтін<o:p></o:p></p>')
        signed_in().post(edit(story), form("Жаңа", told))
        assert "mso" not in str(draft_of(story).body.get_prep_value()).lower()


PLAIN = paragraph("<p>Мәтін</p>")


class TestTwoEditors:
    def test_the_second_is_asked_before_the_firsts_text_is_put_aside(self, story):
        first, second = signed_in("first"), signed_in("second", language="kk")
        loaded = story.latest_revision
        opened = {
            "loaded_revision_id": str(loaded.pk), "loaded_revision_created_at": loaded.created_at.isoformat(),
        }  # fmt: skip
        first.post(edit(story), form("Біріншінің атауы", PLAIN) | opened)
        answer = second.post(edit(story), form("Екіншінің атауы", PLAIN) | opened)
        assert "first" in answer.text
        assert "Ештеңе ауыстырылған жоқ" in answer.text
        assert 'value="Екіншінің атауы"' in answer.text
        assert draft_of(story).title == "Біріншінің атауы"
        newest = Page.objects.get(pk=story.pk).latest_revision
        assert f'name="loaded_revision_id" value="{newest.pk}"' in answer.text
        again = {
            "loaded_revision_id": str(newest.pk), "loaded_revision_created_at": newest.created_at.isoformat(),
        }  # fmt: skip
        second.post(edit(story), form("Екіншінің атауы", PLAIN) | again)
        assert draft_of(story).title == "Екіншінің атауы"
        assert story.revisions.count() == 3


def upload(name, content, browser=None, **more):
    browser = browser or signed_in()
    file = SimpleUploadedFile(name, content)
    return browser.post(
        reverse("wagtailimages:add"), {"title": "Сурет", "file": file, "source": "", "tags": "", **more}
    )


def photo(kind="JPEG", **options):
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(buffer, kind, **options)
    return buffer.getvalue()


class TestPictures:
    def test_place_and_camera_are_taken_out_and_the_picture_stands_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        exif[0x010F] = "Camera of Aigerim"
        exif.get_ifd(0x8825)[1] = "N"
        upload("photo.jpg", photo(exif=exif, comment=b"taken at home"))
        kept = get_image_model().objects.get()
        content = kept.file.read()
        assert (kept.width, kept.height) == (40, 60)
        assert b"Aigerim" not in content
        assert b"taken at home" not in content
        assert not Image.open(io.BytesIO(content)).getexif()
        assert kept.file_size == len(content)

    def test_an_upright_one_keeps_its_very_pixels(self):
        exif = Image.Exif()
        exif[0x010F] = "Camera"
        before = photo(exif=exif, quality=70)
        upload("photo.jpg", before)
        after = get_image_model().objects.get().file.read()
        assert list(Image.open(io.BytesIO(after)).getdata()) == list(Image.open(io.BytesIO(before)).getdata())
        assert b"Camera" not in after

    @pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.webp", "WEBP"), ("a.jpg", "JPEG")])
    def test_what_holds_nothing_is_kept_to_the_byte(self, name, kind):
        content = photo(kind)
        upload(name, content)
        assert get_image_model().objects.get().file.read() == content

    def test_a_picture_of_too_many_pixels_is_told_so_before_it_is_unpacked(self):
        buffer = io.BytesIO()
        Image.new("1", (30_000, 30_000)).save(buffer, "PNG")
        answer = upload("bomb.png", buffer.getvalue(), signed_in(language="ru"))
        assert "слишком много пикселей" in answer.text
        assert not get_image_model().objects.exists()

    def test_a_drawing_with_a_program_is_refused_with_the_reason(self):
        browser = signed_in(language="kk")
        answer = upload("x.svg", SVG.format("<script>alert(1)</script>").encode(), browser)
        assert "SVG ішінде бағдарлама бар" in answer.text
        assert not get_image_model().objects.exists()
        upload("x.svg", SVG.format('<rect width="9" height="9" fill="url(#a)"/>').encode(), browser)
        assert get_image_model().objects.count() == 1

    @pytest.mark.parametrize(
        ("inside", "found"),
        [
            ('<g onload="alert(1)"/>', Danger.SCRIPT),
            ('<a xlink:href="java&#x09;script:alert(1)"/>', Danger.SCRIPT),
            ('<animate attributeName="href" to="javascript:alert(1)"/>', Danger.SCRIPT),
            ("<foreignObject/>", Danger.FOREIGN),
            ('<image xlink:href="https://example.org/spy.png"/>', Danger.OUTSIDE),
            ('<use href="//example.org/x.svg#a"/>', Danger.OUTSIDE),
            ("<style>@import url(https://example.org/x.css)</style>", Danger.OUTSIDE),
            ('<rect style="fill:url(https://example.org/x)"/>', Danger.OUTSIDE),
            ("<g>", Danger.BROKEN),
        ],
    )
    def test_what_a_drawing_may_not_hold(self, inside, found):
        assert dangers(SVG.format(inside).encode()) == [found]

    def test_entities_are_not_expanded(self):
        bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("<text>&b;</text>")
        assert dangers(bomb.encode()) == [Danger.ENTITIES]
        assert (
            dangers(SVG.format('<a href="https://e.org"><image href="data:image/png;base64,AA=="/></a>').encode()) == []
        )
