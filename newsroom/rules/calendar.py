"""The grid of the editorial calendar: days and weeks, nothing of what is in them."""

import calendar
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_WEEKS: Final = calendar.Calendar(firstweekday=calendar.MONDAY)
DAY: Final = timedelta(days=1)


class Span(StrEnum):
    MONTH = "month"
    WEEK = "week"


class Kind(StrEnum):
    """What happens on a day of the calendar."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"  # will be published by itself
    WANTED = "wanted"  # a draft with a time that nobody has approved yet
    ENDS = "ends"
    BRIEFING = "briefing"
    PLANNED = "planned"  # there is no page yet


def weeks(span: Span, day: date) -> list[list[date]]:
    """The weeks, from Monday, of the month in which `day` lies, whole ones; or the one week of `day`."""
    if span is Span.WEEK:
        monday = day - DAY * day.weekday()
        return [[monday + DAY * number for number in range(7)]]
    return _WEEKS.monthdatescalendar(day.year, day.month)


def neighbours(span: Span, day: date) -> tuple[date, date]:
    """A day of the month, or week, before that of `day`, and one of the next."""
    if span is Span.WEEK:
        return day - DAY * 7, day + DAY * 7
    first = day.replace(day=1)
    return (first - DAY).replace(day=1), (first + DAY * 31).replace(day=1)
