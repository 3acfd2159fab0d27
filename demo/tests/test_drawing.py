"""The pictures by their own measure: well-formed, in the right language, nothing beyond the edge."""

from datetime import date
from xml.etree import ElementTree

import pytest

from demo.drawing import INFOGRAPHICS, LANGUAGES, PICTURES, draw_all, picture
from demo.drawing.infographics import working_days
from demo.drawing.infographics.layout import SMALL, WIDTH
from demo.drawing.metrics import balance, text_width, wrap
from demo.drawing.palette import mix
from demo.drawing.shapes import parse_path
from demo.drawing.sheet import Sheet

SVG = "{http://www.w3.org/2000/svg}"
SIGNS_OF_LANGUAGE = {"kk": set("әғқңөұүһі"), "ru": set("ыэщ"), "en": set("the")}
EVERY = [(slug, language) for slug in INFOGRAPHICS for language in LANGUAGES]


def _text(sheet: Sheet) -> str:
    root = ElementTree.fromstring(sheet.svg())
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def test_all_files_are_written_well_formed_and_self_contained(tmp_path):
    paths = draw_all(tmp_path)

    assert len(paths) == len(set(paths)) == len(PICTURES) + len(EVERY)
    for path in paths:
        root = ElementTree.parse(path).getroot()
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        names = {name for element in root.iter() for name in element.attrib}
        assert {"width", "height", "viewBox"} <= set(root.attrib)
        assert root.find(f"{SVG}title").text
        assert tags <= {"svg", "title", "rect", "circle", "path", "text"}
        assert not names & {"style", "href", "onload"}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_no_text_and_stays_inside(name):
    sheet = picture(name)

    assert sheet.outside() == []
    assert _text(sheet) == ""
    assert sheet.width * 10 == sheet.height * 16


@pytest.mark.parametrize(("slug", "language"), EVERY)
def test_an_infographic_stays_inside_and_speaks_its_language(slug, language):
    sheet = INFOGRAPHICS[slug](language)

    assert sheet.outside() == []
    assert sheet.language == language
    assert SIGNS_OF_LANGUAGE[language] & set(_text(sheet).lower())
    if language != "kk":
        kazakh = SIGNS_OF_LANGUAGE["kk"] & set(_text(sheet).lower().replace("наурыз мейрамы", ""))
        assert not kazakh


@pytest.mark.parametrize(("slug", "language"), EVERY)
def test_no_text_of_an_infographic_is_smaller_than_twelve_pixels_on_a_phone(slug, language):
    sizes = {shape.size for shape in INFOGRAPHICS[slug](language).shapes if hasattr(shape, "text")}

    assert min(sizes) >= SMALL
    assert SMALL * 360 / WIDTH >= 12


def test_fifteen_working_days_from_19_march_2026_end_on_14_april():
    days = working_days.counted_days()

    assert days[date(2026, 3, 20)] == 1
    assert days[date(2026, 4, 14)] == 15
    assert len(days) == 15
    assert date(2026, 3, 24) not in days


def test_lines_are_no_wider_than_asked_even_for_a_word_that_alone_is():
    text = "Қанағаттандырылмағандықтарыңыздан достопримечательностей"
    lines = wrap(text, 26, 200)

    assert all(text_width(line, 26) <= 200 for line in lines)
    assert "".join(line.removesuffix("-") for line in lines) == text.replace(" ", "")


def test_a_no_break_space_keeps_a_number_with_its_noun():
    assert wrap("аа 15\u00a0күн", 20, text_width("15\u00a0күн", 20)) == ["аа", "15\u00a0күн"]


def test_balanced_lines_are_as_few_as_greedy_ones():
    text = "Сұрақ жауапқа дейін қандай жолдан өтеді"
    lines = balance(text, 42, 576, True)

    assert " ".join(lines) == text
    assert len(lines) == len(wrap(text, 42, 576, True))


def test_a_shape_beyond_the_edge_is_reported():
    sheet = Sheet(100, 100)
    sheet.pen().rect(0, 0, 100, 100, "#000000")
    sheet.pen().text(90, 50, "Қазақстан", 20)

    assert [shape.text for shape in sheet.outside()] == ["Қазақстан"]


def test_text_is_escaped():
    sheet = Sheet(100, 100, title="<b> & co")
    sheet.pen().text(0, 50, "1 < 2 & 3", 10)

    assert _text(sheet) == "1 < 2 & 3"


def test_path_data_of_an_unknown_command_is_refused():
    with pytest.raises(ValueError, match="h"):
        parse_path("M 0 0 h 10")


def test_colours_mix_by_share():
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
