"""A list of questions as CSV or XLSX: what its owner may see, by the filters of the list they came from."""

import json
from itertools import chain
from typing import Any, Final

from django.db.models import Prefetch
from django.http import QueryDict
from django.utils import translation
from openpyxl import Workbook

from portal import accounts, spreadsheets
from qa import permissions
from qa.models import Assignment, Transfer
from qa.querysets import QuestionQuerySet
from qa.transfers.columns import COLUMNS
from qa.transfers.files import Rows

CHUNK: Final = 500
FORMATS: Final = ("csv", "xlsx")
_ROWS: Final = "rows.jsonl"


def questions(transfer: Transfer) -> QuestionQuerySet:
    """What goes in: asked anew at each step, so that a role that is gone takes the questions with it."""
    from qa.staff.filters import OverviewFilters

    seen = permissions.visible_to(transfer.owner)
    filters = OverviewFilters(QueryDict(transfer.options.get("filters", "")), queryset=seen)
    return filters.qs if filters.is_valid() else seen.none()


def begin(transfer: Transfer) -> None:
    transfer.total = questions(transfer).count()


def step(transfer: Transfer) -> bool:
    """Writes the next rows; the last step makes the file of them. Returns whether the work is done."""
    parts = Assignment.objects.active().leads().select_related("agency")
    rows = questions(transfer).select_related("topic", "region").order_by("pk")
    rows = rows.prefetch_related(Prefetch("assignments", queryset=parts, to_attr="leads"))
    found = list(rows.filter(pk__gt=transfer.mark.get("last", 0))[:CHUNK])
    with translation.override(accounts.language_of(transfer.owner_id)):
        if not found:
            _finish(transfer)
            return True
        chosen = [COLUMNS[key] for key in transfer.options["columns"]]
        with Rows(transfer, _ROWS) as file:
            for question in found:
                file.write([spreadsheets.cell(column.value(question)) for column in chosen])
    transfer.mark["last"] = found[-1].pk
    transfer.done += len(found)
    return False


def _finish(transfer: Transfer) -> None:
    head = [str(COLUMNS[key].label) for key in transfer.options["columns"]]
    kind = transfer.options["format"]
    name = f"questions.{kind}"
    source = transfer.place / _ROWS
    source.touch()
    with source.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        if kind == "xlsx":
            _write_xlsx(transfer.place / name, head, rows)
        else:
            with (transfer.place / name).open("w", encoding="utf-8", newline="") as file:
                file.writelines(spreadsheets.csv_lines(chain([head], rows)))
    source.unlink()
    transfer.file_name = name


def _write_xlsx(path: Any, head: list[str], rows: Any) -> None:
    """Row by row, in constant memory. Text is written as text: no cell is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("questions")
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    book.save(path)
