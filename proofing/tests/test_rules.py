"""The rules of the checks: plain values in, findings out."""

import time

import pytest

from proofing.registry import Proof, Words, findings
from proofing.rules import headings, personal, pictures, spelling, wording
from proofing.rules.addresses import is_public, verdict
from proofing.rules.reading import Kind, Picture, Piece, Where, paragraphs

HERE = Where("here", "Text")


def rich(html):
    return Piece(Kind.RICH, html, HERE)


def heading(text):
    return Piece(Kind.HEADING, text, HERE)


def codes(hits):
    return [hit.code for hit in hits]


class TestReading:
    def test_paragraphs_links_and_bold(self):
        found = paragraphs('<p>Бір <b>екі</b> <a linktype="page" id="3">үш &amp; төрт</a></p><ul><li>бес</li></ul>')
        assert [(p.tag, p.text, p.bold) for p in found] == [("p", "Бір екі үш & төрт", "екі"), ("li", "бес", "")]
        assert [(link.text, link.attributes) for link in found[0].links] == [
            ("үш & төрт", {"linktype": "page", "id": "3"})
        ]

    @pytest.mark.parametrize("html", ["<a", "<p><b><a href=x>", "</p></a></b>", "<p>&#x110000;&nosuch;", "<<<>>>", ""])
    def test_what_is_broken_is_read_as_far_as_it_goes(self, html):
        assert isinstance(paragraphs(html), list)

    def test_depth_and_length_do_not_matter(self):
        begun = time.monotonic()
        assert paragraphs("<b>" * 50_000 + "мәтін" + "<p>" * 50_000)[0].text == "мәтін"
        assert time.monotonic() - begun < 3


class TestHeadings:
    def test_levels_words_and_what_only_looks_like_one(self):
        pieces = [
            heading("Бірінші"),
            rich("<h4>Төртінші</h4><p><b>Маңызды</b></p><p><b>Бұл сөйлем.</b></p>"),
            heading(" "),
        ]
        hits = list(headings.check(pieces))
        assert codes(hits) == ["heading-skips", "heading-empty", "heading-bold"]
        assert hits[2].values == {"text": "Маңызды"}

    def test_the_last_block(self):
        assert headings.ends_with_heading(["paragraph", "heading"])
        assert not headings.ends_with_heading([])


class TestLinks:
    @pytest.mark.parametrize("words", ["мұнда", "Здесь", "here", "«Толығырақ…»", "по ссылке", "Click here!"])
    def test_words_that_say_nothing(self, words):
        assert codes(wording.links_without_words([rich(f'<a href="/kk/">{words}</a>')])) == ["link-says-nothing"]

    def test_words_that_do_and_none_at_all(self):
        assert not codes(wording.links_without_words([rich('<a href="/kk/">Мұнда тізім бар</a>')]))
        assert codes(wording.links_without_words([rich('<a href="/kk/"> </a>')])) == ["link-empty"]


KAZAKH = (
    "Су тасқыны кезінде үйден шықпаңыз, құжаттарыңызды алып, қауіпсіз жерге барыңыз және 112 нөміріне хабарласыңыз."
)
RUSSIAN = "Во время паводка не выходите из дома, возьмите документы и позвоните по номеру 112, если нужна помощь."
ENGLISH = "During the flood stay in the house, take your documents with you and call 112 if you are in need of help."


class TestLanguage:
    @pytest.mark.parametrize(("text", "language"), [(KAZAKH, "kk"), (RUSSIAN, "ru"), (ENGLISH, "en")])
    def test_each_is_known_and_out_of_place_elsewhere(self, text, language):
        assert wording.language_of(text) == language
        for page in ("kk", "ru", "en"):
            found = codes(wording.other_language([rich(f"<p>{text}</p>")], page))
            assert found == ([] if page == language else ["language-other"])

    @pytest.mark.parametrize(
        "text", ["Астана", "WHO, UNESCO, ISO 27001", "№ 124-НҚ", "Қазақстан Республикасы Digital Bridge"]
    )
    def test_names_tell_nothing(self, text):
        assert wording.language_of(text) == ""


class TestPersonal:
    def test_what_is_found_is_never_repeated_whole(self):
        text = "ЖСН 900101300017, карта 4111 1111 1111 1111, тел. 8 (701) 234-56-78, 8 (7172) 74-00-00"
        hits = list(personal.check([Piece(Kind.LINE, text, HERE)], ()))
        assert codes(hits) == ["personal-iin", "personal-card", "personal-phone"]
        assert [hit.values["text"] for hit in hits] == ["90…17", "41…11", "8 …78"]

    def test_published_numbers_are_not_asked_about(self):
        piece = Piece(Kind.LINE, "+7 701 234 56 78", HERE)
        assert not list(personal.check([piece], {personal.digits_of("8-701-234-56-78")}))

    def test_a_checksum_that_is_wrong_is_a_number_of_something_else(self):
        assert not list(personal.check([Piece(Kind.LINE, "БСН 900101300018", HERE)], ()))


class TestPictures:
    def test_text_weight_and_size(self):
        few = [
            Picture(1, " ", HERE, width=2000), Picture(2, "IMG_1.JPG", HERE, width=300),
            Picture(3, "Өзен", HERE, leads=True, width=900, size=9_000_000),
            Picture(4, "Сызба", HERE, width=40, drawn=True),
        ]  # fmt: skip
        assert codes(pictures.check(few)) == [
            "picture-without-text", "picture-named", "picture-small", "picture-heavy", "picture-small",
        ]  # fmt: skip


class TestSpelling:
    def test_names_short_words_and_numbers_are_not_asked_about(self):
        text = "Көшеде Айгүл Нұрланқызы тұр. Ол ҚР ДСМ 2026 жылғы e-mail хатын су-жаңа газеттен оқыды."
        assert list(spelling.words(text)) == ["көшеде", "жылғы", "хатын", "су-жаңа", "газеттен", "оқыды"]

    def test_endings_are_taken_off_one_after_another(self):
        assert {"кітап", "кітаптар"} <= set(spelling.stems("кітаптарымыздан"))
        assert "бөлік" in spelling.stems("бөлігінде")
        assert len(spelling.stems("ж" * 500 + "лардағыларыңыздан")) <= 40

    def test_what_hunspell_proposes(self):
        lines = ["@(#) Ispell", "*", "& қателікк 2 0: қателік, қате лік", "# ъъъъ 0"]
        assert spelling.suggestions(lines) == {"қателікк": ["қателік"]}


class TestAddresses:
    @pytest.mark.parametrize(
        "text",
        ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
         "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "nonsense", ""],
    )  # fmt: skip
    def test_closed_networks_are_never_asked(self, text):
        assert not is_public(text)

    @pytest.mark.parametrize(
        "text", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"]
    )
    def test_the_open_internet_is(self, text):
        assert is_public(text)

    def test_what_an_answer_says(self):
        assert [verdict(status) for status in (200, 302, 403, 429, 404, 410, 500, 503)] == [
            "", "", "", "", "gone", "gone", "refused", "refused",
        ]  # fmt: skip


def test_a_check_that_breaks_finds_nothing_and_is_written_to_the_log(monkeypatch, caplog):
    from proofing import registry

    def broken(proof):
        raise ZeroDivisionError

    class Page:
        pk = 7

    monkeypatch.setattr(registry, "_checks", {"x": registry.Check("x", broken, dict[str, Words]())})
    assert findings(Proof(Page(), "kk", None)) == []
    assert "the check x broke on page 7" in caplog.text
