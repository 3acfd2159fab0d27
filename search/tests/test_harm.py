"""What the embedded engine does when its file is harmed, its disk full or its rebuild killed. Nothing is faked."""

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import count

import pytest

from search.documents import Query
from search.engines import engine as engine_of_settings
from search.engines.base import EngineUnavailable, Position
from search.engines.embedded import EmbeddedEngine
from search.tests.fakes import document

SPAWN = multiprocessing.get_context("spawn")
QUERY = Query("салық", "kk")
LONG = "салық төлеу мерзімі туралы ұзақ мәтін " * 20


@pytest.fixture
def engine(tmp_path):
    return EmbeddedEngine(tmp_path / "search.sqlite3")


def many(number, start=0):
    return [document(str(n), f"салық {n}", LONG + f"сөз{n}") for n in range(start, start + number)]


@contextmanager
def full_disk(most):
    """No file of this process may grow beyond `most` bytes: writing more fails as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def files(engine):
    """The names of the files of an index, without locks and what SQLite keeps beside a database in use."""
    names = {path.name for path in engine.files.path.parent.iterdir()}
    return {name for name in names if not name.endswith(("-lock", "-wal", "-shm"))}


class TestHalfWritten:
    @pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
    def test_is_noticed_and_rebuilt(self, engine, share):
        engine.rebuild(many(200), Position())
        engine.files.forget()
        current = engine.files.current()
        os.truncate(current, int(current.stat().st_size * share))
        other = EmbeddedEngine(engine.files.path)
        try:
            other.find(QUERY)
            next(other.contents())
            other.put(many(1, 500))
        except EngineUnavailable:
            assert other.position() is None
        else:
            pytest.fail("a half-written index was taken for a whole one")
        engine.rebuild(many(20), Position())
        assert engine.find(QUERY).total == other.find(QUERY).total == 20

    def test_under_a_process_that_reads_it(self, engine):
        """A file that shrinks while it is mapped into memory would kill the process that reads it."""
        engine.rebuild(many(300), Position())
        reads = (
            "import sys; from pathlib import Path; from search.engines.embedded import EmbeddedEngine\n"
            "from search.engines.base import EngineUnavailable; from search.documents import Query\n"
            "engine = EmbeddedEngine(Path(sys.argv[1])); print(engine.find(Query('салық', 'kk')).total, flush=True)\n"
            "sys.stdin.readline()\n"
            "try:\n    print(sum(engine.find(Query(f'сөз{n}', 'kk')).total for n in range(300)))\n"
            "except EngineUnavailable:\n    print('unavailable')\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", reads, str(engine.files.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as reader:
            assert reader.stdout.readline().strip() == "300"
            os.truncate(engine.files.current(), 8192)
            said, _ = reader.communicate("\n", timeout=60)
        assert reader.returncode == 0
        assert said.strip() == "unavailable"


class TestFullDisk:
    def test_a_rebuild_leaves_the_old_index_and_no_rubbish(self, engine):
        engine.rebuild(many(20), Position(3))
        before = files(engine)
        with full_disk(300_000), pytest.raises((EngineUnavailable, OSError)):
            engine.rebuild(many(2_000), Position(9))
        assert engine.find(QUERY).total == 20
        assert engine.position() == Position(3)
        assert files(engine) == before
        assert engine.rebuild(many(30), Position(9)) == 30
        assert engine.find(QUERY).total == 30

    def test_a_change_waits_and_the_index_is_not_taken_for_broken(self, engine):
        engine.rebuild(many(20), Position(3))
        size = engine.files.current().stat().st_size
        with full_disk(size + 50_000), pytest.raises((EngineUnavailable, OSError)):
            engine.apply(many(2_000, 100), [("note", "1")], Position(9))
        assert engine.find(QUERY).total == 20
        assert engine.position() == Position(3)
        engine.apply(many(5, 100), [("note", "1")], Position(9))
        assert engine.find(QUERY).total == 24
        assert engine.position() == Position(9)

    def test_of_sqlite_itself(self, engine):
        engine.rebuild(many(20), Position(3))
        db = engine.files.connection()
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        with pytest.raises(EngineUnavailable, match="full"):
            engine.put(many(500, 100))
        assert engine.find(QUERY).total == 20
        assert engine.position() == Position(3)


def rebuild_forever(path, begun):
    def endless():
        for n in count():
            if n == 3_000:
                begun.set()
            yield document(str(n), f"салық {n}", f"жаңа сөз{n}")

    EmbeddedEngine(path).rebuild(endless(), Position(9))


class TestKilled:
    def test_a_rebuild(self, engine):
        engine.rebuild(many(20), Position(3))
        before = files(engine)
        begun = SPAWN.Event()
        child = SPAWN.Process(target=rebuild_forever, args=(engine.files.path, begun))
        child.start()
        try:
            assert begun.wait(60)
            assert engine.find(QUERY).total == 20  # it goes on serving
        finally:
            os.kill(child.pid, signal.SIGKILL)
            child.join(20)
        assert engine.find(QUERY).total == 20
        assert engine.position() == Position(3)
        assert files(engine) - before  # the half of a new index
        engine.rebuild(many(30), Position(9))  # the lock went with its holder, and so does what it left
        assert engine.find(QUERY).total == 30
        assert not files(engine) - before - {engine.files.current().name}

    def test_a_writer(self, engine):
        engine.rebuild(many(20), Position(3))
        writes = (
            "import sys; from pathlib import Path; from search.engines.embedded import EmbeddedEngine\n"
            "from search.engines.base import Position; from search.tests.fakes import document\n"
            "def endless():\n"
            "    n = 0\n"
            "    while True:\n"
            "        n += 1\n"
            "        if n == 500: print('going', flush=True)\n"
            "        yield document(f'new{n}', 'салық', 'жаңа')\n"
            "EmbeddedEngine(Path(sys.argv[1])).apply(endless(), [('note', '1')], Position(9))\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", writes, str(engine.files.path)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        ) as writer:
            assert writer.stdout.readline().strip() == "going"
            writer.kill()
        assert engine.find(QUERY).total == 20
        assert engine.position() == Position(3)
        engine.apply(many(1, 100), [], Position(9))
        assert engine.find(QUERY).total == 21


@pytest.mark.django_db
class TestPortal:
    """What readers see, and that the next run of the follower mends it."""

    @pytest.mark.parametrize("harm", ["deleted", "half", "emptied", "link"])
    def test_it_says_so_keeps_serving_and_mends_itself(self, index_path, source, sources, harm):
        from search import service  # needs Django, which the processes above do without
        from search.following import follow

        source.store = {doc.id: doc for doc in many(50)}
        follow(engine_of_settings(), sources)
        assert service.search(QUERY).total == 50
        current = engine_of_settings().files.current()
        match harm:
            case "deleted":
                current.unlink()
            case "half":
                os.truncate(current, current.stat().st_size // 2)
            case "emptied":
                os.truncate(current, 0)
            case "link":
                index_path.unlink()
        degraded = [service.search(Query(text, "kk")).degraded for text in ("салық", "сөз49", "мерзім", "сөз7")]
        assert any(degraded)
        follow(engine_of_settings(), sources)
        mended = service.search(QUERY)
        assert (mended.total, mended.degraded) == (50, False)


class TestWork:
    """No query costs much, whatever it holds. Generous bounds: they are to catch what grows without end."""

    def test_sixteen_words_that_every_document_holds(self, engine):
        words = [f"жалпы{letter}" for letter in "абвгдежзиклмнопрст"]
        engine.rebuild((document(str(n), " ".join(words), f"сөз{n}") for n in range(4_000)), Position())
        start = time.process_time()
        found = engine.find(Query(" ".join(words), "kk", facets=True))
        assert time.process_time() - start < 1
        assert found.capped
        assert len(found.hits) == 10
