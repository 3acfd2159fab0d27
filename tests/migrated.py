"""A migrated, otherwise untouched database, made once and copied for every process of the tests and for the browser.

Making it takes the better part of a minute, and each process of a run would do it. It is kept beside pytest's
cache (SQLite: a file) or beside the tests' database (PostgreSQL), and made anew when a migration, the settings or the
versions of packages change. What `post_migrate` writes needs no mention here: Django sends that for every copy too.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache" / "migrated"
PREFIX = "jauap_migrated_"


def sources() -> list[Path]:
    """The files that decide what a migrated database holds."""
    return [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "config/settings.py", ROOT / "requirements-dev.txt"]


def fingerprint() -> str:
    """Twelve hexadecimal digits that change with any of the sources."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time: the first makes the database, the others wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(url: str) -> None:
    """Migrates the empty database at `url` in a process of its own, with the settings of the tests."""
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"the tests' database could not be migrated:\n{done.stdout}\n{done.stderr}")


def sqlite() -> Path:
    """The file of the migrated database, made when it is not there."""
    made = FOLDER / f"{PREFIX}{fingerprint()}.sqlite3"
    with alone():
        if not made.exists():
            for old in FOLDER.glob(f"{PREFIX}*"):
                old.unlink()
            with tempfile.TemporaryDirectory(dir=FOLDER) as work:
                fresh = Path(work) / "fresh.sqlite3"
                migrate(f"sqlite:///{fresh}")
                fresh.rename(made)
    return made


def postgresql(url: str) -> str:
    """The name of the migrated database on the server of `url`, made when it is not there."""
    import psycopg

    name = f"{PREFIX}{fingerprint()}"
    with alone(), psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        there = {row[0] for row in found}
        if name not in there:
            for old in there:
                connection.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            fresh = f"{PREFIX}fresh"
            connection.execute(f'CREATE DATABASE "{fresh}"')
            migrate(urlunsplit(urlsplit(url)._replace(path=f"/{fresh}")))
            connection.execute(f'ALTER DATABASE "{fresh}" RENAME TO "{name}"')
    return name


if __name__ == "__main__":
    sqlite()
    if url := os.environ.get("TEST_DATABASE_URL"):
        postgresql(url)
