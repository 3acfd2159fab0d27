"""The files of the embedded engine: which one is current, who may write, and how one takes another's place.

The index's own path is a symbolic link to the present database file. SQLite keeps its log beside the real file, so a
database that is in use must never be overwritten; a link can be pointed elsewhere in one step, readers notice at their
next query, and the old file disappears when the last of them has closed it.
"""

import fcntl
import itertools
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import EngineUnavailable

_serial = itertools.count()


class IndexFiles:
    """The files of one index, whose link is `path`."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._local = threading.local()

    def current(self) -> Path | None:
        """The present database file, None if there is none."""
        try:
            target = self.path.parent / self.path.readlink()
        except OSError:
            return None
        return target if target.is_file() else None

    def connection(self) -> sqlite3.Connection:
        """This thread's connection to the present file, opened anew after a swap.

        Raises EngineUnavailable if there is none, sqlite3.DatabaseError if it is none.
        """
        for _ in range(3):  # a swap may come between reading the link and opening the file
            current = self.current()
            if current is None:
                continue  # the link was read, then pointed elsewhere, then its old file was removed
            try:
                name = (os.getpid(), current, current.stat().st_ino)
                if self._known() == name:
                    return self._local.connection
                self.forget()
                self._local.connection = connect(current, "rw")
            except FileNotFoundError:
                continue
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_CANTOPEN:
                    raise
                continue
            self._local.name = name
            return self._local.connection
        raise EngineUnavailable(f"there is no search index at {self.path.name}")

    def _known(self) -> tuple[int, Path, int] | None:
        return getattr(self._local, "name", None)

    def forget(self) -> None:
        """Closes this thread's connection."""
        known = self._known()
        if known and known[0] == os.getpid():  # after a fork it is the parent's, and not ours to close
            self._local.connection.close()
        self._local.name = None

    def fresh(self) -> Path:
        """A path for a new database file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.path.with_name(f"{self.path.name}.{time.time_ns()}-{os.getpid()}-{next(_serial)}")

    def discard(self, fresh: Path) -> None:
        """Removes a database that did not come to be, and what stands beside it."""
        for path in fresh.parent.glob(fresh.name + "*"):
            path.unlink(missing_ok=True)

    def swap(self, fresh: Path) -> None:
        """Makes `fresh`, a closed database, the present one."""
        link = fresh.with_name(fresh.name + ".link")
        link.symlink_to(fresh.name)
        link.replace(self.path)
        self.forget()
        self.sweep()

    def sweep(self) -> None:
        """Removes what earlier rebuilds left, finished or killed. Call it only while holding the rebuild lock."""
        current = self.current()
        for path in self.path.parent.glob(self.path.name + ".[0-9]*"):
            if current is None or not path.name.startswith(current.name):
                path.unlink(missing_ok=True)

    def mark_broken(self) -> None:
        """Remembers that the present file is broken, for every process on this host."""
        current = self.current()
        if current is not None:
            self._broken.write_text(current.name)

    def is_broken(self) -> bool:
        """True if the present file was found broken."""
        current = self.current()
        return current is not None and self._broken.is_file() and self._broken.read_text() == current.name

    @property
    def _broken(self) -> Path:
        return self.path.with_name(self.path.name + ".broken")

    @contextmanager
    def lock(self, purpose: str, patience: float) -> Iterator[None]:
        """Keeps other processes and threads with the same `purpose` out. A killed holder lets go by itself.

        Raises EngineUnavailable after `patience` seconds of waiting.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + patience
        with self.path.with_name(f"{self.path.name}.{purpose}-lock").open("w") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise EngineUnavailable(f"another process holds the {purpose} lock") from None
                    time.sleep(0.02)
            yield


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to `path`; `mode` is SQLite's: "rw" for a file that is there, "rwc" for a new one."""
    uri = f"file:{str(path).replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous=NORMAL")
    # Kilobytes; not mapped: a mapped file that shrinks kills its readers.
    connection.execute("PRAGMA cache_size=-16000")
    return connection
