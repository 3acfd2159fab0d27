"""Reads of the directory for pages: its rows hardly ever change, so the process keeps them for a few seconds."""

from collections.abc import Iterable
from typing import TypeVar

from directory.models import Named, Region, Topic
from portal import sql
from portal.collation import kazakh_key
from portal.memory import brief

N = TypeVar("N", bound=Named)

_OF_PAGE = """
SELECT 0, sort_order, id, topic_id FROM directory_pagetopic WHERE page_id = %s
UNION ALL SELECT 1, sort_order, id, region_id FROM directory_pageregion WHERE page_id = %s
"""


@brief
def known(model: type[N]) -> dict[int, N]:
    """All rows of Topic, Region or Agency by their id, in the directory's order."""
    return {row.pk: row for row in model._default_manager.all()}


def active(model: type[N]) -> list[N]:
    """The rows in use, in the directory's order."""
    return [row for row in known(model).values() if row.active]


@brief
def alphabetical(model: type[N], language: str) -> list[N]:
    """The rows in use, by their names in `language`, in the order of the Kazakh alphabet."""
    return sorted(active(model), key=lambda row: kazakh_key(row.name_in(language)))


def keyed(model: type[N], key: str) -> N | None:
    """The row with `key`, in use or not: old links keep leading somewhere."""
    return next((row for row in known(model).values() if row.key == key), None)


def of_page(page: int) -> tuple[list[Topic], list[Region]]:
    """The topics and the regions of a page, in the order that editors gave them, in one query."""
    found = sorted(sql.rows(_OF_PAGE, (page, page)), key=lambda row: (row[0], row[1] or 0, row[2]))
    topics = (pk for kind, _order, _id, pk in found if kind == 0)
    return _rows(Topic, topics), _rows(Region, (pk for kind, _order, _id, pk in found if kind == 1))


def one(model: type[N], pk: int | None) -> N | None:
    """The row `pk` of a model; None for none."""
    return next(iter(_rows(model, [pk])), None) if pk else None


def _rows(model: type[N], ids: Iterable[int]) -> list[N]:
    """The rows of `ids`, in their order; one that another process has just added is asked for."""
    wanted = list(ids)
    rows = known(model)
    if not all(pk in rows for pk in wanted):
        rows = model._default_manager.in_bulk(wanted)
    return [rows[pk] for pk in wanted if pk in rows]
