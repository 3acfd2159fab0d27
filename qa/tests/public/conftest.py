import pytest

from qa.tests.public.asking import Asker


@pytest.fixture
def asker(client):
    return Asker(client)


@pytest.fixture(params=["kk", "ru", "en"])
def language(request):
    return request.param


@pytest.fixture
def similar(monkeypatch):
    """What search finds, as the test puts it in."""
    found = []
    monkeypatch.setattr("qa.views.parts.similar", lambda *args, **kwargs: list(found))
    return found
