"""What counts as late on the editors' desk: values in, values out."""

from datetime import date, timedelta
from typing import Final

from portal.workdays import Calendar

DATA_DAYS: Final = 3  # working days within which what came in should be published


def late_before(calendar: Calendar, today: date, days: int = DATA_DAYS) -> date:
    """The first day that is not late: what came in before has waited for more than `days` working days by `today`."""
    day = today
    while calendar.count(day, today) <= days:
        day -= timedelta(days=1)
    return day + timedelta(days=1)
