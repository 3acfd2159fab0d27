"""Finds what looks like personal data in a text. A person confirms every finding.

Each finder is narrow rather than clever: whoever reads the marks adds what was missed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Found(StrEnum):
    """What kind of personal data a span looks like."""

    IIN = "iin"
    CARD = "card"
    IBAN = "iban"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of the text."""

    start: int
    end: int
    found: Found


def is_iin(digits: str) -> bool:
    """Whether twelve digits are an individual identification number: a birth date, a century, and the checksum.

    The checksum weighs the first eleven digits 1…11 modulo 11; if that gives 10, they are weighed 3…11, 1, 2 instead.
    """
    if len(digits) != 12 or not digits.isascii() or not digits.isdigit() or digits[6] not in "0123456":
        return False
    numbers = [int(digit) for digit in digits]
    try:
        date(2000 + numbers[0] * 10 + numbers[1], numbers[2] * 10 + numbers[3], numbers[4] * 10 + numbers[5])
    except ValueError:
        return False
    check = _weighed(numbers, range(1, 12))
    if check == 10:
        check = _weighed(numbers, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2])
    return check == numbers[11]


def _weighed(numbers: list[int], weights: Iterable[int]) -> int:
    return sum(number * weight for number, weight in zip(numbers, weights, strict=False)) % 11


def is_card(digits: str) -> bool:
    """Whether 13 to 19 digits pass the Luhn check of payment cards."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def is_iban(text: str) -> bool:
    """Whether a Kazakh IBAN (KZ, 2 check digits, 16 letters or digits) passes ISO 13616's check."""
    moved = text[4:] + text[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


_DIGITS: Final = re.compile(r"(?<![\w+])\d(?:[ \u00a0-]?\d){11,18}(?!\w)")
_IBAN: Final = re.compile(r"(?<!\w)KZ(?:\s?[0-9A-Z]){18}(?!\w)", re.IGNORECASE | re.ASCII)
_DASH: Final = r"[\s\u00a0\-–]"
_PHONE: Final = re.compile(
    rf"(?<![\w+])(?:(?:\+?7|8){_DASH}*\(?\d{{3,4}}\)?(?:{_DASH}*\d){{6,7}}"
    rf"|7(?:0[0-8]|47|7[1-8]){_DASH}?\d{{3}}{_DASH}?\d{{2}}{_DASH}?\d{{2}})(?!\d)"
)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CAPITALISED: Final = r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w'’-]+"
_NAMES: Final = rf"{_CAPITALISED}(?:\s+{_CAPITALISED}){{0,2}}"
# After these words a name comes, however it is written; after those, only what begins with a capital letter.
_SAYS_NAME: Final = (
    r"(?:меня\s+зовут|мо[её]\s+имя|менің\s+(?:аты-жөнім|атым|есімім)|(?<!\w)атым|(?<!\w)есімім|"
    r"my\s+name\s+is|i\s+am\s+called)"
)
_SIGNS: Final = (
    r"(?:(?<!\w)ф\.?\s?и\.?\s?о\.?|аты-жөнім|(?<!\w)тегім|с\s+уважением|құрметпен|ізгі\s+ниетпен|"
    r"yours\s+\w+|(?:best|kind)\s+regards)"
)
_NAME: Final = re.compile(
    rf"{_SAYS_NAME}[\s:—–-]+(?!(?:на|во|по|из|не|ни|кім|жоқ)\b)((?-i:{_NAMES})|[^\W\d]{{3,}})"
    rf"|{_SIGNS}[\s:,.—–-]+(?-i:({_NAMES}))",
    re.IGNORECASE,
)
# Addresses: a street or a quarter with a house, or a house with a flat. A street alone tells nothing of who asks.
_STREET: Final = rf"{_CAPITALISED}(?:\s+(?:{_CAPITALISED}|жолы|батыра?|хана?|би|ата|ана|баба)(?!\w)){{0,2}}"
_LINE: Final = (
    r"(?<!\w)(?:ул\.|ул(?=\s)|улиц[аеуы]|пр(?:оспект[ае]?|-к?т|\.)|мкрн?\.?|мкр-н|микрорайон[ае]?|м-н|пер\.|переул(?:ок|ке)|"
    r"бульвар[ае]?|б-р|шоссе|street|avenue)"
)
_SHORT_LINE: Final = r"(?<!\w)(?:ул|пр|мкрн?|пер|м-н)\.?\s*"
_LINE_AFTER: Final = (
    r"(?:көшесі|даңғылы|ықшам\s?ауданы?|шағын\s?ауданы?|мөлтек\s?ауданы?|тұйығы|"
    r"мкр\.?|street|st\.|avenue|ave\.?|road|lane)\w*"
)
_NUMBER: Final = r"(?!20[2-4]\d(?!\d))\d{1,4}(?:\s?/\s?\d{1,3})?(?:\s?(?:[а-г]|[a-d])(?!\w))?(?!\d)"
_NO_COUNT: Final = (
    r"(?!\s*(?:-?\w{1,2}\s+)?(?:мес|недел|дн|ден|день|год|лет|сут|час|раз|минут|машин|человек|см|км|метр|%|тг|тенге|"
    r"ай(?!\w)|айда|апта|күн|жыл|сағат|рет|адам|теңге|day|week|month|year|hour|time|people))"
)
_HOUSE: Final = (
    rf"(?:(?:дом|д\.?|үй|house|no\.?|№)\s*№?\s*{_NUMBER}|{_NUMBER}{_NO_COUNT}(?:\s?-?\s?(?:үй|дом)[^\W\d]*)?)"
)
_FLAT: Final = (
    r"(?:(?:кв(?:артира|артире|\.)?|пәтер|apt\.?|apartment|flat)\s*№?\s*\d{1,4}|"
    r"\d{1,4}\s?-?\s?(?:пәтер|кв(?:артира|\.))[^\W\d]*)"
)
_SEPARATED: Final = r"\s*[,;]?\s*"
_PLACE: Final = rf"(?:(?-i:{_STREET})|\d{{1,2}}[а-яa-z]?(?!\w))"
_ADDRESS: Final = re.compile(
    rf"(?:(?:{_LINE}\s*{_PLACE}|{_SHORT_LINE}[^\W\d][\w'’-]+|(?-i:{_STREET})\s+{_LINE_AFTER}"
    r"|(?<!\w)\d{1,2}(?:-ші|-шы)?\s*(?:мкрн?\.?|микрорайон)\w*)"
    rf"{_SEPARATED}{_HOUSE}(?:{_SEPARATED}{_FLAT})?"
    rf"|(?<!\w){_NUMBER}\s+(?-i:{_STREET})\s+(?:street|st\.|avenue|ave\.?|road|lane)(?!\w)(?:{_SEPARATED}{_FLAT})?"
    rf"|(?<!\w)(?:дом|д\.|үй|house)\s*№?\s*{_NUMBER}{_SEPARATED}{_FLAT}"
    rf"|(?<!\w){_NUMBER}\s?-?\s?үй[^\W\d]*{_SEPARATED}{_FLAT})",
    re.IGNORECASE,
)


def _digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)


