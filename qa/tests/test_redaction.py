"""Suggestions of what to black out. The numbers are made up; their checksums are right or wrong on purpose."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import personal_data
from portal.personal_data import Found
from qa.rules import redaction


def found(text: str) -> list[tuple[Found, str]]:
    return [(span.found, text[span.start : span.end]) for span in personal_data.suggest(text)]


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
        ("Абай көшесі, 15 үйде", [(Found.ADDRESS, "Абай көшесі, 15 үйде")]),
        ("В 2026 году 15 рабочих дней и 41000 вопросов", []),
        ("заказ 123456789012345", []),
        (IIN[:-1] + str((int(IIN[-1]) + 1) % 10), []),
    ],
)
def test_suggestions(text: str, expected: list) -> None:
    assert found(text) == expected


ADDRESSES = [
    # Russian
    ("Живу по адресу ул. Абая 15, света нет", "ул. Абая 15"),
    ("ул.Сатпаева д.22/1 кв.5", "ул.Сатпаева д.22/1 кв.5"),
    ("ул абая 15 кв 3", "ул абая 15 кв 3"),
    ("на улице Жибек жолы, дом 64", "улице Жибек жолы, дом 64"),
    ("мкр. Самал-2, дом 33, квартира 12", "мкр. Самал-2, дом 33, квартира 12"),
    ("мкр Аксай-3А, 45", "мкр Аксай-3А, 45"),
    ("5 мкр, дом 12, кв. 40", "5 мкр, дом 12, кв. 40"),
    ("микрорайон Нурсат 12", "микрорайон Нурсат 12"),
    ("проспект Назарбаева, 120а", "проспект Назарбаева, 120а"),
    ("пер. Ключевой 4", "пер. Ключевой 4"),
    ("Мой дом 5, кв. 12 без отопления", "дом 5, кв. 12"),
    # Kazakh
    ("Абай көшесі, 15-үй, 3-пәтер", "Абай көшесі, 15-үй, 3-пәтер"),
    ("Абай көшесі 15 үй 3 пәтерде тұрамын", "Абай көшесі 15 үй 3 пәтерде"),
    ("Қабанбай батыр даңғылы, 53", "Қабанбай батыр даңғылы, 53"),
    ("Қабанбай Батыр даңғылы, 53", "Қабанбай Батыр даңғылы, 53"),
    ("Самал-2 ықшамауданы, 33-үй, 12-пәтер", "Самал-2 ықшамауданы, 33-үй, 12-пәтер"),
    ("Нұрсат шағын ауданы, 40 үй", "Нұрсат шағын ауданы, 40 үй"),
    ("Біздің 15-үй, 3-пәтер суық", "15-үй, 3-пәтер"),
    # English
    ("I live at 15 Abai Street, flat 3", "15 Abai Street, flat 3"),
    ("Abai street, house 15, apartment 3", "Abai street, house 15, apartment 3"),
    ("my house at Dostyk avenue 85", "Dostyk avenue 85"),
]
NO_ADDRESSES = [
    "Почему не горят фонари на улице Абая?",
    "На улице Абая 3 месяца нет света",
    "На улице стоит 15 машин",
    "Проспект Назарбаева закроют в 2026 году",
    "Абай көшесі 2 ай бойы жөнделіп жатыр",
    "Біздің үйде 5 адам тұрады",
    "Когда откроют школу в микрорайоне Нурсат?",
    "The street has been dark for 5 days",
    "Road works on Abai street take 3 months",
]


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_addresses(text: str, address: str) -> None:
    assert found(text) == [(Found.ADDRESS, address)]


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_a_street_alone_is_nobodys_address(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("меня зовут асем и я из Алматы", "асем"),
        ("Моё имя — Ержан Қасымов.", "Ержан Қасымов"),
        ("ФИО: Иванов Иван Иванович", "Иванов Иван Иванович"),
        ("Ф.И.О. Иванов Иван", "Иванов Иван"),
        ("С уважением, Гульнара Ахметова", "Гульнара Ахметова"),
        ("Менің есімім Айдос", "Айдос"),
        ("атым Гүлнұр, 34 жастамын", "Гүлнұр"),
        ("Аты-жөнім: Серікбаева Әсем", "Серікбаева Әсем"),
        ("Құрметпен, Нұрлан Серіков", "Нұрлан Серіков"),
        ("My name is John Smith and I", "John Smith"),
        ("Kind regards, Aigerim", "Aigerim"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert (Found.NAME, name) in found(text)


@pytest.mark.parametrize(
    "text",
    ["Меня зовут на работу в Астану", "Мектептің атауы қашан өзгереді?", "The name of the school", "С уважением жду"],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "phone", ["+7 701 123-45-67", "8 (7172) 74-12-34", "8-701-123-45-67", "77011234567", "701 123 45 67", "7471234567"]
)
@pytest.mark.parametrize("sentence", ["Телефоным {}.", "мой номер {}, звоните", "call me: {}"])
def test_phones(phone: str, sentence: str) -> None:
    assert found(sentence.format(phone)) == [(Found.PHONE, phone)]


@pytest.mark.parametrize("text", ["заявка 1234567890", "710 000 тенге", "7 701 учеников", "№ 8701123"])
def test_other_numbers_are_no_phones(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("sentence", ["ЖСН {}", "мой ИИН: {}", "my IIN is {} since"])
def test_an_iin_is_found_in_every_language(sentence: str) -> None:
    assert found(sentence.format(IIN)) == [(Found.IIN, IIN)]


@given(st.from_regex(r"[А-Яа-я0-9 .,/-]{0,300}", fullmatch=True))
def test_no_text_takes_long(text: str) -> None:
    started = time.perf_counter()
    personal_data.suggest(text * 10)
    assert time.perf_counter() - started < 2


def test_blacking_out_keeps_the_rest() -> None:
    text = f"Менің атым Әсем, ЖСН {IIN}."
    blacked = redaction.black_out(text, personal_data.suggest(text))
    assert blacked == f"Менің атым {redaction.BLACKED_OUT}, ЖСН {redaction.BLACKED_OUT}."


@given(st.text(max_size=300))
def test_spans_never_overlap_and_lie_in_the_text(text: str) -> None:
    spans = personal_data.suggest(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
