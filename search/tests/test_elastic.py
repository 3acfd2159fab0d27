"""Elasticsearch as an engine, on a real server (TEST_ELASTICSEARCH_URL; `make elasticsearch` runs one)."""

import os
import threading
import time
import uuid
from base64 import b64encode
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from elastic_transport import TransportError

from conftest import need
from search import changes, engines, service, tasks
from search.documents import Query
from search.engines.base import EngineUnavailable, Position
from search.engines.elastic import Connection, ElasticEngine
from search.engines.elastic.breaker import FAILURES, Breaker
from search.engines.elastic.leases import LIFE, Lease
from search.tests.authority import serving
from search.tests.engine_contract import EngineContract
from search.tests.fakes import document
from search.tests.flaky import DOWN, HANGING, REACHED, Way
from search.tests.suggest_contract import SuggestContract

STARTING = 240.0  # seconds
QUERY = Query(text="салық", language="kk")
# The engine knows nothing of what the site's own database is made by: once is enough.
pytestmark = [pytest.mark.sqlite, pytest.mark.xdist_group("elasticsearch")]


@pytest.fixture(scope="module")
def server():
    """The server's address, once it answers: it may still be starting."""
    url = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    need(bool(url), "an Elasticsearch server (TEST_ELASTICSEARCH_URL)")
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        try:
            Connection([url]).client().cluster.health(wait_for_status="yellow")
        except TransportError:
            time.sleep(1)
        else:
            return url
    pytest.fail(f"no Elasticsearch answers at {url}")


@pytest.fixture(scope="module")
def connection(server):
    """Indexes of this module alone, gone at the end."""
    connection = Connection([server], prefix=f"test-{uuid.uuid4().hex[:8]}", patience=20.0)
    yield connection
    client = connection.client()
    for index in client.indices.get(index=f"{connection.prefix}-*"):
        client.indices.delete(index=index)


@pytest.fixture
def engine(connection):
    return ElasticEngine(connection)


def emptied(engine):
    if engine.position() is None:
        engine.rebuild([], Position())
    engine.apply([], [key for key, _ in engine.contents()], Position())


class TestElasticEngine(EngineContract):
    @pytest.fixture(autouse=True)
    def empty(self, engine):
        emptied(engine)


class TestSuggestions(SuggestContract):
    @pytest.fixture(autouse=True)
    def empty(self, engine):
        emptied(engine)


class TestIndexes:
    def test_readers_see_no_gap_and_nothing_is_left_while_it_is_rebuilt(self, engine):
        engine.rebuild([document("1", "салық")], Position())
        stop, seen = threading.Event(), []

        def read():
            while not stop.is_set():
                try:
                    seen.append(engine.find(QUERY).total)
                except EngineUnavailable as error:
                    seen.append(str(error))

        reader = threading.Thread(target=read)
        reader.start()
        for _ in range(3):
            engine.rebuild([document(str(n), "салық") for n in range(1, 20)], Position())
        stop.set()
        reader.join(30)
        assert set(seen) <= {1, 19}
        assert seen[-1] == 19
        indexes = engine.client.indices.get(index=f"{engine.connection.prefix}-*")
        assert len(indexes) == 5  # three languages, the position, the leases

    def test_an_index_that_was_deleted_is_noticed_and_not_made_by_writing(self, engine):
        engine.rebuild([document("1", "салық")], Position())
        for index in engine.client.indices.get(index=f"{engine.connection.prefix}-*"):
            engine.client.indices.delete(index=index)
        assert engine.position() is None
        with pytest.raises(EngineUnavailable):
            engine.put([document("1", "салық")])
        with pytest.raises(EngineUnavailable):
            engine.find(QUERY)
        engine.rebuild([document("1", "салық")], Position())
        assert engine.find(QUERY).total == 1

    def test_what_changed_its_language_is_found_once(self, engine):
        engine.rebuild([document("1", "салық")], Position())
        engine.put([document("1", "налог", language="ru")])
        assert engine.find(QUERY).total == 0
        assert [key for key, _ in engine.contents()] == [("note", "1")]


class TestLeases:
    @pytest.fixture
    def lease(self, engine):
        return lambda: Lease(engine.client, engine.alias("leases"), uuid.uuid4().hex[:6])

    def test_one_holder_until_it_gives_back(self, lease):
        mine = lease()
        other = Lease(mine.client, mine.index, mine.purpose)
        mine.take(0)
        with pytest.raises(EngineUnavailable):
            other.take(0)
        mine.renew()
        mine.give_back()
        other.take(0)
        other.give_back()

    def test_one_that_died_is_followed_when_its_lease_ends(self, lease, monkeypatch):
        dead = lease()
        dead.take(0)
        later = time.time() + LIFE + 1
        monkeypatch.setattr("search.engines.elastic.leases.time.time", lambda: later)
        heir = Lease(dead.client, dead.index, dead.purpose)
        heir.take(0)
        with pytest.raises(EngineUnavailable):
            dead.renew()
        dead.give_back()  # which takes nothing from the heir
        heir.renew()
        heir.give_back()


