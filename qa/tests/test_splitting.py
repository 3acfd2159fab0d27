"""The proposal for a split: where it cuts, and that it loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.rules.splitting import MOST, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Жылу қашан беріледі?", ["Жылу қашан беріледі?"]),
        ("Жылу жоқ. Қашан беріледі? Тариф неге өсті? Иә.", ["Жылу жоқ. Қашан беріледі?", "Тариф неге өсті? Иә."]),
        ("Вопросы:\n1. Когда дадут тепло?\n2) Почему вырос тариф? Где узнать?", [
            "Вопросы:\n1. Когда дадут тепло?", "2) Почему вырос тариф? Где узнать?",
        ]),
        ("a? b? c? d?", ["a?", "b?", "c? d?"]),
        ("Неге?! (Шынымен?) Қашан?", ["Неге?!", "(Шынымен?)", "Қашан?"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_where_it_cuts(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@given(st.text(alphabet="абв? \n1.-)»!", max_size=80))
def test_nothing_is_lost_and_there_are_never_more_than_three(text: str) -> None:
    parts = parts_of(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert 1 <= len(parts) <= MOST
