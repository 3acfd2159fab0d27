"""Tables that leave the portal: CSV for any program, safe to open in one that runs formulas."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from django.http import StreamingHttpResponse
from django.utils import timezone

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the last four are full-width forms
_BOM: Final = "\ufeff"


def cell(value: Any) -> Any:
    """A value as a cell holds it: dates in local time, and text that no program takes for a formula."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return harmless("".join(character for character in str(value) if character >= " " or character in "\n\t"))


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet could take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file, one for each row; a mark before the first tells programs that it is UTF-8.

    Cells that went through `cell` before pass it unchanged.
    """
    writer = csv.writer(_Echo())
    yield _BOM
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def csv_response(name: str, rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """A CSV file as a download, however long it is."""
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
