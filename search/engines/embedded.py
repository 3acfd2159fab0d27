"""The engine that needs nothing beside Python: SQLite FTS5 in a file of its own.

Each token is indexed in its forms (`search.analysis`), so the full-text table only compares; `bm25` weighs the title
over the lead over the body. Titles stand once more in a table with an index of the beginnings of words, for those who
are still typing. The tables keep no text of their own: to take a document out, its forms are made again from the stored
text, which is why an index made by another version of the analysis is not used but rebuilt.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from search import analysis
from search.documents import Document, Hit, Query, Results
from search.engines import facets, facts, ranking, repair, suggesting, titles
from search.engines.analysed import forms_of
from search.engines.base import EngineUnavailable, Key, Position
from search.engines.counting import Counts
from search.engines.facets import FACETS, Candidate
from search.engines.files import IndexFiles, connect
from search.engines.hits import hit_of, markers_for
from search.engines.plan import Plan
from search.engines.ranking import Row
from search.engines.repair import Neighbour, Vocabulary
from search.engines.understanding import understood

FORMAT: Final = "4"
LANGUAGE, THING = Candidate._fields.index("language"), Candidate._fields.index("thing")
BUFFER: Final = 64 * 2**20  # bytes of terms that are kept in memory while a whole index is filled,
SMALL_BUFFER: Final = 2**20  # and afterwards, as FTS5 has it by default,
MERGED: Final = 4  # as is the number of segments that it merges
SLOWEST: Final = 2.0  # seconds after which a query is given up
TRANSIENT: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT}
# Of the failures to read or write those that blame the file; the others blame the disk, which may be full.
UNREADABLE: Final = {
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_CORRUPTFS,
    sqlite3.SQLITE_IOERR_DATA,
}

SCHEMA: Final = """
CREATE TABLE docs (
    rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, language TEXT NOT NULL, grp TEXT NOT NULL,
    day TEXT, date TEXT, topics TEXT NOT NULL, region TEXT NOT NULL, agency TEXT NOT NULL, url TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (kind, id)
);
CREATE TABLE texts (rowid INTEGER PRIMARY KEY, title TEXT NOT NULL, lead TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (title, lead, body, content='', tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE TABLE terms (term TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX terms_alike ON terms (substr(term, 1, 3), length(term), term, documents);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class EmbeddedEngine:
    """An index in the files beside `path`; days are those of `timezone`."""

    def __init__(self, path: Path, timezone: str = "Asia/Almaty") -> None:
        self.files = IndexFiles(path)
        self.timezone = ZoneInfo(timezone)
        self._counts = Counts()

    # -- Reading ----------------------------------------------------------------------------------
    def find(self, query: Query) -> Results:
        with self._index() as db, _deadline(db):
            planned, repaired, asks = understood(query, self._vocabulary(db))
            if not asks:
                return Results(repaired=repaired)
            found = ranking.ranked(db, planned, query)
            mine, others = _apart(found.rows, facts.language(db, query.language))
            counted = _counted(db, planned, query, mine) if query.facets else {}
            hit = partial(_hits, db, planned, query)
            return Results(
                hits=hit(mine[query.offset : query.offset + query.limit]),
                total=len(mine),
                kinds=counted.pop("kind", {}),
                others=hit(others[: query.others]),
                others_total=len(others),
                facets=counted,
                repaired=repaired,
                capped=found.capped,
            )

    def suggest(self, query: Query) -> Results:
        with self._index() as db, _deadline(db):
            return suggesting.suggested(
                query, partial(titles.look, db), self._vocabulary(db), partial(titles.begun, db)
            )

    def _vocabulary(self, db: sqlite3.Connection) -> Vocabulary:
        (newest,) = db.execute("SELECT max(rowid) FROM facts").fetchone()
        return Vocabulary(
            lambda terms: self._counts.of(terms, partial(_frequencies, db)), partial(_nearest_of, db), newest or 0
        )

    def position(self) -> Position | None:
        if self.files.is_broken():
            return None
        try:
            with self._index() as db:
                meta = dict(map(tuple, db.execute("SELECT key, value FROM meta")))
        except EngineUnavailable as reason:
            if self.files.current() is not None and not self.files.is_broken():
                raise  # only busy: an index that is whole must not be rebuilt for that
            del reason
            return None
        if meta.get("format") != FORMAT or meta.get("analysis") != analysis.version():
            return None
        return Position.read(meta["position"])

    def contents(self) -> Iterator[tuple[Key, str]]:
        with self._index() as db:
            rows = db.execute("SELECT kind, id, digest FROM docs").fetchall()
        return iter([((row["kind"], row["id"]), row["digest"]) for row in rows])

    # -- Writing ----------------------------------------------------------------------------------
    def put(self, documents: Iterable[Document]) -> None:
        with self._index() as db, _transaction(db):
            self._put(db, documents)

    def drop(self, keys: Collection[Key]) -> None:
        with self._index() as db, _transaction(db):
            for key in keys:
                _drop(db, key)

    def apply(self, put: Iterable[Document], drop: Collection[Key], position: Position) -> None:
        with self._index() as db, _transaction(db):
            for key in drop:
                _drop(db, key)
            self._put(db, put)
            _note_position(db, position)

    def following(self) -> AbstractContextManager[None]:
        return self.files.lock("follow", patience=20)

    def rebuild(
        self, documents: Iterable[Document], position: Position, progress: Callable[[int], None] | None = None
    ) -> int:
        with self.files.lock("rebuild", patience=0):
            self.files.sweep()
            fresh = self.files.fresh()
            try:
                number = self._build(fresh, documents, position, progress)
                with self.following():
                    self.files.swap(fresh)
            except BaseException:
                self.files.discard(fresh)
                raise
            return number

    def _build(
        self, fresh: Path, documents: Iterable[Document], position: Position, progress: Callable[[int], None] | None
    ) -> int:
        """Fills a database that nobody reads yet, hence without a log; says how many documents it has."""
        number = 0
        db = connect(fresh, "rwc")
        try:
            db.row_factory = sqlite3.Row
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA + titles.SCHEMA + facts.SCHEMA)
            _merging(db, 0, BUFFER)  # one merge at the end in place of hundreds on the way
            db.execute("BEGIN")
            for number, document in enumerate(documents, 1):
                self._put(db, [document], counted=False)
                if progress and number % 500 == 0:
                    progress(number)
            _note_position(db, position)
            db.executemany("INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("analysis", analysis.version())])
            db.execute("COMMIT")
            db.execute("INSERT INTO words (words) VALUES ('optimize')")
            db.execute("INSERT INTO titles (titles) VALUES ('optimize')")
            _merging(db, MERGED, SMALL_BUFFER)
            db.execute("INSERT INTO terms SELECT term, doc FROM vocabulary")
            db.executescript(facts.INDEXES)
            number = db.execute("SELECT count(*) FROM docs").fetchone()[0]
            db.execute("PRAGMA journal_mode=WAL")
        except sqlite3.DatabaseError as error:
            raise EngineUnavailable(str(error)) from error
        finally:
            db.close()
        _on_disk(fresh)
        if progress:
            progress(number)
        return number

    def _put(self, db: sqlite3.Connection, documents: Iterable[Document], *, counted: bool = True) -> None:
        """Takes in `documents`; with `counted` unset, the counts of terms are left to who fills a whole index."""
        for document in documents:
            _drop(db, (document.kind, document.id), counted=counted)
            day = document.day(self.timezone)
            texts = [analysis.clean(text) for text in (document.title, document.lead, document.body)]
            cursor = db.execute(
                "INSERT INTO docs (kind, id, language, grp, day, date, topics, region, agency, url, digest)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.kind,
                    document.id,
                    document.language,
                    document.thing,
                    day,
                    document.date.isoformat() if document.date else None,
                    f" {' '.join(document.topics)} ",
                    document.region,
                    document.agency,
                    document.url,
                    document.digest,
                ),
            )
            db.execute("INSERT INTO texts VALUES (?, ?, ?, ?)", (cursor.lastrowid, *texts))
            forms = forms_of(document)
            db.execute("INSERT INTO words (rowid, title, lead, body) VALUES (?, ?, ?, ?)", (cursor.lastrowid, *forms))
            db.execute("INSERT INTO titles (rowid, title) VALUES (?, ?)", (cursor.lastrowid, forms[0]))
            facts.note(db, cursor.lastrowid or 0, document, day)
            if counted:
                _count(db, forms, +1)

    @contextmanager
    def _index(self) -> Iterator[sqlite3.Connection]:
        """The present index; what SQLite says against it becomes EngineUnavailable, and a broken file is marked."""
        try:
            db = self.files.connection()
            db.row_factory = sqlite3.Row
            yield db
        except sqlite3.DatabaseError as error:
            self.files.forget()
            if _blames_the_file(getattr(error, "sqlite_errorcode", 0)):
                self.files.mark_broken()
            raise EngineUnavailable(str(error)) from error


def _merging(db: sqlite3.Connection, segments: int, buffer: int) -> None:
    """From how many segments on the full-text tables merge them (0: never), and how many bytes they keep in memory."""
    for table in ("words", "titles"):
        for name, value in (("automerge", segments), ("hashsize", buffer)):
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, value))  # noqa: S608 of ours


