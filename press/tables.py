"""The data of an infographic as its page and its CSV show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from portal import dates
from press.rules.data_tables import Cell, Column, Kind, Reason, Table, Unreadable, read

_COMMA: Final = frozenset({"kk", "ru"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A table for readers: each cell is (text, whether its column holds numbers); `number` is its place on the page."""

    number: int
    caption: str
    head: list[tuple[str, bool]]
    rows: list[list[tuple[str, bool]]]


def of_block(value: Any) -> Table:
    """The table of a `DataTableBlock`. Raises Unreadable."""
    columns = [Column(each["name"], Kind(each["kind"]), each["unit"]) for each in value["columns"]]
    return read(value["caption"], columns, value["rows"])


def of_page(stream: Iterable[Any]) -> Iterator[tuple[int, Table]]:
    """The tables of a page's `data` with their numbers, from 1; one that cannot be read (a broken translation) is left
    out, and the others keep their numbers."""
    for number, block in enumerate(stream, start=1):
        try:
            yield number, of_block(block.value)
        except Unreadable:
            continue


def shown(stream: Iterable[Any], language: str) -> list[Shown]:
    """The tables of a page's `data` as `language` writes them."""
    return [
        Shown(
            number,
            table.caption,
            _marked(table.columns, [column.head for column in table.columns]),
            [_marked(table.columns, [words(cell, language) for cell in row]) for row in table.rows],
        )
        for number, table in of_page(stream)
    ]


def _marked(columns: Sequence[Column], texts: list[str]) -> list[tuple[str, bool]]:
    return [(text, column.kind is Kind.NUMBER) for text, column in zip(texts, columns, strict=True)]


def words(cell: Cell, language: str) -> str:
    """A value as people write it: "41 000,5" in Kazakh and Russian, "41 000.5" in English; a dash for nothing."""
    if cell is None:
        return "—"
    if isinstance(cell, Decimal):
        text = dates.number(f"{cell:f}").replace("-", "−")
        return text.replace(".", ",") if language in _COMMA else text
    if isinstance(cell, date):
        return dates.full(cell, language)
    return cell


def for_csv(table: Table) -> Iterator[list[Any]]:
    """The rows of a CSV file: the head, then values that programs read: a point in numbers, ISO dates."""
    yield [column.head for column in table.columns]
    for row in table.rows:
        yield [_plain(cell) for cell in row]


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


def reason_words(found: Unreadable) -> str:
    """What an editor is told of a table that cannot be read."""
    told = {
        Reason.EMPTY: _("Paste the rows of the table."),
        Reason.TOO_LONG: _("The table is too long for a page. Attach it as a file."),
        Reason.CELLS: _("Line %(line)d does not have a cell for each column: %(cell)s"),
        Reason.NUMBER: _("Line %(line)d: this is no number: %(cell)s"),
        Reason.UNCLEAR: _("Line %(line)d: a thousand or a fraction? Write thousands with a space: %(cell)s"),
        Reason.DATE: _("Line %(line)d: write the date like 22.11.2026: %(cell)s"),
    }[found.reason]
    return told % {"line": found.line, "cell": found.cell[:80]} if found.line else told
