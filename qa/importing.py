"""Reads questions for a bulk import from CSV or TSV: each line becomes a row or a refusal with its reason.

The first line names the columns, in any order: `language` (or `lang`) and `question` (or `text`) are needed; `topic`,
`region` (keys of the directory), `asked_at` (ISO 8601) and `consent_publish` (1, true, yes) may be there.
Reasons are in the language that is active while the lines are read.
"""

import csv
import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from portal import languages, text

LONGEST: Final = 5000
NAMES: Final = {"lang": "language", "text": "question"}
NEEDED: Final = {"language", "question"}
TRUE: Final = {"1", "true", "yes"}


class NotImportable(Exception):  # noqa: N818 it is about the file, not a fault
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question to import. `token` is the same whenever the same line of the same text is read again."""

    line: int
    token: str
    language: str
    text: str
    topic: str = ""
    region: str = ""
    asked_at: datetime | None = None
    consent_publish: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """One line that is no question, and why."""

    line: int
    reason: str
    content: str


def read(path: Path, topics: Collection[str], regions: Collection[str]) -> Iterator[Row | Refusal]:
    """The lines of `path` in order. Raises NotImportable when the first line does not name the columns."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        lines = csv.reader(file, dialect=dialect(path))
        columns = header(next(lines, []))
        while True:
            try:
                cells = next(lines)
            except StopIteration:
                return
            except csv.Error as error:
                yield Refusal(lines.line_num, _("The line is broken: %(error)s") % {"error": error}, "")
                continue
            if any(cell.strip() for cell in cells):
                yield row(lines.line_num, columns, cells, topics, regions)


def dialect(path: Path) -> type[csv.Dialect]:
    """Quotes mean nothing in TSV, where a question may well begin with one."""

    class Tsv(csv.excel_tab):
        quoting = csv.QUOTE_NONE

    return csv.excel if path.suffix.lower() == ".csv" else Tsv


def header(cells: list[str]) -> list[str]:
    columns = [NAMES.get(cell.strip().lower(), cell.strip().lower()) for cell in cells]
    if missing := sorted(NEEDED - set(columns)):
        names = ", ".join(missing)
        raise NotImportable(_("The first line must name the columns. Missing: %(names)s") % {"names": names})
    return columns


def row(
    line: int, columns: list[str], cells: list[str], topics: Collection[str], regions: Collection[str]
) -> Row | Refusal:
    """One line as a row, or the first reason why it is none."""
    content = " | ".join(cells)
    if len(cells) != len(columns):
        counts = {"found": len(cells), "expected": len(columns)}
        return Refusal(line, _("Columns: %(found)d instead of %(expected)d") % counts, content)
    if any("\udc80" <= character <= "\udcff" for character in content):
        readable = content.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return Refusal(line, _("The text is not in UTF-8."), readable)
    values = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
    language, question = values["language"].lower(), text.clean(values["question"])
    topic, region = values.get("topic", ""), values.get("region", "")
    asked_at = moment(values.get("asked_at", ""))
    if language not in languages.CODES:
        reason = _("Unknown language: %(value)s") % {"value": language}
    elif not question:
        reason = _("The question has no text.")
    elif len(question) > LONGEST:
        reason = _("Characters: %(count)d; the limit is %(limit)d") % {"count": len(question), "limit": LONGEST}
    elif topic and topic not in topics:
        reason = _("Unknown topic: %(value)s") % {"value": topic}
    elif region and region not in regions:
        reason = _("Unknown region: %(value)s") % {"value": region}
    elif values.get("asked_at") and asked_at is None:
        reason = _("Not a past date and time: %(value)s") % {"value": values["asked_at"]}
    else:
        consent = values.get("consent_publish", "").lower() in TRUE
        return Row(line, token(line, language, question), language, question, topic, region, asked_at, consent)
    return Refusal(line, reason, content)


def moment(value: str) -> datetime | None:
    """A date and time, in the portal's time zone where it names none; None for anything else, the future included."""
    try:
        parsed = parse_datetime(value)
    except ValueError:
        return None
    if parsed is None:
        return None
    aware = timezone.make_aware(parsed) if timezone.is_naive(parsed) else parsed
    return aware if aware <= timezone.now() else None


def token(line: int, language: str, question: str) -> str:
    """What makes a line import once: its place and its words."""
    return "import-" + hashlib.sha256(f"{line}\t{language}\t{question}".encode()).hexdigest()[:56]
