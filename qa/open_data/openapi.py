"""The description of the open data by OpenAPI 3.1: plain data, which tests check against what the addresses answer."""

from typing import Any, Final

from django.conf import settings

from intake import limits
from intake.open_data_parts import PARTS
from portal import languages
from qa.open_data.asking import MOST, STATUSES, USUAL
from qa.open_data.figures import BUCKET_NAMES

VERSION: Final = "1.0.0"

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_MOMENT: Final = {"type": "string", "format": "date-time"}
_DAY: Final = {"type": "string", "format": "date"}
_LANGUAGE: Final = {"type": "string", "enum": list(languages.CODES)}
_NUMBER: Final = {"type": "string", "description": "The public number of a question.", "examples": ["2026-01842"]}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "type": [schema["type"], "null"]}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object with these properties and no others."""
    needed = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _list_of(name: str) -> dict[str, Any]:
    return _object({"data": {"type": "array", "items": _ref(name)}})


_HEAD: Final = {"number": _NUMBER, "language": _LANGUAGE, "updated_at": _MOMENT}
_NAMES: Final = _object(dict.fromkeys(languages.CODES, _TEXT))
_FIGURES: Final = {
    "received": {**_COUNT, "description": "Questions that came in the last twelve months."},
    "answered": {**_COUNT, "description": "Questions answered in the last twelve months."},
    "in_time": {**_COUNT, "description": "Of these, answered by their due date."},
    "share_in_time": {
        "type": ["integer", "null"], "minimum": 0, "maximum": 100,
        "description": "Per cent of answers in time among answers and questions overdue now, rounded down.",
    },
    "median_working_days": {"type": ["number", "null"], "minimum": 0},
    "open": {**_COUNT, "description": "Open at this moment."},
    "overdue": {**_COUNT, "description": "Open, past the due date, and not waiting for the asker."},
    "waiting_for_asker": _COUNT,
    "returned": {**_COUNT, "description": "Given back by the agency in the last twelve months."},
    "forwarded": {**_COUNT, "description": "Of these, with another agency named."},
    **dict.fromkeys(BUCKET_NAMES, _COUNT),
    "months": {
        "type": "array",
        "items": _object(
            {
                "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
                "received": _COUNT, "answered": _COUNT, "in_time": _COUNT,
            }
        ),
    },
}  # fmt: skip

SCHEMAS: Final[dict[str, Any]] = {
    "Question": _object(
        {
            **_HEAD,
            "withheld": {"const": False},
            "url": {"type": "string", "format": "uri"},
            "status": {"type": "string", "enum": ["answered", "waiting"]},
            "title": _TEXT,
            "question": {**_TEXT, "description": "Plain text, personal data taken out."},
            "answer_html": {**_TEXT, "description": "HTML with few elements, cleaned; empty without an answer."},
            "answer_text": {**_TEXT, "description": "The answer as plain text."},
            "topic": {**_or_null(_TEXT), "description": "A key of /topics."},
            "region": {**_or_null(_TEXT), "description": "A key of /regions."},
            "agency": {**_or_null(_TEXT), "description": "A key of /agencies: who answers."},
            "asked_at": _MOMENT,
            "routed_at": _or_null(_MOMENT),
            "answered_at": _or_null(_MOMENT),
            "corrected_at": _or_null(_MOMENT),
            "correction": {**_TEXT, "description": "What the last correction changed."},
            "due_on": {**_or_null(_DAY), "description": "The last working day for the answer, while one is awaited."},
            "paused_since": {**_or_null(_DAY), "description": "Since when the asker is asked for more."},
            "working_days": {**_or_null(_COUNT), "description": "Working days to the answer."},
            "version": {**_COUNT, "description": "Counts the changes of the text in the question's language."},
        }
    ),
    "Tombstone": {
        **_object({**_HEAD, "withheld": {"const": True}}),
        "description": "No longer public in this language: delete your copy.",
    },
    "Record": {"oneOf": [_ref("Question"), _ref("Tombstone")]},
    "Questions": _object(
        {
            "data": {"type": "array", "items": _ref("Record")},
            "next_cursor": _or_null(_TEXT),
            "next": _or_null({"type": "string", "format": "uri"}),
        }
    ),
    "QuestionInAllLanguages": _object(
        {
            "number": _NUMBER,
            "withheld": {"const": False},
            "answers": {
                "type": "array",
                "description": "The versions of the answer, oldest first. Only the last one's words are public.",
                "items": _object({"version": {"type": "integer", "minimum": 1}, "at": _MOMENT}),
            },
            "languages": {"type": "array", "items": _ref("Question"), "minItems": 1},
        }
    ),
    "TakenDown": _object({"number": _NUMBER, "withheld": {"const": True}}),
    "Topic": _object({"key": _TEXT, "names": _NAMES, "questions": _COUNT}),
    "Region": _object(
        {"key": _TEXT, "names": _NAMES, "kind": {"type": "string", "enum": ["oblast", "city"]}, "questions": _COUNT}
    ),
    "Agency": _object(
        {
            "key": _TEXT,
            "names": _NAMES,
            "short_names": _NAMES,
            "website": _or_null({"type": "string", "format": "uri"}),
            "questions": _COUNT,
        }
    ),
    "Topics": _list_of("Topic"),
    "Regions": _list_of("Region"),
    "Agencies": _list_of("Agency"),
    "Figures": _object(_FIGURES),
    "AgencyFigures": _object({"agency": {**_TEXT, "description": "A key of /agencies."}, **_FIGURES}),
    "Statistics": _object(
        {
            "counted_at": _MOMENT,
            "counted_every_minutes": _COUNT,
            "since": _DAY,
            "everything": _ref("Figures"),
            "agencies": {"type": "array", "items": _ref("AgencyFigures")},
        }
    ),
    "Problem": _object(
        {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT, "documentation": _TEXT}
    ),
}

_LANGUAGE_PARAMETER: Final = {
    "name": "language", "in": "query", "schema": _LANGUAGE, "description": "Only records in this language.",
}  # fmt: skip


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": description}


_MOMENT_OR_DAY: Final = {"anyOf": [_MOMENT, _DAY]}
_FILTERS: Final = [
    _LANGUAGE_PARAMETER,
    _parameter("topic", _TEXT, "A key of /topics."),
    _parameter("region", _TEXT, "A key of /regions."),
    _parameter("agency", _TEXT, "A key of /agencies."),
    _parameter("status", {"type": "string", "enum": list(STATUSES)}, "overdue: past the due date at this moment."),
    _parameter("answered_since", _MOMENT_OR_DAY, "Answered at this moment or later; a date begins in Kazakhstan."),
    _parameter("answered_until", _MOMENT_OR_DAY, "Answered before this moment."),
    _parameter("updated_since", _MOMENT_OR_DAY, "Changed at this moment or later, tombstones included: for mirrors."),
    _parameter("cursor", _TEXT, "`next_cursor` of the former page."),
    _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "Records on a page."),
]

_PROBLEM: Final = {"application/problem+json": {"schema": _ref("Problem")}}
_LIMITED: Final = {
    "description": "Too many requests from one address.",
    "headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}},
    "content": _PROBLEM,
}
_HEADERS: Final = {"ETag": {"schema": _TEXT}, "Cache-Control": {"schema": _TEXT}}


def _get(identity: str, summary: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One GET with what each may answer."""
    responses = {
        "200": {"description": summary, "headers": _HEADERS, "content": content},
        **more.pop("responses", {}),
        "429": _LIMITED,
    }
    return {"get": {"operationId": identity, "summary": summary, "responses": responses, **more}}


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": _ref(name)}}


