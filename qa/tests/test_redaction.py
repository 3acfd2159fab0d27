"""Suggestions of what to black out. The numbers are made up; their checksums are right or wrong on purpose."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.rules import redaction
from qa.rules.redaction import Found


def found(text: str) -> list[tuple[Found, str]]:
    return [(span.found, text[span.start : span.end]) for span in redaction.suggest(text)]


def with_checksum(first: str) -> str:
    """An IIN from its first eleven digits, by the published rule, written again here."""
    weights = range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
    for row in weights:
        check = sum(int(d) * w for d, w in zip(first, row, strict=True)) % 11
        if check < 10:
            return first + str(check)
    raise ValueError("no such number is given out")


IIN = with_checksum("85010135012")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"ЖСН {IIN} бойынша", [(Found.IIN, IIN)]),
        ("Телефоным +7 (701) 123-45-67, хабарласыңыз", [(Found.PHONE, "+7 (701) 123-45-67")]),
        ("звоните 87011234567", [(Found.PHONE, "87011234567")]),
        ("карта 4111 1111 1111 1111 не работает", [(Found.CARD, "4111 1111 1111 1111")]),
        ("счёт KZ86 125K ZT50 0410 0100", [(Found.IBAN, "KZ86 125K ZT50 0410 0100")]),
        ("пишите на asem@example.org.", [(Found.EMAIL, "asem@example.org")]),
        ("Меня зовут Асем Серикова, живу", [(Found.NAME, "Асем Серикова")]),
        ("Менің атым Әсем, Алматыдан", [(Found.NAME, "Әсем")]),
        ("мой дом: улица Абая, дом 15, кв. 3 и двор", [(Found.ADDRESS, "улица Абая, дом 15, кв. 3")]),
        ("Абай көшесі, 15 үйде", [(Found.ADDRESS, "Абай көшесі, 15")]),
        ("В 2026 году 15 рабочих дней и 41000 вопросов", []),
        ("заказ 123456789012345", []),
        (IIN[:-1] + str((int(IIN[-1]) + 1) % 10), []),
    ],
)
def test_suggestions(text: str, expected: list) -> None:
    assert found(text) == expected


def test_blacking_out_keeps_the_rest() -> None:
    text = f"Менің атым Әсем, ЖСН {IIN}."
    blacked = redaction.black_out(text, redaction.suggest(text))
    assert blacked == f"Менің атым {redaction.BLACKED_OUT}, ЖСН {redaction.BLACKED_OUT}."


@given(st.text(max_size=300))
def test_spans_never_overlap_and_lie_in_the_text(text: str) -> None:
    spans = redaction.suggest(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
