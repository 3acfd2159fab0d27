"""The list of changes and those who follow it, with real transactions on real connections."""

import threading
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.utils import timezone

from search import changes, following, tasks
from search.documents import Query
from search.engines.base import EngineUnavailable, Position
from search.engines.embedded import EmbeddedEngine
from search.models import SearchChange
from search.tests.fakes import document


@pytest.fixture
def engine(index_path):
    return EmbeddedEngine(index_path)


@pytest.fixture(autouse=True)
def woken():
    """No worker runs here: the wake-ups are counted instead."""
    with patch("search.changes.jobs.enqueue") as enqueue:
        yield enqueue


def found(engine, text="салық"):
    return {hit.id for hit in engine.find(Query(text=text, language="kk", limit=100)).hits}


def change(source, id_, title):
    source.store[id_] = document(id_, title)
    changes.note("note", [id_])


@pytest.mark.django_db
class TestNote:
    def test_writes_one_row_for_each_id_and_wakes_after_the_commit(self, woken, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            changes.note("note", [1, "2", 1, "1"])
            woken.assert_not_called()
        assert list(SearchChange.objects.values_list("kind", "object_id")) == [("note", "1"), ("note", "2")]
        woken.assert_called_once_with(tasks.follow)

    def test_nothing_changed(self, woken, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            changes.note("note", [])
        woken.assert_not_called()


@pytest.mark.django_db
class TestFollow:
    def test_builds_a_missing_index_from_all_sources(self, engine, source, sources):
        source.store["1"] = document("1", "салық")
        following.follow(engine, sources)
        assert found(engine) == {"1"}

    def test_applies_what_is_new_changed_and_gone(self, engine, source, sources):
        following.follow(engine, sources)
        change(source, "1", "салық")
        change(source, "2", "салық")
        assert following.follow(engine, sources) == 2
        assert found(engine) == {"1", "2"}
        change(source, "1", "балабақша")
        del source.store["2"]
        changes.note("note", ["2"])
        following.follow(engine, sources)
        assert found(engine) == set()
        assert found(engine, "балабақша") == {"1"}
        assert following.follow(engine, sources) == 0

    def test_goes_through_more_than_one_batch(self, engine, source, sources):
        following.follow(engine, sources)
        ids = [str(n) for n in range(following.BATCH * 2 + 5)]
        source.store.update({id_: document(id_, "салық") for id_ in ids})
        changes.note("note", ids)
        assert following.follow(engine, sources) == len(ids)
        assert engine.find(Query("салық", "kk")).total == len(ids)

    def gaps(self, engine, above):
        return {number for number, _ in engine.position().gaps if number > above}

    def test_a_number_that_appears_late_is_not_skipped(self, engine, source, sources):
        following.follow(engine, sources)
        changes.note("note", ["0"])
        first = SearchChange.objects.get().sequence
        source.store["late"] = document("late", "салық")
        SearchChange.objects.create(sequence=first + 3, kind="note", object_id="0")
        following.follow(engine, sources)
        assert self.gaps(engine, first) == {first + 1, first + 2}
        SearchChange.objects.create(sequence=first + 1, kind="note", object_id="late")
        assert following.follow(engine, sources) == 1
        assert found(engine) == {"late"}
        assert self.gaps(engine, first) == {first + 2}

    def test_a_document_that_cannot_be_made_does_not_hold_up_the_others(self, engine, source, sources, caplog):
        following.follow(engine, sources)
        source.broken = {"bad"}
        for id_ in ("a", "bad", "b"):
            change(source, id_, "салық")
        following.follow(engine, sources)
        assert found(engine) == {"a", "b"}
        assert "bad" in caplog.text

    def test_an_unknown_kind_is_passed_over(self, engine, sources):
        following.follow(engine, sources)
        changes.note("gone", ["1"])
        assert following.follow(engine, sources) == 1

    def test_an_index_made_for_another_database_is_rebuilt(self, engine, source, sources):
        engine.rebuild([document("foreign", "салық")], Position(10_000_000))
        change(source, "1", "салық")
        following.follow(engine, sources)
        assert found(engine) == {"1"}

    def test_a_host_that_was_away_for_too_long_rebuilds(self, engine, source, sources):
        engine.rebuild([document("stale", "салық")], Position(1))
        SearchChange.objects.create(sequence=500, kind="note", object_id="1")
        source.store["1"] = document("1", "салық")
        following.follow(engine, sources)
        assert found(engine) == {"1"}

    def test_the_job_leaves_the_rest_for_later_when_the_engine_fails(self, index_path, source, caplog):
        with patch("search.tasks.following.follow", side_effect=EngineUnavailable("locked")):
            tasks.follow()
        assert "locked" in caplog.text

    def test_prune_keeps_what_is_young_or_not_yet_followed_and_the_newest(self, engine, source, sources):
        following.follow(engine, sources)
        changes.note("note", ["1", "2", "3"])
        following.follow(engine, sources)
        changes.note("note", ["4"])
        SearchChange.objects.update(at=timezone.now() - timedelta(days=30))
        assert following.prune([engine]) == 2
        assert list(SearchChange.objects.values_list("object_id", flat=True)) == ["3", "4"]


class TestMoved:
    def test_gaps_open_close_and_are_forgotten(self):
        position = following.moved(Position(5), [7, 9], now=100.0)
        assert position == Position(9, ((6, 100.0), (8, 100.0)))
        position = following.moved(position, [8, 10], now=200.0)
        assert position == Position(10, ((6, 100.0),))
        assert following.moved(position, [11], now=100.0 + following.GAP_LIFE).gaps == ()

    def test_a_great_leap_leaves_few_gaps(self):
        assert len(following.moved(Position(0), [10**9], now=0.0).gaps) <= following.MOST_GAPS


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestConnections:
    """Two real connections; on SQLite writers queue up, on PostgreSQL they overlap."""

    def test_a_rolled_back_change_leaves_nothing(self, engine, source, sources, woken):
        following.follow(engine, sources)
        with transaction.atomic():
            change(source, "1", "салық")
            transaction.set_rollback(True)
        woken.assert_not_called()
        assert following.follow(engine, sources) == 0

    @pytest.mark.postgresql  # only PostgreSQL lets two writers overlap
    def test_a_transaction_that_commits_late_is_followed(self, engine, source, sources):
        following.follow(engine, sources)
        began, go_on = threading.Event(), threading.Event()

        def slow():
            try:
                with transaction.atomic():
                    change(source, "slow", "салық")
                    began.set()
                    go_on.wait(20)
            finally:
                connection.close()

        writer = threading.Thread(target=slow)
        writer.start()
        assert began.wait(20)
        change(source, "quick", "салық")
        following.follow(engine, sources)
        assert "quick" in found(engine)
        source.store["slow"] = document("slow", "балабақша")
        go_on.set()
        writer.join(20)
        following.follow(engine, sources)
        assert found(engine, "балабақша") == {"slow"}

    def test_followers_and_writers_at_once(self, engine, source, sources):
        following.follow(engine, sources)
        errors = []

        def run(work):
            try:
                work()
            except Exception as error:
                errors.append(error)
            finally:
                connection.close()

        def write(name):
            for n in range(15):
                change(source, f"{name}{n}", "салық")

        def keep_up():
            for _ in range(10):
                following.follow(EmbeddedEngine(engine.files.path), sources)

        jobs = [lambda: write("a"), lambda: write("b"), keep_up, keep_up]
        if connection.vendor == "sqlite":  # the tests' database in memory refuses a second writer instead of waiting
            for job in jobs[:2]:
                job()
            jobs = jobs[2:]
        threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        following.follow(engine, sources)
        assert errors == []
        assert found(engine) == {f"{name}{n}" for name in "ab" for n in range(15)}
