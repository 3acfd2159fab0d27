"""Which documents of the embedded engine a plan brings in, best first; bounded, however common the words are.

FTS5 gives the documents of a MATCH by their number. So the newest are taken first and the rest never read: of a word
that thousands hold, the newest thousands, and whatever the age those that hold all words, or have one in the title.
"""

import json
import sqlite3
from typing import Any, Final, NamedTuple

from search.documents import Query
from search.engines import facets
from search.engines.facets import Candidate
from search.engines.plan import Plan, Word

NEWEST: Final = 3_000  # documents that are weighed, the newest that match,
FILTERED: Final = 10_000  # or so many, where filters leave but a part of them
SURE: Final = 500  # older ones that have a word in the title, and that hold all words
_BROWSED: Final = """
    SELECT rowid, kind, language, grp, topics, region, agency, coalesce(day, '') FROM docs
    WHERE (:languages IS NULL OR language IN (SELECT value FROM json_each(:languages)))
    AND (:since IS NULL OR day >= :since) AND (:until IS NULL OR day <= :until)
    ORDER BY day DESC, rowid DESC LIMIT :most
"""
_CHOSEN: Final = _BROWSED.replace("WHERE", "WHERE rowid IN (SELECT value FROM json_each(:numbers)) AND", 1)
_MATCHING: Final = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
# More is better; of title, lead, text.
_WEIGHED: Final = _MATCHING.replace("rowid", "rowid, -bm25(words, 10.0, 3.0, 1.0)", 1)


class Ranked(NamedTuple):
    """Documents best first, how well each matches, and whether more match than were weighed."""

    rows: list[Candidate]
    scores: dict[int, float]
    capped: bool


def ranked(db: sqlite3.Connection, planned: Plan, query: Query) -> Ranked:
    """What `planned` brings in, in the languages and days that are asked for; without words, what the filters leave."""
    allowed = {
        "languages": json.dumps(query.languages) if query.languages else None,
        "since": query.since and query.since.isoformat(),
        "until": query.until and query.until.isoformat(),
    }
    most = FILTERED if any(allowed.values()) or facets.filters(query) else NEWEST
    if not planned.any_of and not planned.together:
        rows = _tuples(db, _BROWSED, allowed | {"most": most}).fetchall()
        return Ranked(rows, dict.fromkeys((row[0] for row in rows), 0.0), len(rows) == most)
    any_match, all_match = _any_match(planned), " OR ".join(map(_each, planned.all_of))
    scores: dict[int, float] = dict(_tuples(db, _WEIGHED, (any_match, most)))
    whole = {row[0] for row in _tuples(db, _MATCHING, (all_match, most))} if all_match else set()
    capped = len(scores) == most
    if capped:
        sure = dict(_tuples(db, _WEIGHED, (f"{{title}} : ({any_match})", SURE)))
        if all_match:
            sure |= dict(_tuples(db, _WEIGHED, (all_match, SURE)))
        scores = sure | scores  # what all words give weighs more than what the title alone does
    rows = _tuples(db, _CHOSEN, allowed | {"numbers": json.dumps([*scores]), "most": len(scores)}).fetchall()
    if not query.newest:
        rows.sort(key=lambda row: (row[0] not in whole, -scores[row[0]]))
    return Ranked(rows, scores, capped)


def _tuples(db: sqlite3.Connection, statement: str, values: Any) -> sqlite3.Cursor:
    """Plain tuples: making thousands of anything else takes longer than finding them."""
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values)


def _any_match(planned: Plan) -> str:
    """An FTS5 expression for documents with any of the words, or all of those that stand together."""
    return " OR ".join([*map(_either, planned.any_of), *map(_each, planned.together)])


def _either(word: Word) -> str:
    return " OR ".join(f'"{term}"' for term in word.forms)


def _each(words: tuple[Word, ...]) -> str:
    return "(" + " AND ".join(f"({_either(word)})" for word in words) + ")"
