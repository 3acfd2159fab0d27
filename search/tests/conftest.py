import pytest

from search.registry import Registry, registry
from search.tests.fakes import FakeSource


@pytest.fixture
def index_path(tmp_path, settings):
    settings.SEARCH_INDEX = tmp_path / "search.sqlite3"
    return settings.SEARCH_INDEX


@pytest.fixture
def source():
    """The only registered source."""
    fake = FakeSource()
    known = dict(registry.sources)
    registry.sources.clear()
    registry.register(fake)
    yield fake
    registry.sources.clear()
    registry.sources.update(known)


@pytest.fixture
def sources(source):
    return Registry({"note": source})
