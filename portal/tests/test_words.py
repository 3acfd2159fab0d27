"""Dates, numbers and the alphabet."""

from datetime import UTC, date, datetime

import pytest

from portal import collation, dates


class TestDates:
    @pytest.mark.parametrize(
        ("language", "full", "short"),
        [
            ("kk", "2026 жылғы 22 қараша", "22 қараша"),
            ("ru", "22 ноября 2026 года", "22 ноября"),
            ("en", "22 November 2026", "22 November"),
        ],
    )
    def test_as_each_language_writes_them(self, language, full, short):
        assert dates.full(date(2026, 11, 22), language) == full
        assert dates.short(date(2026, 11, 22), language) == short

    def test_the_day_is_that_of_kazakhstan(self):
        assert dates.local(datetime(2026, 11, 21, 20, 0, tzinfo=UTC)) == date(2026, 11, 22)
        assert dates.clock(datetime(2026, 11, 21, 20, 5, tzinfo=UTC)) == "01:05"


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (41000, "41\u202f000"),
            (4100, "4100"),
            (1234567.5, "1\u202f234\u202f567.5"),
            (-12345, "-12\u202f345"),
            ("x", "x"),
        ],
    )
    def test_thin_spaces(self, value, text):
        assert dates.number(value) == text


class TestAlphabet:
    def test_42_letters(self):
        assert len(collation.ALPHABET) == len(set(collation.ALPHABET)) == 42

    def test_kazakh_letters_are_in_their_places(self):
        words = ["Ұлытау", "Шымкент", "Қостанай", "Астана", "Әкімдік", "Көкшетау", "Ілияс", "Ыстық", "Үржар"]
        assert sorted(words, key=collation.kazakh_key) == [
            "Астана", "Әкімдік", "Көкшетау", "Қостанай", "Ұлытау", "Үржар", "Шымкент", "Ыстық", "Ілияс",
        ]  # fmt: skip