class TestBreaker:
    def test_after_failures_in_a_row_one_caller_tries_now_and_then(self):
        now = [0.0]
        breaker = Breaker(failures=2, rest=10, clock=lambda: now[0])
        breaker.failed()
        breaker.succeeded()
        breaker.failed()
        assert breaker.allows()
        breaker.failed()
        assert not breaker.allows()
        now[0] = 11
        assert [breaker.allows(), breaker.allows()] == [True, False]
        breaker.succeeded()
        assert breaker.allows()


class TestSecured:
    """A server that speaks TLS by an authority of its own, with a user and a password or a key."""

    @pytest.fixture
    def secured(self, server, tmp_path):
        parts, (tls, known) = urlsplit(server), serving(tmp_path)
        way = Way(parts.hostname, parts.port, tls)
        yield way, str(known)
        way.close()

    def test_it_is_known_by_its_authority(self, secured, connection):
        way, known = secured
        engine = ElasticEngine(
            Connection([way.url], prefix=connection.prefix, ca_certs=known, api_key="c2VjcmV0", patience=20.0)
        )
        emptied(engine)
        engine.put([document("1", "салық")])
        assert [hit.id for hit in engine.find(QUERY).hits] == ["1"]
        assert b"ApiKey c2VjcmV0" in way.sent

    def test_a_password_in_the_address_is_sent(self, secured):
        way, known = secured
        address = way.url.replace("https://", "https://portal:s3cret@")
        Connection([address], ca_certs=known).client().cluster.health()
        assert f"Basic {b64encode(b'portal:s3cret').decode()}".encode() in way.sent

    def test_a_server_of_an_unknown_authority_is_told_nothing(self, secured, connection):
        way, _ = secured
        with pytest.raises(EngineUnavailable):
            ElasticEngine(Connection([way.url], prefix=connection.prefix, api_key="c2VjcmV0")).find(QUERY)
        assert way.sent == b""


@pytest.mark.django_db
class TestOutage:
    """The portal with both engines, and a way to the server that can be cut."""

    @pytest.fixture
    def way(self, server):
        parts = urlsplit(server)
        way = Way(parts.hostname, parts.port)
        yield way
        way.close()

    @pytest.fixture
    def shared(self, way, connection, settings, index_path, source):
        """The shared engine by the settings, both indexes built from one document."""
        settings.ELASTICSEARCH_HOSTS = [way.url]
        settings.ELASTICSEARCH_PREFIX = connection.prefix
        settings.ELASTICSEARCH_PATIENCE = 5_000
        source.store["1"] = document("1", "салық")
        call_command("search_rebuild", verbosity=0)
        return engines.shared()

    def test_readers_are_answered_by_elasticsearch(self, shared):
        shared.put([document("2", "салық")])
        found = shared.find(QUERY)
        assert (found.total, found.degraded) == (2, False)

    @pytest.mark.parametrize("state", [DOWN, HANGING])
    def test_when_it_is_down_or_hangs_the_reserve_answers(self, shared, way, state, settings):
        settings.ELASTICSEARCH_PATIENCE = 150
        engines._on.cache_clear()
        way.change(state)
        found = service.search(QUERY)
        assert ([hit.id for hit in found.hits], found.degraded) == (["1"], True)

    def test_a_server_that_hangs_is_left_alone_for_a_while(self, shared, way, settings):
        settings.ELASTICSEARCH_PATIENCE = 100
        engines._on.cache_clear()
        way.change(HANGING)
        for _ in range(6):
            assert service.search(QUERY).degraded
        assert way.connections == FAILURES

    def test_what_changed_meanwhile_is_there_when_it_is_back(self, shared, way, source, caplog):
        way.change(DOWN)
        source.store["2"] = document("2", "салық")
        changes.note("note", ["2"])
        tasks.follow()
        assert "could not follow" in caplog.text
        assert {hit.id for hit in service.search(QUERY).hits} == {"1", "2"}  # the reserve has it
        way.change(REACHED)
        shared.connection.breaker.succeeded()
        tasks.follow()
        found = service.search(QUERY)
        assert ({hit.id for hit in found.hits}, found.degraded) == ({"1", "2"}, False)

    def test_search_check_tells_and_mends_what_differs(self, shared, source):
        source.store["2"] = document("2", "салық")
        shared.put([document("1", "ескі мәтін"), document("3", "салық")])
        told = StringIO()
        with pytest.raises(CommandError):
            call_command("search_check", stdout=told)
        assert "elasticsearch: 1 missing, 1 too many, 1 out of date" in told.getvalue()
        assert "missing: note:2" in told.getvalue()
        call_command("search_check", "--repair", stdout=told)
        call_command("search_check", stdout=told)
        assert dict(shared.contents()) == {("note", one.id): one.digest for one in source.store.values()}
