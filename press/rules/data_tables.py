"""The data behind an infographic, as editors paste it from a spreadsheet: read into typed cells. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

MOST_ROWS: Final = 500
Cell = str | Decimal | date | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Reason(StrEnum):
    """Why a table cannot be read."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    CELLS = "cells"  # not as many cells as columns
    NUMBER = "number"
    UNCLEAR = "unclear"  # 1,234: a thousand, or one and a bit?
    DATE = "date"


class Unreadable(Exception):  # noqa: N818 named for what it says where it is caught
    """The table cannot be read: why, in which line (from 1; 0 for the whole) and what stands there."""

    def __init__(self, reason: Reason, line: int = 0, cell: str = "") -> None:
        super().__init__(f"{reason} in line {line}: {cell!r}")
        self.reason, self.line, self.cell = reason, line, cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what it holds, in which unit ("" for none)."""

    name: str
    kind: Kind = Kind.TEXT
    unit: str = ""

    @property
    def head(self) -> str:
        return f"{self.name}, {self.unit}" if self.unit else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its values: texts, decimals, dates, None for an empty cell."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read(caption: str, columns: Sequence[Column], text: str) -> Table:
    """The table that `text` holds: a line for each row, cells set apart by tabs or, where there are none, semicolons.

    Raises Unreadable.
    """
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if not lines:
        raise Unreadable(Reason.EMPTY)
    if len(lines) > MOST_ROWS:
        raise Unreadable(Reason.TOO_LONG)
    separator = "\t" if "\t" in text else ";"
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in line.strip("\n").split(separator)]
        if len(cells) != len(columns):
            raise Unreadable(Reason.CELLS, number, line.strip())
        rows.append(tuple(value(cell, column.kind, number) for cell, column in zip(cells, columns, strict=True)))
    return Table(caption, tuple(columns), tuple(rows))


def value(cell: str, kind: Kind, line: int = 0) -> Cell:
    """What a cell of a column of `kind` says. Raises Unreadable."""
    if not cell:
        return None
    if kind is Kind.NUMBER:
        return _number(cell, line)
    if kind is Kind.DATE:
        return _date(cell, line)
    return cell


_NUMBER: Final = re.compile(r"[-−]?(\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+)(?:[.,](\d+))?", re.ASCII)
_UNCLEAR: Final = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


def _number(cell: str, line: int) -> Decimal:
    """41 000; 41000; 12,5; 12.5; −3. What could be a thousand as well as a fraction is not guessed."""
    if _UNCLEAR.fullmatch(cell):
        raise Unreadable(Reason.UNCLEAR, line, cell)
    if not _NUMBER.fullmatch(cell) or len(cell) > 40:
        raise Unreadable(Reason.NUMBER, line, cell)
    plain = re.sub(r"[ \u00a0\u2009\u202f]", "", cell).replace("−", "-").replace(",", ".")
    return Decimal(plain)


def _date(cell: str, line: int) -> date:
    """2026-11-22 or 22.11.2026."""
    found = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", cell, re.ASCII)
    parts = found.groups() if found else ()
    if not found and (found := re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})", cell, re.ASCII)):
        parts = tuple(reversed(found.groups()))
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(Reason.DATE, line, cell) from error
