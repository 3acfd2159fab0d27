"""What a report covers, and when the next one is to be there. Pure."""

from datetime import date, timedelta
from typing import Final

# How long after its period a report may take. No rule that was read names a term: a quarter is what bodies take.
GRACE: Final = timedelta(days=90)


def next_due(begins: date, ends: date) -> date:
    """The last day for the report on the period after this one, which is as long; a year follows a year."""
    year = whole_year(begins, ends)
    if year:
        return date(year + 1, 12, 31) + GRACE
    return ends + (ends - begins) + timedelta(days=1) + GRACE


def whole_year(begins: date, ends: date) -> int | None:
    """The year, for a period that is just one."""
    return begins.year if (begins, ends) == (date(begins.year, 1, 1), date(begins.year, 12, 31)) else None