def _numbers(text: str) -> Iterator[Span]:
    """IIN and cards, which are both long runs of digits."""
    for match in _DIGITS.finditer(text):
        digits = _digits_of(match[0])
        if is_iin(digits):
            yield Span(match.start(), match.end(), Found.IIN)
        elif is_card(digits):
            yield Span(match.start(), match.end(), Found.CARD)


def _ibans(text: str) -> Iterator[Span]:
    for match in _IBAN.finditer(text):
        if is_iban(re.sub(r"\s", "", match[0]).upper()):
            yield Span(match.start(), match.end(), Found.IBAN)


def _phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        if len(_digits_of(match[0])) in {10, 11}:
            yield Span(match.start(), match.end(), Found.PHONE)


def _by(pattern: re.Pattern[str], found: Found) -> Callable[[str], Iterator[Span]]:
    """Finds what the pattern's group holds; all that it matches when it has none."""

    def find(text: str) -> Iterator[Span]:
        for match in pattern.finditer(text):
            group = match.lastindex or 0
            yield Span(match.start(group), match.end(group), found)

    return find


# The surer a finder, the earlier it stands: where two overlap, the earlier one keeps the span.
FINDERS: Final = (
    _numbers, _ibans, _phones, _by(_EMAIL, Found.EMAIL), _by(_NAME, Found.NAME), _by(_ADDRESS, Found.ADDRESS),
)  # fmt: skip


def suggest(text: str) -> list[Span]:
    """Spans to look at, in the order of the text, none overlapping another."""
    kept: list[Span] = []
    for find in FINDERS:
        for span in find(text):
            if all(span.end <= other.start or span.start >= other.end for other in kept):
                kept.append(span)
    return sorted(kept)
