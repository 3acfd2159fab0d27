"""What filters and counts need of each document of the embedded engine, as a narrow row of numbers.

Thousands of rows are read for one query to count what each choice would give. Numbers are read several times as fast
as texts, and leave room for more rows on a page of the file; so kinds, keys and languages have a number each.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from search.documents import Document, Query
from search.engines.facets import filters

SCHEMA: Final = """
CREATE TABLE names (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
CREATE TABLE facts (
    rowid INTEGER PRIMARY KEY, kind INTEGER NOT NULL, language INTEGER NOT NULL, thing INTEGER NOT NULL,
    topics INTEGER NOT NULL, region INTEGER NOT NULL, agency INTEGER NOT NULL, day INTEGER NOT NULL
);
"""
# Made when an index has been filled: for those who browse by a filter, the newest first.
INDEXES: Final = """
CREATE INDEX facts_by_day ON facts (day);
CREATE INDEX facts_by_kind ON facts (kind, day);
CREATE INDEX facts_by_region ON facts (region, day);
CREATE INDEX facts_by_agency ON facts (agency, day);
"""
_COLUMN: Final = {"kind": "kind", "topic": "topics", "region": "region", "agency": "agency"}


def note(db: sqlite3.Connection, number: int, document: Document, day: str | None) -> None:
    """Writes the row of a document; `day` is its day as it is stored beside."""
    values = (
        _number(db, document.kind),
        _number(db, document.language),
        _of_thing(document.thing),
        _number(db, _joined(document.topics)),
        _number(db, document.region),
        _number(db, document.agency),
        _of_day(day),
    )
    db.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *values))


def forget(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM facts WHERE rowid = ?", (number,))


def named(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """What the numbers stand for."""
    rows = db.execute(f"SELECT id, value FROM names WHERE id IN ({_listed(numbers)})")  # noqa: S608 numbers
    return {row[0]: row[1] for row in rows}


def language(db: sqlite3.Connection, code: str) -> int:
    """The number of a language; 0 if no document is in it."""
    found = _numbers(db, [code])
    return found[0] if found else 0


def condition(db: sqlite3.Connection, query: Query, but: str = "", only: str = "") -> str:
    """SQL that is true for a row `f` of facts which passes the filters of `query`, all or all but one.

    `only` is a language to which it is narrowed besides. The SQL is made of numbers alone.
    """
    parts = []
    for languages in (query.languages, [only] if only else []):
        if languages:
            parts.append(f"f.language IN ({_listed(_numbers(db, languages))})")
    for facet, keys in filters(query).items():
        if facet != but:
            numbers = _holding(db, keys) if facet == "topic" else _numbers(db, keys)
            parts.append(f"f.{_COLUMN[facet]} IN ({_listed(numbers)})")
    if query.since or query.until:
        parts.append(f"f.day >= {query.since.toordinal() if query.since else 1}")
    if query.until:
        parts.append(f"f.day <= {query.until.toordinal()}")
    return " AND ".join(parts)


def _number(db: sqlite3.Connection, value: str) -> int:
    found = db.execute("SELECT id FROM names WHERE value = ?", (value,)).fetchone()
    return int(found[0]) if found else int(db.execute("INSERT INTO names (value) VALUES (?)", (value,)).lastrowid or 0)


def _numbers(db: sqlite3.Connection, values: Collection[str]) -> list[int]:
    marks = ",".join("?" * len(values))
    return [row[0] for row in db.execute(f"SELECT id FROM names WHERE value IN ({marks})", [*values])]  # noqa: S608


def _holding(db: sqlite3.Connection, topics: Collection[str]) -> list[int]:
    """The numbers of the sets of topics that hold one of `topics`."""
    either = " OR ".join(["instr(value, ?)"] * len(topics))
    keys = [f" {topic} " for topic in topics]
    return [row[0] for row in db.execute(f"SELECT id FROM names WHERE {either}", keys)]  # noqa: S608


def _joined(topics: Iterable[str]) -> str:
    return f" {' '.join(topics)} "


def _of_thing(thing: str) -> int:
    """Sixty-four bits of a hash: two things of a million share one in fewer than one of ten million indexes."""
    return int.from_bytes(hashlib.blake2b(thing.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def _of_day(day: str | None) -> int:
    """Days since the year 1, so that a range is a comparison; 0 for what has no date."""
    return date.fromisoformat(day).toordinal() if day else 0


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, map(int, numbers)))
