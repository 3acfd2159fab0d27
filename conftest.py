"""Needs of tests: a missing program or service is said in a clear word, and is a failure where it is required (CI)."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests import migrated

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}
REQUIRED = bool(os.environ.get("REQUIRE_SERVICES"))


def need(present: bool, what: str) -> None:
    """Skips the test when `what` is absent; fails it where services are required."""
    if present:
        return
    if REQUIRED:
        pytest.fail(f"{what} is required here and was not found")
    pytest.skip(f"{what} was not found on this machine")


@pytest.fixture
def own_index(tmp_path: Path, settings: Any) -> None:
    """A search index that this test alone reads and writes."""
    settings.SEARCH_INDEX = tmp_path / "search.sqlite3"


def pytest_make_parametrize_id(val: object) -> str | None:
    """A file as a parameter is named by its size: its bytes hold the time, which two test processes do not share."""
    return f"{len(val)} bytes" if isinstance(val, bytes) and len(val) > 40 else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that really commits must leave behind what the migrations made: the next one needs it.

    What only PostgreSQL can do is no test of SQLite, and the other way round.
    """
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other) or _tested_elsewhere(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction") and not marker.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(f"{item.nodeid}: transaction=True needs serialized_rollback=True")


def _tested_elsewhere(item: pytest.Item) -> bool:
    """Whether the same `make test` has run it on SQLite, and it asks no database: then it would only tell the same."""
    if not os.environ.get("TESTED_ON_SQLITE") or item.path.is_relative_to(item.config.rootpath / "tests"):
        return False
    asks = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return not asks


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The tests' database is a copy of the migrated one (overrides pytest-django's fixture of this name)."""
    test = connection.settings_dict["TEST"]
    if connection.vendor == "postgresql":
        test["TEMPLATE"] = migrated.postgresql(os.environ["DATABASE_URL"])
    else:
        shutil.copyfile(migrated.sqlite(), test["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """SQLite's copy stands already where Django would make the file (overrides pytest-django's fixture)."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a real Chromium."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
    need(bool(path), "Chromium")
    return path


@pytest.fixture(scope="session")
def xgettext() -> str:
    """The path of gettext's extractor."""
    path = shutil.which("xgettext") or ""
    need(bool(path), "gettext")
    return path


@pytest.fixture(scope="session", autouse=True)
def _tests_may_empty_the_log():
    """Between tests that commit, every table is emptied: the log too, which refuses this to everyone else."""
    from portal import append_only

    case: Any = TransactionTestCase  # the method is Django's own, unknown to its stubs
    empty = case._fixture_teardown

    def emptied(self: TransactionTestCase) -> None:
        with append_only.erasing():
            empty(self)

    case._fixture_teardown = emptied
    yield
    case._fixture_teardown = empty


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process keeps for a few seconds (`portal.memory`) must not pass from one test to the next.

    Nor end in the middle of one: the number of queries would depend on how busy the machine is.
    """
    from portal import memory

    memory.clear()
    monkeypatch.setattr(memory, "clock", lambda: 0.0)
