"""Which texts are counted by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import codes
from search.rules.counting import LONGEST, kept


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("Балабақшаға кезек?", "балабақшаға кезек"),
        ("  COVID-19 ", "covid 19"),
        ("103 қоңырау", "103 қоңырау"),
        ("как получить eGov", "как получить egov"),
    ],
)
def test_words_in_their_normal_spelling(typed, counted):
    assert kept(typed) == counted


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "а", "!", "👍", "\x00",
        "880101300123", "ИИН 880101 300123", "8 701 123 45 67", "+7(701)1234567", "8-7-0-1", "٨٨٠١٠١", "４４００",
        "карта 4400 4301 1234 5678", "№ 2026-00017", "A123BCD4",
        "asker@example.org", "asker @ example", "https://example.org/a", "www.example", "example.kz",
        "7K2M-9QXT-4RVB", "7k2m9qxt4rvb", "7K2M 9QXT 4RVB", "ABCD-EFGH-JKMN", "АВСК-ТРНХ-ЕМКР",
        "Менің көршім маған ақша қарыз болып қалды, қайтармай жүр, мен оны қалай сотқа берсем болады екен",
    ],
)  # fmt: skip
def test_what_could_name_or_reach_somebody_is_not_kept(typed):
    assert kept(typed) == ""


@given(st.text())
def test_any_text(text):
    found = kept(text)
    assert len(found) <= LONGEST + 20
    assert sum(letter.isdigit() for letter in found) < 4


@pytest.mark.parametrize("_", range(200))
def test_no_tracking_code(_):
    code = codes.new()
    for typed in (code, code.lower(), code.replace("-", " "), f"сұрақ {code}"):
        assert kept(typed) == "", typed
