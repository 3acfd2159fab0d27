import multiprocessing
import sqlite3
import threading
import time

import pytest

from search.documents import Query
from search.engines.base import EngineUnavailable, Position
from search.engines.embedded import EmbeddedEngine
from search.tests.engine_contract import EngineContract
from search.tests.fakes import document
from search.tests.suggest_contract import SuggestContract

SPAWN = multiprocessing.get_context("spawn")
QUERY = Query(text="салық", language="kk")


@pytest.fixture
def engine(tmp_path):
    return EmbeddedEngine(tmp_path / "search.sqlite3")


def read_until(path, stop, found):
    engine = EmbeddedEngine(path)
    while not stop.is_set():
        try:
            found.put(engine.find(QUERY).total)
        except Exception as error:
            found.put(repr(error))
        time.sleep(0.005)


def put_many(path, name, number):
    engine = EmbeddedEngine(path)
    for n in range(number):
        engine.put([document(f"{name}{n}", "салық")])


class TestEmbeddedEngine(EngineContract):
    pass


class TestEmbeddedSuggestions(SuggestContract):
    pass


class TestFiles:
    def test_a_missing_index_is_unavailable_and_has_no_position(self, engine):
        assert engine.position() is None
        with pytest.raises(EngineUnavailable):
            engine.find(QUERY)

    def test_a_deleted_file_is_noticed(self, engine):
        engine.rebuild([document("1", "салық")], Position())
        engine.files.current().unlink()
        assert engine.position() is None
        engine.rebuild([document("1", "салық")], Position())
        assert engine.find(QUERY).total == 1

    @pytest.mark.parametrize("rubbish", [b"", b"not a database at all" * 1000])
    def test_a_broken_file_is_noticed_and_rebuilt(self, engine, rubbish):
        engine.rebuild([document("1", "салық")], Position())
        current = engine.files.current()
        engine.files.forget()
        for path in current.parent.glob(current.name + "*"):
            path.unlink()
        current.write_bytes(rubbish)
        with pytest.raises(EngineUnavailable):
            engine.find(QUERY)
        assert engine.position() is None
        assert EmbeddedEngine(engine.files.path).position() is None
        engine.rebuild([document("1", "салық")], Position())
        assert engine.find(QUERY).total == 1
        assert engine.position() == Position()

    def test_an_index_in_the_way_of_the_link_is_replaced(self, engine):
        engine.files.path.write_bytes(b"something else")
        assert engine.position() is None
        engine.rebuild([document("1", "салық")], Position())
        assert engine.find(QUERY).total == 1

    def test_an_index_of_another_analysis_is_not_used(self, engine, monkeypatch):
        engine.rebuild([], Position())
        monkeypatch.setattr("search.analysis.version", lambda: "other")
        assert engine.position() is None

    def test_leftovers_of_a_killed_rebuild_are_removed(self, engine):
        leftover = engine.files.fresh()
        leftover.write_bytes(b"half")
        engine.rebuild([], Position())
        engine.rebuild([], Position())
        names = {path.name for path in leftover.parent.iterdir() if "lock" not in path.name}
        current = engine.files.current().name
        assert names <= {"search.sqlite3", current, f"{current}-wal", f"{current}-shm"}

    def test_a_locked_index_is_not_taken_for_a_broken_one(self, engine):
        engine.rebuild([document("1", "салық")], Position())
        holder = sqlite3.connect(engine.files.current(), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        engine.files.connection().execute("PRAGMA busy_timeout=10")
        with pytest.raises(EngineUnavailable):
            engine.put([document("2", "салық")])
        assert engine.find(QUERY).total == 1
        holder.close()
        assert engine.position() == Position()


class TestProcesses:
    def test_readers_in_another_process_see_no_gap_while_it_is_rebuilt(self, engine):
        engine.rebuild([document("1", "салық")], Position())
        stop, found = SPAWN.Event(), SPAWN.Queue()
        reader = SPAWN.Process(target=read_until, args=(engine.files.path, stop, found))
        reader.start()
        seen = [found.get(timeout=30)]
        for _ in range(8):
            engine.rebuild([document(str(n), "салық") for n in range(1, 20)], Position())
            time.sleep(0.02)
        seen.append(found.get(timeout=30))
        stop.set()
        while reader.is_alive() or not found.empty():
            try:
                seen.append(found.get(timeout=0.2))
            except Exception:
                break
        reader.join(10)
        assert set(seen) <= {1, 19}
        assert 19 in seen

    def test_several_processes_write(self, engine):
        engine.rebuild([], Position())
        writers = [SPAWN.Process(target=put_many, args=(engine.files.path, name, 20)) for name in "ab"]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(60)
        assert [writer.exitcode for writer in writers] == [0, 0]
        assert engine.find(QUERY).total == 40

    def test_only_one_rebuild_at_a_time(self, engine):
        begun, go_on = threading.Event(), threading.Event()

        def slow():
            begun.set()
            go_on.wait(10)
            yield document("1", "салық")

        other = threading.Thread(target=engine.rebuild, args=(slow(), Position()))
        other.start()
        assert begun.wait(10)
        with pytest.raises(EngineUnavailable):
            engine.rebuild([], Position())
        go_on.set()
        other.join(10)
        assert engine.find(QUERY).total == 1
