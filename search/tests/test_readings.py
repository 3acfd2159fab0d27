"""Readings of what was typed on another layout or in Latin letters; the index chooses among them elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import readings
from search.analysis.fold import fold

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@given(st.text(KAZAKH, min_size=1, max_size=20))
def test_every_word_comes_back_from_the_keys_it_was_typed_with(word: str) -> None:
    keys = word.translate(readings.FROM_CYRILLIC)
    if any(key.isalpha() for key in keys):
        back = list(readings.of_layout(keys))
        assert word.replace("ё", "`").translate(readings.TO_KAZAKH) in back


@given(st.text(max_size=60))
def test_any_text_gives_few_readings_and_no_error(text: str) -> None:
    for chunk in text.split():
        assert len(list(readings.of_layout(chunk))) <= 8
        assert len(list(readings.of_latin(chunk))) <= readings.MOST_READINGS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0fpf0cnfy", "қазақстан"),
        ("Lfhbuth", "даригер"),
        ("ghbdtn!", "привет"),
        ("L@h#uth", "дәрігер"),  # with Shift on the digits
        ("пщмуктьуте", "government"),
        ("б3л3м", "білім"),
    ],
)
def test_layouts(typed: str, meant: str) -> None:
    assert meant in readings.of_layout(typed)


def test_a_sign_at_the_beginning_is_first_taken_for_a_letter() -> None:
    first, second = readings.guesses(";fhsr,")
    assert "жарык" in first
    assert "арык" not in first
    assert "арык" in second


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("qazaqstan", "қазақстан"),
        ("Qazaqstannıñ", "қазақстанның"),
        ("ğılım", "ғылым"),
        ("gylym", "ғылым"),
        ("jumys", "жұмыс"),
        ("zhumys", "жұмыс"),
        ("ju'mys", "жұмыс"),
        ("sharua", "шаруа"),
        ("balabaqşa", "балабақша"),
        ("uaqyt", "уақыт"),
        ("waqıt", "уақыт"),
        ("úkimet", "үкімет"),
        ("posobie", "пособие"),
        ("grazhdanin", "гражданин"),
    ],
)
def test_latin_letters(typed: str, meant: str) -> None:
    assert fold(meant) in list(readings.of_latin(typed))


def test_a_folded_word_has_its_kazakh_spellings() -> None:
    assert "құжат" in set(readings.spellings("кужат"))
    assert next(iter(readings.spellings("кужат"))) == "кужат"
    assert list(readings.spellings("к" * 30)) == ["к" * 30]


@pytest.mark.parametrize(("typed", "meant"), [("jağdaı", "жагдаы"), ("tırkeu", "тиркеу"), ("jyluy", "жылуы")])
def test_letters_that_are_several(typed: str, meant: str) -> None:
    """A dotless ı beside hard letters is ы, beside soft ones і; -уы is not -уй."""
    assert meant in list(readings.of_latin(typed))[:2]


def test_soft_signs_that_latin_letters_leave_out() -> None:
    assert "безопасность" in list(readings.russian_spellings("безопасност"))
    assert "социальная" in list(readings.russian_spellings("социалная"))
    assert "помощь" in list(readings.russian_spellings("помош"))
    assert next(readings.russian_spellings("паводок")) == "паводок"


@given(st.text(KAZAKH, max_size=40))
def test_spellings_are_few(word: str) -> None:
    assert len(list(readings.russian_spellings(word))) <= 2 * readings.MOST_SPELLINGS + 2
