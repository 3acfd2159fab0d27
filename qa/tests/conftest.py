import pytest

from portal import calendar
from qa.tests.factories import Office


@pytest.fixture(autouse=True)
def _fresh_calendar():
    """No test counts with the overrides of another."""
    calendar.forget()
    yield
    calendar.forget()


@pytest.fixture
def office(db) -> Office:
    return Office()
