"""Which documents of the embedded engine a plan brings in, best first; bounded, however common the words are.

FTS5 gives the documents of a MATCH by their number. So the newest that pass the filters are taken first and the rest
never read: of a word that thousands hold, the newest thousands, and whatever the age those that hold all words, or have
one in the title.
"""

import sqlite3
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from search.documents import Query
from search.engines import facts
from search.engines.facets import Candidate
from search.engines.plan import Plan, Word

NEWEST: Final = 3_000  # documents that are weighed, the newest that match and pass the filters
SURE: Final = 500  # older ones that have a word in the title, and that hold all words
_FACTS: Final = "f.kind, f.language, f.thing, f.topics, f.region, f.agency, f.day"
_BROWSED: Final = f"SELECT f.rowid, 0.0, {_FACTS} FROM facts f WHERE %s ORDER BY f.day DESC, f.rowid DESC LIMIT ?"  # noqa: S608
_MATCHING: Final = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
_PASSING: Final = (
    f"SELECT w.rowid, 0.0, {_FACTS} FROM words w CROSS JOIN facts f ON f.rowid = w.rowid"  # noqa: S608
    " WHERE words MATCH ? AND %s ORDER BY w.rowid DESC LIMIT ?"
)
# More is better; of title, lead, text.
_WEIGHED: Final = _PASSING.replace("0.0", "-bm25(words, 10.0, 3.0, 1.0)", 1)

_TITLED: Final = _PASSING.replace("0.0", "1.0", 1)  # of a word too common to be weighed, titles come first

# Candidates as SQLite gives them: making thousands of anything else takes longer than finding them.
Row: TypeAlias = tuple[int, float, int, int, int, int, int, int, int]
_DAY: Final = Candidate._fields.index("day")


class Ranked(NamedTuple):
    """Documents best first, and whether more match than were weighed."""

    rows: list[Row]
    capped: bool


def ranked(db: sqlite3.Connection, planned: Plan, query: Query) -> Ranked:
    """What `planned` brings in and the filters let through; without words, what the filters leave, the newest."""
    passes = facts.condition(db, query) or "1"
    any_match, all_match = _any_match(planned), " OR ".join(map(_each, planned.all_of))
    if not any_match:
        rows = _rows(db, _BROWSED % passes, NEWEST)
        return Ranked(rows, len(rows) == NEWEST)
    weighed, titled = (_PASSING, _TITLED) if planned.plain else (_WEIGHED, _WEIGHED)
    rows = _rows(db, weighed % passes, _with_common(any_match, planned), NEWEST)
    capped = len(rows) == NEWEST
    whole = {row[0] for row in _rows(db, _MATCHING, all_match, SURE)} if all_match else set()
    sure = []
    if capped or planned.plain:
        if all_match:
            sure = _rows(db, (_PASSING if planned.heavy else _WEIGHED) % passes, all_match, SURE)
        sure += _rows(db, titled % passes, f"{{title}} : ({any_match})", SURE)
    # What is weighed by any word has its full weight; what is not, at least that of its title.
    known = {row[0]: row for row in ((*rows, *sure) if planned.plain else (*sure[::-1], *rows))}
    rows = list(known.values())
    if query.newest:
        return Ranked(sorted(rows, key=itemgetter(_DAY, 0), reverse=True), capped)
    rows.sort(key=itemgetter(1, _DAY, 0), reverse=True)
    if whole:
        rows = [row for row in rows if row[0] in whole] + [row for row in rows if row[0] not in whole]
    return Ranked(rows, capped)


def choices(db: sqlite3.Connection, planned: Plan, query: Query, facet: str) -> list[Row]:
    """What another choice of `facet` may give, in the reader's language, in no order: the newest, whichever it has."""
    passes = facts.condition(db, query, but=facet, only=query.language)
    match = _any_match(planned)
    return _rows(db, _PASSING % passes, match, NEWEST) if match else _rows(db, _BROWSED % passes, NEWEST)


def _rows(db: sqlite3.Connection, statement: str, *values: str | int) -> list[Row]:
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values).fetchall()


def _any_match(planned: Plan) -> str:
    """An FTS5 expression for documents with any of the words, or all of those that stand together."""
    return " OR ".join([*map(_either, planned.any_of), *map(_each, planned.together)])


def _with_common(any_match: str, planned: Plan) -> str:
    """The same documents, weighed by the common words besides."""
    if not planned.common:
        return any_match
    mine = " OR ".join(map(_either, planned.any_of))
    common = " OR ".join(map(_either, planned.common))
    return f"({any_match}) AND ({mine} OR {common} OR {common})"


def _either(word: Word) -> str:
    return " OR ".join(f'"{term}"' for term in word.forms)


def _each(words: tuple[Word, ...]) -> str:
    return "(" + " AND ".join(f"({_either(word)})" for word in words) + ")"
