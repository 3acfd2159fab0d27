"""Whole downloads, streamed: read in portions by key, so that neither the archive nor a slow reader costs memory."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from intake.open_data import cacheable, download, open_data
from qa.models import PublishedQuestion
from qa.open_data.figures import by_agency, by_month
from qa.open_data.records import COLUMNS, FIELDS, cells, records
from qa.statistics import report

PORTION: Final = 100
BOM: Final = "\ufeff"  # spreadsheets read Kazakh and Russian only with it


@open_data("bulk")
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """All records as CSV, for spreadsheets."""
    return download(request, "jauap-questions", "csv", lambda language: _lines_of_csv(portions(language)))


@open_data("bulk")
def as_lines(request: HttpRequest) -> HttpResponseBase:
    """All records as JSON lines: one record a line."""
    return download(request, "jauap-questions", "jsonl", lambda language: _lines_of_json(portions(language)))


def portions(language: str = "") -> Iterator[list[dict[str, Any]]]:
    """All records, a portion at a time, by key; each portion is one query of its own, so no reader holds a
    transaction open."""
    last = 0
    while True:
        rows = PublishedQuestion.objects.public() | PublishedQuestion.objects.gone()
        if language:
            rows = rows.in_language(language)
        found = list(rows.filter(Q(pk__gt=last)).only(*COLUMNS).order_by("pk")[:PORTION])
        if not found:
            return
        yield records(found)
        last = found[-1].pk


def _lines_of_json(found: Iterable[list[dict[str, Any]]]) -> Iterator[bytes]:
    for portion in found:
        yield "".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in portion).encode()


def _lines_of_csv(found: Iterable[list[dict[str, Any]]]) -> Iterator[bytes]:
    yield (BOM + written([list(FIELDS)])).encode()
    for portion in found:
        yield written(cells(item) for item in portion).encode()


def written(lines: Iterable[list[str]]) -> str:
    """Lines as CSV by RFC 4180."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(lines)
    return buffer.getvalue()


@open_data()
def statistics_csv(request: HttpRequest) -> HttpResponseBase:
    return _small_csv(request, by_agency(report()), "jauap-statistics.csv")


@open_data()
def months_csv(request: HttpRequest) -> HttpResponseBase:
    return _small_csv(request, by_month(report()), "jauap-statistics-by-month.csv")


def _small_csv(request: HttpRequest, lines: Iterable[list[str]], name: str) -> HttpResponse:
    response = HttpResponse(BOM + written(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return cacheable(request, response)
