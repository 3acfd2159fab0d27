"""The addresses of the fact-checks below /api/v1/. All are the same for every reader."""

import json
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from intake.open_data import as_list, cacheable, download, open_data
from intake.open_data_asking import written as moment
from portal.spreadsheets import csv_lines
from portal.structured_data import publisher
from rebuttals.open_data import asking
from rebuttals.open_data.records import FIELDS, cells, records, rows
from rebuttals.structured_data import claim_review

PORTION: Final = 100
FEED_LENGTH: Final = 1_000


@open_data()
def fact_checks(request: HttpRequest) -> HttpResponseBase:
    """A page of records, the oldest change first."""
    return as_list(request, asking.read, records)


@open_data("bulk")
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """All records as CSV, for spreadsheets."""
    return download(request, "jauap-fact-checks", "csv", lambda language: csv_lines(_lines(language)))


def _lines(language: str) -> Iterator[list[Any]]:
    """The head, then all records, a portion at a time by key: no reader holds a transaction open."""
    yield list(FIELDS)
    last = 0
    wanted = rows().filter(locale__language_code=language) if language else rows()
    while found := list(wanted.filter(pk__gt=last).order_by("pk")[:PORTION]):
        yield from (cells(record) for record in records(found))
        last = found[-1].pk


@open_data()
def feed(request: HttpRequest) -> HttpResponseBase:
    """The newest rebuttals as ClaimReview in a DataFeed (schema.org), as aggregators of fact-checks take them."""
    found = list(rows().order_by("-changed_at", "-pk")[:FEED_LENGTH])
    data = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "url": f"{settings.BASE_URL}/api/v1/fact-checks/claimreview",
        "license": settings.OPEN_DATA_LICENCE_URL,
        "publisher": publisher(),
        "dateModified": moment(found[0].changed_at) if found else None,
        "dataFeedElement": [_element(page) for page in found],
    }
    text = json.dumps({key: value for key, value in data.items() if value is not None}, ensure_ascii=False)
    return cacheable(request, HttpResponse(text, content_type="application/ld+json; charset=utf-8"))


def _element(page: Any) -> dict[str, Any]:
    with translation.override(page.locale.language_code):
        review = claim_review(page)
    return {
        "@type": "DataFeedItem",
        "dateCreated": moment(page.published_at),
        "dateModified": moment(page.changed_at),
        "item": review,
    }
