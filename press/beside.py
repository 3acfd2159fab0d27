"""What stands beside a briefing in tables of its own, captions and main points, in one query."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.core.files.storage import default_storage

from portal import sql

_ROWS: Final = """
SELECT 0, COALESCE(sort_order, 0), id, language, file, CASE WHEN ai_made THEN 'ai' ELSE '' END
FROM press_captions WHERE page_id = %s
UNION ALL SELECT 1, 0, id, '', text, CAST(at AS TEXT) FROM press_mainpoint WHERE page_id = %s
"""


@dataclass(frozen=True, slots=True)
class Point:
    """A main point as readers see it."""

    pk: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """`captions`: the language and the address of each, and whether a machine made them; `points`: newest first."""

    captions: list[tuple[str, str, bool]]
    points: list[Point]


def beside(page_pk: int) -> Beside:
    """The captions and main points of a briefing's page."""
    found = sql.rows(_ROWS, (page_pk, page_pk))
    captions = sorted(row for row in found if row[0] == 0)
    points = [Point(row[2], _moment(row[5]), row[4]) for row in found if row[0] == 1]
    points.sort(key=lambda point: (point.at, point.pk), reverse=True)
    return Beside([(row[3], default_storage.url(row[4]), row[5] == "ai") for row in captions], points)


def _moment(text: str) -> datetime:
    """A moment as the database writes it: in UTC, whether it says so (PostgreSQL) or not (SQLite)."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
