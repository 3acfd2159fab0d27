"""Questions in bulk from a file: first a dry run that changes nothing and reports every line that is refused."""

import csv
from collections.abc import Iterator
from itertools import islice
from typing import Final

from directory.models import Region, Topic
from portal import spreadsheets
from qa import importing, services
from qa.models import Question, Transfer

CHUNK: Final = 200
REFUSED: Final = "refused.csv"
SHOWN: Final = 20  # refused lines on the page; all of them are in the file
Item = importing.Row | importing.Refusal


class Reader:
    """The lines of one file, chunk after chunk; a worker that goes on after a break passes over those done."""

    def __init__(self, transfer: Transfer) -> None:
        self.topics = {topic.key: topic for topic in Topic.objects.all()}
        self.regions = {region.key: region for region in Region.objects.all()}
        lines = importing.read(transfer.place / transfer.options["source"], self.topics, self.regions)
        self.items: Iterator[Item] = islice(lines, transfer.done, None)

    def chunk(self) -> list[Item]:
        return list(islice(self.items, CHUNK))


def begin(transfer: Transfer) -> None:
    """Counts the lines. Raises NotImportable when the first one does not name the columns."""
    with (transfer.place / transfer.options["source"]).open("rb") as file:
        transfer.total = max(0, sum(1 for _ in file) - 1)
    Reader(transfer).chunk()
    transfer.report = {"ready": 0, "known": 0, "refused": 0, "made": 0, "first": []}


def step(transfer: Transfer, reader: Reader) -> bool:
    """The next lines: looked at, or imported once someone has said so. Returns whether these were the last."""
    items = reader.chunk()
    rows = [item for item in items if isinstance(item, importing.Row)]
    tokens = Question.objects.filter(token__in=[row.token for row in rows]).values_list("token", flat=True)
    known = set(tokens)
    new = [row for row in rows if row.token not in known]
    if transfer.options.get("go"):
        for row in new:
            _submit(row, reader)
        transfer.report["made"] += len(new)
    else:
        transfer.report["ready"] += len(new)
        transfer.report["known"] += len(known)
        _refuse(transfer, [item for item in items if isinstance(item, importing.Refusal)])
    transfer.done += len(items)
    return len(items) < CHUNK


def _submit(row: importing.Row, reader: Reader) -> None:
    services.question_submit(
        token=row.token,
        text=row.text,
        language=row.language,
        topic=reader.topics.get(row.topic),
        region=reader.regions.get(row.region),
        consent_publish=row.consent_publish,
        consent_processing=True,
        at=row.asked_at,
    )


def _refuse(transfer: Transfer, refusals: list[importing.Refusal]) -> None:
    """Reports refused lines: all of them in the file, the first ones on the page. A step done again writes none twice:
    the file is cut to what the mark says."""
    path = transfer.place / REFUSED
    path.touch()
    with path.open("r+", encoding="utf-8", newline="") as file:
        file.truncate(transfer.mark.get("refused_end", 0))
        file.seek(0, 2)
        table = csv.writer(file)
        if not file.tell():
            table.writerow(["line", "reason", "content"])
        table.writerows([item.line, item.reason, spreadsheets.cell(item.content)] for item in refusals)
        transfer.mark["refused_end"] = file.tell()
    transfer.report["refused"] += len(refusals)
    first = transfer.report["first"]
    first += [[item.line, item.reason] for item in refusals[: SHOWN - len(first)]]
    transfer.file_name = REFUSED if transfer.report["refused"] else ""
