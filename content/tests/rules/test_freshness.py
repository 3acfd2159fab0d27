"""News daily, all else within three working days: by the calendar of Kazakhstan."""

from datetime import date

import pytest

from content.rules.freshness import Norm, Publication, due, freshness, is_late, silent, took
from portal.workdays import Calendar

CALENDAR = Calendar()
TODAY = date(2026, 11, 26)  # a Thursday


def figures(*publications: Publication, **more):
    values = {"updated": TODAY, "newest": TODAY, "norm": Norm.WITHIN_TERM, "today": TODAY, "calendar": CALENDAR} | more
    return freshness(publications, **values)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2026, 5, 6), date(2026, 5, 13)),  # rules-kz.md: holidays between
        (date(2026, 8, 28), date(2026, 9, 2)),
        (date(2026, 10, 23), date(2026, 10, 29)),
        (date(2026, 12, 31), date(2027, 1, 8)),
    ],
)
def test_the_term_is_three_working_days(received, expected):
    assert due(received, CALENDAR) == expected
    assert not is_late(Publication(received, expected), date(2030, 1, 1), CALENDAR)
    assert is_late(Publication(received, date.fromordinal(expected.toordinal() + 1)), date(2030, 1, 1), CALENDAR)


def test_what_is_not_out_is_late_once_its_term_is_over():
    assert not is_late(Publication(date(2026, 11, 23), None), TODAY, CALENDAR)
    assert is_late(Publication(date(2026, 11, 20), None), TODAY, CALENDAR)


def test_a_page_that_was_there_before_its_data_took_no_time():
    assert took(Publication(date(2026, 11, 20), date(2026, 11, 18)), CALENDAR) == 0
    assert took(Publication(date(2026, 11, 20), None), CALENDAR) is None


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        (None, True),
        (date(2026, 11, 26), False),
        (date(2026, 11, 25), False),  # today is not over
        (date(2026, 11, 24), True),
    ],
)
def test_a_daily_section_is_silent_after_a_whole_working_day(newest, expected):
    assert silent(newest, TODAY, CALENDAR) is expected


def test_days_off_are_not_silence():
    assert not silent(date(2026, 11, 20), date(2026, 11, 23), CALENDAR)  # Friday to Monday
    assert not silent(date(2026, 12, 31), date(2027, 1, 5), CALENDAR)  # New Year


class TestFigures:
    def test_the_median_of_a_year(self):
        rows = [Publication(date(2026, 11, 2), date(2026, 11, day)) for day in (2, 3, 9)]
        told = figures(*rows, Publication(date(2024, 1, 2), date(2024, 3, 1)))
        assert (told.median, told.counted, told.late, told.waiting, told.behind) == (1.0, 3, 1, 0, False)

    def test_an_empty_section(self):
        told = figures()
        assert (told.median, told.counted, told.late, told.behind) == (None, 0, 0, False)

    def test_waiting_is_behind_and_late_once_is_not(self):
        assert figures(Publication(date(2026, 11, 2), None)).behind
        assert not figures(Publication(date(2026, 11, 2), date(2026, 11, 20))).behind

    def test_silence_matters_to_daily_sections_alone(self):
        assert figures(newest=date(2026, 1, 1), norm=Norm.DAILY).silent
        assert not figures(newest=date(2026, 1, 1)).silent
