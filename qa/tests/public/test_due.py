from datetime import date

import pytest
from django.utils import translation

from portal.workdays import Calendar
from qa.rules.deadlines import Span, due
from qa.views.due import due_words


def words(start, term, language="en", **kwargs):
    with translation.override(language):
        return due_words(due(start, term, Calendar(), **kwargs), language)


def test_nauryz_is_told_with_its_weekend():
    told = words(date(2026, 3, 19), 15)
    assert told.due == "14 April 2026"
    assert told.count == "15 working days: 19 March → 14 April"
    assert told.skipped == "21–25 March (Nauryz), weekends"


def test_nothing_is_told_when_every_day_counted():
    assert words(date(2026, 11, 23), 3).skipped == ""


def test_extensions_and_waiting_are_told():
    told = words(date(2026, 11, 2), 15, extensions=[10], pauses=[Span(date(2026, 11, 4), date(2026, 11, 6))])
    assert told.extras == ("term extended: 10 working days", "waiting for your reply: 2 working days")
    assert told.count.startswith("27 working days")


@pytest.mark.parametrize(("language", "due_on"), [("kk", "2026 жылғы 14 сәуір"), ("ru", "14 апреля 2026 года")])
def test_dates_are_written_as_the_language_writes_them(language, due_on):
    told = words(date(2026, 3, 19), 15, language)
    assert told.due == due_on
    assert "Наурыз мейрамы" in told.skipped
