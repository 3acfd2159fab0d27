import pytest

from search.engines import engine
from search.engines.base import Position
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
def index(index_path, source):
    """Fills the index of the settings with some documents."""

    def fill(*documents):
        source.store = {doc.id: doc for doc in documents}
        engine().rebuild(documents, Position())

    return fill


@pytest.fixture
def sources(source):
    return Registry({"note": source})
