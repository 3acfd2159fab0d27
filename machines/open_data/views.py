"""The addresses of pages below /api/v1/. All are the same for every reader."""

import json
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intake.open_data import as_json, as_list, download, open_data, problem
from machines.models import PageRecord
from machines.open_data import asking
from machines.open_data.kinds import page_types
from machines.open_data.records import FIELDS, cells, records
from portal import languages
from portal.spreadsheets import csv_lines

PORTION: Final = 50  # pages are longer than questions


@open_data()
def pages(request: HttpRequest) -> HttpResponseBase:
    """A page of records, the oldest change first."""
    return as_list(request, asking.read, records, head={"licence": licence()})


def licence() -> dict[str, str]:
    return {"name": settings.OPEN_DATA_LICENCE, "url": settings.OPEN_DATA_LICENCE_URL}


@open_data()
def page(request: HttpRequest, page_key: UUID) -> HttpResponseBase:
    """One page in all its languages; 410 with its id once it is public in none."""
    rows = PageRecord.objects.filter(key=page_key, content_type__in=page_types())
    found = sorted(records(rows), key=lambda item: languages.CODES.index(item["language"]))
    public = [item for item in found if not item["withheld"]]
    if public:
        data = {"id": str(page_key), "withheld": False, "licence": licence(), "languages": public}
        return as_json(request, data)
    if found:
        return as_json(request, {"id": str(page_key), "withheld": True}, status=410)
    return problem(404, "Not found", "There is no public page with this id.")


@open_data("bulk")
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """All records as CSV, for spreadsheets."""
    return download(request, "jauap-pages", "csv", lambda language: csv_lines(_lines(language)))


@open_data("bulk")
def as_lines(request: HttpRequest) -> HttpResponseBase:
    """All records as JSON lines: one record a line."""
    return download(
        request, "jauap-pages", "jsonl",
        lambda language: (f"{json.dumps(item, ensure_ascii=False)}\n" for item in _all(language)),
    )  # fmt: skip


def _lines(language: str) -> Iterator[list[Any]]:
    yield list(FIELDS)
    yield from (cells(item) for item in _all(language))


def _all(language: str) -> Iterator[dict[str, Any]]:
    """All records, a portion at a time by key: no reader holds a transaction open."""
    rows = PageRecord.objects.filter(content_type__in=page_types()).order_by("pk")
    if language:
        rows = rows.filter(language=language)
    last = 0
    while portion := list(rows.filter(pk__gt=last)[:PORTION]):
        yield from records(portion)
        last = portion[-1].pk
