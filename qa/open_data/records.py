"""One published question in one language as a record, the same in JSON, JSON lines and CSV."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any, Final

from django.conf import settings
from django.utils.html import strip_tags

from directory import selectors as directory
from directory.models import Agency, Named, Region, Topic
from intake.open_data_asking import written as moment
from portal import languages
from portal.links import Links, rich
from portal.spreadsheets import harmless
from portal.tree import tree
from qa.models import PublishedQuestion

# The fields in their order, which is the order of the columns in CSV. A new field is added at the end.
FIELDS: Final = (
    "number", "language", "withheld", "updated_at", "url", "status", "title", "question", "answer_html", "answer_text",
    "topic", "region", "agency", "asked_at", "routed_at", "answered_at", "corrected_at", "correction", "due_on",
    "paused_since", "working_days", "version",
)  # fmt: skip
TOMBSTONE: Final = ("number", "language", "withheld", "updated_at")
# What reads of rows load: the fields of the table behind those above.
COLUMNS: Final = (
    "number", "locale", "live", "withheld_at", "changed_at", "title", "question_text", "answer", "topic", "region",
    "agency", "asked_at", "routed_at", "answered_at", "corrected_at", "correction", "due_on", "paused_since",
    "working_days", "source_version",
)  # fmt: skip
_BREAKS: Final = re.compile(r"<br\s*/?>|</(?:p|h[1-6]|ul|ol|table|blockquote|div)>", re.IGNORECASE)
_ENDS: Final = re.compile(r"</(?:li|tr)>", re.IGNORECASE)


def records(rows: Iterable[PublishedQuestion]) -> list[dict[str, Any]]:
    """The records of `rows`, in their order. The links of all their answers are looked up at once, per language."""
    rows = list(rows)
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if is_public(row):
            texts[tree().language_of(row.locale_id)].append(row.answer)
    links = {language: Links(answers, language) for language, answers in texts.items()}
    return [_record(row, links) for row in rows]


def _record(row: PublishedQuestion, links: Mapping[str, Links]) -> dict[str, Any]:
    """The record of a row that anyone may read; of another only that it must be deleted."""
    language = tree().language_of(row.locale_id)
    head = {
        "number": row.number,
        "language": language,
        "withheld": not is_public(row),
        "updated_at": moment(row.changed_at),
    }
    if head["withheld"]:
        return head
    answer = rich(row.answer, links[language]).replace('href="/', f'href="{settings.BASE_URL}/')
    return head | {
        "url": address(language, row.number),
        "status": "answered" if row.answered_at else "waiting",
        "title": row.title,
        "question": row.question_text,
        "answer_html": answer,
        "answer_text": plain(answer),
        "topic": _key(Topic, row.topic_id),
        "region": _key(Region, row.region_id),
        "agency": _key(Agency, row.agency_id),
        "asked_at": moment(row.asked_at),
        "routed_at": moment(row.routed_at),
        "answered_at": moment(row.answered_at),
        "corrected_at": moment(row.corrected_at),
        "correction": row.correction,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "paused_since": row.paused_since.isoformat() if row.paused_since else None,
        "working_days": row.working_days,
        "version": row.source_version,
    }


def is_public(row: PublishedQuestion) -> bool:
    """The twin of `PublishedQuestionQuerySet.public`."""
    return row.live and row.withheld_at is None


def address(language: str, number: str) -> str:
    """The page of a question; written at once, since a download has tens of thousands."""
    return f"{settings.BASE_URL}/{language}/questions/{number}/"


def plain(html: str) -> str:
    """The words of an answer: paragraphs parted by an empty line, items of lists on lines of their own."""
    parted = _ENDS.sub("\n", _BREAKS.sub("\n\n", html))
    lines = (line.strip() for line in unescape(strip_tags(parted)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def cells(values: Mapping[str, Any], names: Iterable[str] = FIELDS) -> list[str]:
    """A record as a line of CSV; absent values are empty cells."""
    return [cell(values.get(name)) for name in names]


def cell(value: Any) -> str:
    """One value of CSV, safe in a spreadsheet: what it could take for a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return harmless(str(value))


def named(row: Named) -> dict[str, Any]:
    """A topic, region or agency: its key and its names."""
    return {"key": row.key, "names": {code: row.name_in(code) for code in languages.CODES}}


def _key(model: type[Named], pk: int | None) -> str | None:
    row = directory.one(model, pk)
    return row.key if row else None
