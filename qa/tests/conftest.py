import pytest
from hypothesis import settings

from portal import calendar
from qa.tests.factories import Office

# A busy machine is slow now and then: that is no finding about the rules.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def _fresh_calendar():
    """No test counts with the overrides of another."""
    calendar.forget()
    yield
    calendar.forget()


@pytest.fixture
def office(db) -> Office:
    return Office()
