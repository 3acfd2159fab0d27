import multiprocessing
import sqlite3
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


class TestCap:
    @pytest.fixture(autouse=True)
    def few(self, monkeypatch):
        monkeypatch.setattr("search.engines.ranking.NEWEST", 5)
        monkeypatch.setattr("search.engines.ranking.SURE", 3)

    def test_the_newest_are_weighed_and_older_ones_that_are_sure(self, engine):
        documents = [document("both", "Мәтін", "жер салық"), document("title", "Салық", "мәтін")]
        documents += [document(f"old{n}", "Мәтін", "салық") for n in range(20)]
        documents += [document(f"new{n}", "Мәтін", "салық") for n in range(5)]
        engine.rebuild(documents, Position())
        found = engine.find(Query("салық", "kk"))
        assert found.hits[0].id == "title"
        assert {hit.id for hit in found.hits[1:]} == {f"new{n}" for n in range(5)}
        assert (found.total, found.capped) == (6, True)
        assert engine.find(Query("жер салық", "kk")).hits[0].id == "both"
        assert not engine.find(Query("жер", "kk")).capped

    def test_what_is_newest_keeps_the_weight_of_all_its_words(self, engine):
        old = [document(f"{n}", "Салық", "мәтін " * 9) for n in range(9)]
        new = [document("rich", "Салық", "салық " * 9), document("plain", "Салық", "мәтін " * 9)]
        engine.rebuild(old + new, Position())
        scores = {hit.id: hit.score for hit in engine.find(Query("салық", "kk", limit=20)).hits}
        assert scores["rich"] > scores["plain"]

    def test_of_a_word_too_common_to_be_weighed_titles_come_first_then_the_newest(self, engine, monkeypatch):
        monkeypatch.setattr("search.engines.plan.RANK_BUDGET", 4)
        documents = [document("title", "Салық", "мәтін"), *(document(f"{n}", "Мәтін", "салық") for n in range(9))]
        engine.rebuild(documents, Position())
        assert [hit.id for hit in engine.find(Query("салық", "kk")).hits[:3]] == ["title", "8", "7"]

    def test_filters_reach_what_is_older_than_the_newest(self, engine):
        old = [document(f"old{n}", "Салық", region="astana", kind="question") for n in range(2)]
        engine.rebuild([*old, *(document(f"new{n}", "Салық", region="almaty") for n in range(20))], Position())
        for text in ("салық", ""):
            found = engine.find(Query(text, "kk", regions=("astana",), facets=True))
            assert ({hit.id for hit in found.hits}, found.total, found.capped) == ({"old0", "old1"}, 2, False)
            assert found.kinds == {"question": 2}
            assert found.facets["region"]["almaty"] == 5  # of the newest that another choice would give

    def test_common_words_rank_what_a_rare_one_brings_in(self, engine, monkeypatch):
        monkeypatch.setattr("search.engines.plan.BUDGET", 4)
        rare = [document("rare", "Мәтін", "жер"), document("both", "Мәтін", "жер салық")]
        engine.rebuild([*rare, *(document(f"{n}", "Мәтін", "салық") for n in range(9))], Position())
        found = engine.find(Query("жер салық төлем", "kk"))
        assert [hit.id for hit in found.hits] == ["both", "rare"]


class TestTerms:
    """The counts of terms stay those of the documents, whatever is put, changed and dropped."""

    @staticmethod
    def counted(engine):
        with engine._index() as db:
            rows = db.execute("SELECT term, documents FROM terms WHERE documents <> 0")
            return {row[0]: row[1] for row in rows}

    def test_they_follow_every_change(self, engine):
        engine.rebuild([document("1", "салық төлемі"), document("2", "салық")], Position())
        engine.put([document("3", "салық мерзімі, мерзімі"), document("1", "басқа сөз")])
        engine.drop([("note", "2")])
        followed = self.counted(engine)
        engine.rebuild([document("3", "салық мерзімі, мерзімі"), document("1", "басқа сөз")], Position())
        assert followed == self.counted(engine)
        assert followed["ksсалық"] == 1


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
