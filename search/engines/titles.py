"""The titles of the embedded engine once more, with an index of the beginnings of words, for those who still type.

Each row has the number of its document and the forms of its title. Merging the documents of all words that begin with
a letter or two takes up to forty times as long as one look into the index of beginnings; terms begin with two letters
of their own (`analysis.terms`), so that it is one of one, two and three letters that were typed.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from search.documents import Hit
from search.engines.hits import plain_hit
from search.engines.suggesting import CANDIDATES, Beginning

SCHEMA: Final = """
CREATE VIRTUAL TABLE titles USING fts5 (title, content='', tokenize='ascii', detail=none, prefix='3 4 5');
"""
_FOUND: Final = (
    "SELECT d.kind, d.id, d.language, d.url, t.title, d.grp, d.date, d.topics, d.agency"  # noqa: S608 a constant
    f" FROM (SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT {CANDIDATES}) AS c"
    " JOIN docs AS d ON d.rowid = c.rowid JOIN texts AS t ON t.rowid = c.rowid"
)
_BEGUN: Final = "SELECT 1 FROM terms WHERE term >= ? AND term < ? AND documents > 0 LIMIT 1"


def look(db: sqlite3.Connection, wanted: Iterable[Beginning]) -> Iterator[Hit]:
    """The newest documents of each language whose titles hold the words; terms are marked with their language."""
    for asked in wanted:
        for row in db.execute(_FOUND, (_match(asked),)):
            yield plain_hit(row)


def _match(asked: Beginning) -> str:
    """An FTS5 expression for titles with all the words, the last one as a beginning."""
    last = [f'"{term}"' for term in asked.terms] + [f'"{prefix}" *' for prefix in asked.prefixes]
    each = [*([f'"{term}"' for term in word.terms] for word in asked.words), last]
    return " AND ".join(f"({' OR '.join(terms)})" for terms in each)


def begun(db: sqlite3.Connection, prefixes: Collection[str]) -> set[str]:
    """Those of `prefixes` with which a term of the index begins, of titles and texts."""
    ends = {prefix: prefix[:-1] + chr(ord(prefix[-1]) + 1) for prefix in prefixes}
    return {prefix for prefix, end in ends.items() if db.execute(_BEGUN, (prefix, end)).fetchone()}