_UNCHANGED: Final = {"304": {"description": "Unchanged since your ETag or Last-Modified."}}
_BAD: Final = {"400": {"description": "A parameter cannot be used; `detail` says which.", "content": _PROBLEM}}
_CSV: Final = {"text/csv": {"schema": _TEXT}}
_BULK: Final = {"parameters": [_LANGUAGE_PARAMETER], "responses": _BAD}

PATHS: Final[dict[str, Any]] = {
    "/questions": _get(
        "listQuestions", "Records, the oldest change first.", _json("Questions"),
        parameters=_FILTERS, responses={**_UNCHANGED, **_BAD},
    ),
    "/questions/{number}": _get(
        "getQuestion", "One question in all its languages.", _json("QuestionInAllLanguages"),
        parameters=[{"name": "number", "in": "path", "required": True, "schema": _NUMBER}],
        responses={
            **_UNCHANGED,
            "404": {"description": "There is no public question with this number.", "content": _PROBLEM},
            "410": {"description": "It was taken down.", "content": _json("TakenDown")},
        },
    ),
    "/questions.jsonl": _get(
        "downloadJsonLines", "All records, one a line.", {"application/jsonl": {"schema": _TEXT}}, **_BULK
    ),
    "/questions.csv": _get("downloadCsv", "All records as CSV (UTF-8 with a byte order mark).", _CSV, **_BULK),
    "/topics": _get("listTopics", "Topics.", _json("Topics"), responses=_UNCHANGED),
    "/regions": _get("listRegions", "Regions.", _json("Regions"), responses=_UNCHANGED),
    "/agencies": _get("listAgencies", "Agencies.", _json("Agencies"), responses=_UNCHANGED),
    "/statistics": _get("getStatistics", "Figures of all agencies.", _json("Statistics"), responses=_UNCHANGED),
    "/statistics.csv": _get("downloadStatistics", "Figures by agency.", _CSV, responses=_UNCHANGED),
    "/statistics-by-month.csv": _get("downloadMonths", "Figures by month.", _CSV, responses=_UNCHANGED),
    "/openapi.json": _get(
        "getDescription", "This description.", {"application/json": {"schema": {"type": "object"}}},
        responses=_UNCHANGED,
    ),
}  # fmt: skip


def _with_parts(own: dict[str, Any], name: str) -> dict[str, Any]:
    """What is described here, and what other apps describe of theirs."""
    found = dict(own)
    for part in PARTS.values():
        found |= getattr(part, name)
    return found


def document() -> dict[str, Any]:
    """The whole description."""
    usual, bulk = limits.rate_of("open_data"), limits.rate_of("bulk")
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "info": {
            "title": "Jauap: questions of citizens and answers of state bodies",
            "version": VERSION,
            "summary": "Public questions and answers in Kazakh, Russian and English; figures of how agencies answer.",
            "description": (
                "Everything is read with GET, without a key, by any site's scripts. "
                f"One address may ask {usual.times} times in {usual.seconds // 60} minutes, and fetch {bulk.times} "
                f"whole downloads in {bulk.seconds // 60} minutes; more is answered 429 with Retry-After. "
                "A mirror loads a whole download once and then asks for /questions with updated_since, a few minutes "
                "before its last look: records seen twice are harmless, tombstones are to be deleted."
            ),
            "license": {"name": settings.OPEN_DATA_LICENCE, "url": settings.OPEN_DATA_LICENCE_URL},
        },
        "externalDocs": {"url": f"{settings.BASE_URL}/en/open-data/", "description": "For people"},
        "servers": [{"url": f"{settings.BASE_URL}/api/v1"}],
        "paths": _with_parts(PATHS, "paths"),
        "components": {"schemas": _with_parts(SCHEMAS, "schemas")},
    }