def _on_disk(path: Path) -> None:
    """Waits until what was written without a log is on the disk: only then may it take the old index's place."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _blames_the_file(code: int) -> bool:
    if code & 0xFF == sqlite3.SQLITE_IOERR:
        return code in UNREADABLE
    return code & 0xFF not in TRANSIENT


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextmanager
def _deadline(db: sqlite3.Connection) -> Iterator[None]:
    end = time.monotonic() + SLOWEST
    db.set_progress_handler(lambda: time.monotonic() > end, 20_000)
    try:
        yield
    finally:
        db.set_progress_handler(None, 0)


def _frequencies(db: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    counts = {}
    for term in terms:
        row = db.execute("SELECT documents FROM terms WHERE term = ?", (term,)).fetchone()
        counts[term] = row[0] if row else 0
    return counts


def _nearest_of(db: sqlite3.Connection, terms: Iterable[str]) -> dict[str, Neighbour]:
    found = {term: _nearest(db, term) for term in dict.fromkeys(terms)}
    return {term: near for term, near in found.items() if near is not None}


def _nearest(db: sqlite3.Connection, term: str) -> Neighbour | None:
    """The nearest term of the same mark and first letter."""
    slips = repair.slips_in(term)
    cursor = db.cursor()
    cursor.row_factory = None
    rows = cursor.execute(
        "SELECT term, documents FROM terms"
        " WHERE substr(term, 1, 3) = ? AND length(term) BETWEEN ? AND ? AND documents > 0",
        (term[:3], len(term) - slips, len(term) + slips),
    )
    return repair.nearest(term, rows.fetchall())


def _drop(db: sqlite3.Connection, key: Key, *, counted: bool = True) -> None:
    row = db.execute("SELECT rowid, language, * FROM docs JOIN texts USING (rowid) WHERE kind = ? AND id = ?", key)
    for found in row.fetchall():
        forms = [analysis.forms(found[column], found["language"]) for column in ("title", "lead", "body")]
        db.execute(
            "INSERT INTO words (words, rowid, title, lead, body) VALUES ('delete', ?, ?, ?, ?)",
            (found["rowid"], *forms),
        )
        db.execute("INSERT INTO titles (titles, rowid, title) VALUES ('delete', ?, ?)", (found["rowid"], forms[0]))
        if counted:
            _count(db, forms, -1)
        facts.forget(db, found["rowid"])
        db.execute("DELETE FROM texts WHERE rowid = ?", (found["rowid"],))
        db.execute("DELETE FROM docs WHERE rowid = ?", (found["rowid"],))


def _count(db: sqlite3.Connection, forms: Iterable[str], change: int) -> None:
    """Notes that the terms of a document came or went."""
    db.executemany(
        "INSERT INTO terms VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET documents = documents + excluded.documents",
        [(term, change) for term in {term for text in forms for term in text.split()}],
    )


def _note_position(db: sqlite3.Connection, position: Position) -> None:
    db.execute(
        "INSERT INTO meta VALUES ('position', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (position.written,),
    )


def _apart(rows: Sequence[Row], language: int) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows in the reader's `language`, and those of other things in others; of each thing the best only."""
    mine = _once([row for row in rows if row[LANGUAGE] == language])
    known = set(map(itemgetter(THING), mine))
    return mine, _once([row for row in rows if row[LANGUAGE] != language and row[THING] not in known])


