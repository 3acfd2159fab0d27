"""Places on the map, periods, where an inspection stands, what is asked of the register."""

from datetime import date
from decimal import Decimal

import pytest

from content.rules import periods, places
from content.rules.inspections import Standing, standing
from content.rules.registers import Asked, asked

ASTANA = (Decimal("51.1283"), Decimal("71.4305"))


class TestPlaces:
    def test_addresses_of_a_point(self):
        assert places.geo(*ASTANA) == "geo:51.1283,71.4305"
        assert places.openstreetmap(*ASTANA).endswith("?mlat=51.1283&mlon=71.4305#map=17/51.1283/71.4305")
        assert places.plain(Decimal("51.000000")) == "51.0"

    @pytest.mark.parametrize(
        ("point", "inside", "swapped"),
        [
            (ASTANA, True, False),
            ((ASTANA[1], ASTANA[0]), False, True),
            ((Decimal("0"), Decimal("0")), False, False),
            ((Decimal("40.5"), Decimal("87.4")), True, False),
        ],
    )
    def test_only_points_in_kazakhstan(self, point, inside, swapped):
        assert places.in_kazakhstan(*point) is inside
        assert places.swapped(*point) is swapped


class TestPeriods:
    @pytest.mark.parametrize(
        ("begins", "ends", "due"),
        [
            (date(2025, 1, 1), date(2025, 12, 31), date(2027, 3, 31)),
            (date(2026, 1, 1), date(2026, 3, 31), date(2026, 9, 27)),  # a quarter
            (date(2026, 5, 5), date(2026, 5, 5), date(2026, 8, 4)),  # a day
        ],
    )
    def test_the_next_report_is_due_a_quarter_after_its_period(self, begins, ends, due):
        assert periods.next_due(begins, ends) == due

    def test_a_whole_year_is_named(self):
        assert periods.whole_year(date(2025, 1, 1), date(2025, 12, 31)) == 2025
        assert periods.whole_year(date(2025, 1, 1), date(2026, 12, 31)) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 2, 1), Standing.PLANNED),
        (date(2026, 2, 2), Standing.UNDER_WAY),
        (date(2026, 2, 20), Standing.UNDER_WAY),
        (date(2026, 2, 21), Standing.ENDED),
    ],
)
def test_an_inspection_stands_by_the_clock(today, expected):
    assert standing(date(2026, 2, 2), date(2026, 2, 20), today) is expected


class TestAsked:
    KNOWN = {"kinds": ["law", "order"], "agencies": ["health"], "topics": ["floods"], "this_year": 2026}

    def test_what_makes_sense_is_taken(self):
        params = {
            "kind": "law",
            "year": "2015",
            "agency": "health",
            "topic": "floods",
            "number": " 401-V ",
            "words": "a  b",
        }
        wanted = asked(params, **self.KNOWN)
        assert wanted == Asked("law", 2015, "health", "floods", "401-V", "a b")
        assert wanted.params == {**params, "number": "401-V", "words": "a b"}

    @pytest.mark.parametrize(
        "params",
        [
            {},
            {"kind": "x", "agency": "'; DROP", "topic": "\0"},
            {"year": "20155"},
            {"year": "-201"},
            {"year": "1015"},
            {"year": "２０１５"},
            {"number": "---"},
            {"words": "\x00\x01 "},
        ],
    )
    def test_what_makes_none_counts_as_absent(self, params):
        assert asked(params, **self.KNOWN).params == {}

    def test_long_texts_are_cut(self):
        assert len(asked({"words": "ж" * 9999}, **self.KNOWN).words) == 200

    @pytest.mark.parametrize("typed", ["124-нқ", "124 НҚ", "№124–НҚ"])
    def test_a_number_is_found_however_its_dashes_are_written(self, typed):
        import re

        pattern = asked({"number": typed}, **self.KNOWN).number_pattern
        assert re.search(pattern, "№ 124-НҚ", re.IGNORECASE)
