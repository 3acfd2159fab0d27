"""Which documents of the embedded engine a plan brings in, best first; bounded, however common the words are.

FTS5 gives the documents of a MATCH by their number. So the newest are taken first and the rest never read: of a word
that thousands hold, the newest thousands, and whatever the age those that hold all words, or have one in the title.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from search.documents import Query
from search.engines import facets
from search.engines.facets import Candidate
from search.engines.plan import Plan, Word

WEIGHTS: Final = "10.0, 3.0, 1.0"  # of title, lead, text
NEWEST: Final = 3_000  # documents that are weighed, the newest that match,
FILTERED: Final = 10_000  # or so many, where filters leave but a part of them
SURE: Final = 500  # older ones that have a word in the title, and that hold all words
ROWS: Final = "rowid, kind, language, grp, topics, region, agency, coalesce(day, '')"


class Ranked(NamedTuple):
    """Documents best first, how well each matches, and whether more match than were weighed."""

    rows: list[Candidate]
    scores: dict[int, float]
    capped: bool


def ranked(db: sqlite3.Connection, planned: Plan, query: Query) -> Ranked:
    """What `planned` brings in, in the languages and days that are asked for; without words, what the filters leave."""
    conditions, values = _conditions(query)
    narrow = len(conditions) > 0 or bool(facets.filters(query))
    most = FILTERED if narrow else NEWEST
    if not planned.any_of and not planned.together:
        statement = f"SELECT {ROWS} FROM docs {_where(conditions)} ORDER BY day DESC, rowid DESC LIMIT {most}"  # noqa: S608
        rows = _rows(db, statement, values)
        return Ranked(rows, dict.fromkeys((row[0] for row in rows), 0.0), len(rows) == most)
    scores = _weighed(db, _any_match(planned), most)
    capped = len(scores) == most
    whole: set[int] = set()
    if planned.all_of:
        all_match = " OR ".join(map(_each, planned.all_of))
        whole = {row[0] for row in _matching(db, all_match, most)}
    if capped:
        scores |= _weighed(db, f"{{title}} : ({_any_match(planned)})", SURE)
        scores |= _weighed(db, " OR ".join(map(_each, planned.all_of)), SURE) if planned.all_of else {}
    numbers = ",".join(map(str, scores))
    where = _where([*conditions, f"rowid IN ({numbers})"])
    rows = _rows(db, f"SELECT {ROWS} FROM docs {where} ORDER BY rowid DESC", values)  # noqa: S608 numbers and constants
    rows.sort(key=lambda row: row[-1], reverse=True)
    if not query.newest:
        rows.sort(key=lambda row: (row[0] not in whole, -scores[row[0]]))
    return Ranked(rows, scores, capped)


def _conditions(query: Query) -> tuple[list[str], list[str]]:
    conditions: list[str] = []
    values: list[str] = []
    if query.languages:
        conditions.append(f"language IN ({', '.join('?' * len(query.languages))})")
        values += query.languages
    if query.since:
        conditions.append("day >= ?")
        values.append(query.since.isoformat())
    if query.until:
        conditions.append("day <= ?")
        values.append(query.until.isoformat())
    return conditions, values


def _where(conditions: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _rows(db: sqlite3.Connection, statement: str, values: list[str]) -> list[Candidate]:
    """Plain tuples in the order of `Candidate`: making thousands of anything else takes longer than finding them."""
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values).fetchall()


def _weighed(db: sqlite3.Connection, match: str, most: int) -> dict[int, float]:
    """The newest documents that match, by how well (BM25, more is better)."""
    statement = f"SELECT rowid, -bm25(words, {WEIGHTS}) FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {most}"  # noqa: S608
    cursor = db.cursor()
    cursor.row_factory = None
    return dict(cursor.execute(statement, (match,)))


def _matching(db: sqlite3.Connection, match: str, most: int) -> Iterator[tuple[int]]:
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {most}", (match,))  # noqa: S608


def _any_match(planned: Plan) -> str:
    """An FTS5 expression for documents with any of the words, or all of those that stand together."""
    return " OR ".join([*map(_either, planned.any_of), *map(_each, planned.together)])


def _either(word: Word) -> str:
    return " OR ".join(f'"{term}"' for term in (*word.terms, *word.roots))


def _each(words: tuple[Word, ...]) -> str:
    return "(" + " AND ".join(f"({_either(word)})" for word in words) + ")"
