"""The addresses of the open data below /api/v1/. All are the same for every reader."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from directory import selectors as directory
from directory.models import Agency, Region, Topic
from intake.open_data import as_json, as_list, cacheable, open_data, problem
from intake.open_data_asking import written as moment
from portal import dates, languages
from qa.models import PublishedQuestion
from qa.open_data import asking, catalogue, openapi
from qa.open_data.figures import statistics_data
from qa.open_data.records import named, records
from qa.published import by_number, counts
from qa.statistics import report


@open_data()
def questions(request: HttpRequest) -> HttpResponseBase:
    """A page of records, the oldest change first."""
    return as_list(request, asking.read, records, modified=last_change)


def last_change() -> datetime | None:
    """When anything in the list last changed: a change of a row, or the day, which makes questions overdue.

    Nothing within the present second: a header of whole seconds could hide the next change in it.
    """
    latest: datetime | None = PublishedQuestion.objects.aggregate(at=Max("changed_at"))["at"]
    now = timezone.now()
    if latest is None or (now - latest).total_seconds() < 2:
        return None
    midnight = dates.begins(timezone.localdate(now))
    return max(latest, midnight)


@open_data()
def question(request: HttpRequest, number: str) -> HttpResponseBase:
    """One question in all its languages, with the moments of its answers; 410 with its number once taken down."""
    rows = by_number(number)
    public = [row for row in rows if row.live and row.withheld_at is None]
    if public:
        order = {code: place for place, code in enumerate(languages.CODES)}
        versions = sorted(records(public), key=lambda item: order[item["language"]])
        data = {"number": public[0].number, "withheld": False, "answers": _answers(public[0]), "languages": versions}
        return as_json(request, data)
    if any(row.withheld_at for row in rows):
        return as_json(request, {"number": rows[0].number, "withheld": True}, status=410)
    return problem(404, "Not found", "There is no public question with this number.")


def _answers(row: PublishedQuestion) -> list[dict[str, Any]]:
    """The versions of the answer, oldest first: when each was given. Only the last one's words are public."""
    moments = [datetime.fromisoformat(text) for text in row.answer_dates] or [at for at in [row.answered_at] if at]
    return [{"version": number, "at": moment(at)} for number, at in enumerate(moments, start=1)]


@open_data()
def topics(request: HttpRequest) -> HttpResponseBase:
    found = counts().topics
    rows = [{**named(row), "questions": found[row.key]} for row in directory.active(Topic)]
    return as_json(request, {"data": rows})


@open_data()
def regions(request: HttpRequest) -> HttpResponseBase:
    found = counts().regions
    rows = [{**named(row), "kind": row.kind, "questions": found[row.key]} for row in directory.active(Region)]
    return as_json(request, {"data": rows})


@open_data()
def agencies(request: HttpRequest) -> HttpResponseBase:
    found = counts().agencies
    rows = [
        {
            **named(row),
            "short_names": {"kk": row.short_kk, "ru": row.short_ru, "en": row.short_en},
            "website": row.website or None,
            "questions": found[row.key],
        }
        for row in directory.active(Agency)
    ]
    return as_json(request, {"data": rows})


@open_data()
def statistics(request: HttpRequest) -> HttpResponseBase:
    return as_json(request, statistics_data(report()))


@open_data()
def description(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI description."""
    return as_json(request, openapi.document())


@open_data()
def catalogue_dcat(request: HttpRequest) -> HttpResponseBase:
    """The data sets for catalogues, by DCAT."""
    text = json.dumps(catalogue.dcat(), ensure_ascii=False)
    return cacheable(request, HttpResponse(text, content_type="application/ld+json; charset=utf-8"))


@open_data()
def not_found(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    return problem(404, "Not found", "There is no such address. All addresses: /api/v1/openapi.json.")