def _once(rows: Sequence[Row]) -> Sequence[Row]:
    things = {thing: row for row, thing in zip(reversed(rows), map(itemgetter(THING), reversed(rows)), strict=True)}
    return rows if len(things) == len(rows) else [row for row in rows if things[row[THING]] is row]


def _counted(db: sqlite3.Connection, planned: Plan, query: Query, mine: Sequence[Row]) -> dict[str, dict[str, int]]:
    """How many of the reader's language each key of each facet would leave, the other filters as they are."""
    chosen = facets.filters(query)
    tallies = {
        facet: facets.tally(_once(ranking.choices(db, planned, query, facet)) if facet in chosen else mine, facet)
        for facet in ("kind", *FACETS)
    }
    names = facts.named(db, {number for tallied in tallies.values() for number in tallied})
    return {facet: facets.by_key(facet, tallied, names) for facet, tallied in tallies.items()}


def _hits(db: sqlite3.Connection, planned: Plan, query: Query, rows: Sequence[Row]) -> tuple[Hit, ...]:
    found = db.execute(
        "SELECT rowid, * FROM docs JOIN texts USING (rowid) WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps([row[0] for row in rows]),),
    )
    stored = {row["rowid"]: row for row in found}
    markers = markers_for(planned, {row["language"] for row in stored.values()})
    return tuple(hit_of(stored[row[0]], row[1], markers, snippets=query.snippets) for row in rows)
