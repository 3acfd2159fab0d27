"""The description of the open data by OpenAPI 3.1: plain data, which tests check against what the addresses answer."""

from typing import Any, Final

from django.conf import settings

from intake import limits
from intake.open_data_parts import PARTS
from intake.open_data_schemas import (
    BAD,
    COUNT,
    CSV,
    DAY,
    LANGUAGE,
    LANGUAGE_PARAMETER,
    LINES,
    MOMENT,
    MOMENT_OR_DAY,
    PAGING,
    PROBLEM,
    TEXT,
    UNCHANGED,
    an_object,
    get,
    json_of,
    or_null,
    parameter,
    ref,
)
from portal import languages
from qa.open_data.asking import STATUSES
from qa.open_data.figures import BUCKET_NAMES

VERSION: Final = "1.0.0"

_NUMBER: Final = {"type": "string", "description": "The public number of a question.", "examples": ["2026-01842"]}


def _list_of(name: str) -> dict[str, Any]:
    return an_object({"data": {"type": "array", "items": ref(name)}})


_HEAD: Final = {"number": _NUMBER, "language": LANGUAGE, "updated_at": MOMENT}
_NAMES: Final = an_object(dict.fromkeys(languages.CODES, TEXT))
_FIGURES: Final = {
    "received": {**COUNT, "description": "Questions that came in the last twelve months."},
    "answered": {**COUNT, "description": "Questions answered in the last twelve months."},
    "in_time": {**COUNT, "description": "Of these, answered by their due date."},
    "share_in_time": {
        "type": ["integer", "null"], "minimum": 0, "maximum": 100,
        "description": "Per cent of answers in time among answers and questions overdue now, rounded down.",
    },
    "median_working_days": {"type": ["number", "null"], "minimum": 0},
    "open": {**COUNT, "description": "Open at this moment."},
    "overdue": {**COUNT, "description": "Open, past the due date, and not waiting for the asker."},
    "waiting_for_asker": COUNT,
    "returned": {**COUNT, "description": "Given back by the agency in the last twelve months."},
    "forwarded": {**COUNT, "description": "Of these, with another agency named."},
    **dict.fromkeys(BUCKET_NAMES, COUNT),
    "months": {
        "type": "array",
        "items": an_object(
            {
                "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
                "received": COUNT, "answered": COUNT, "in_time": COUNT,
            }
        ),
    },
}  # fmt: skip

SCHEMAS: Final[dict[str, Any]] = {
    "Question": an_object(
        {
            **_HEAD,
            "withheld": {"const": False},
            "url": {"type": "string", "format": "uri"},
            "status": {"type": "string", "enum": ["answered", "waiting"]},
            "title": TEXT,
            "question": {**TEXT, "description": "Plain text, personal data taken out."},
            "answer_html": {**TEXT, "description": "HTML with few elements, cleaned; empty without an answer."},
            "answer_text": {**TEXT, "description": "The answer as plain text."},
            "topic": {**or_null(TEXT), "description": "A key of /topics."},
            "region": {**or_null(TEXT), "description": "A key of /regions."},
            "agency": {**or_null(TEXT), "description": "A key of /agencies: who answers."},
            "asked_at": MOMENT,
            "routed_at": or_null(MOMENT),
            "answered_at": or_null(MOMENT),
            "corrected_at": or_null(MOMENT),
            "correction": {**TEXT, "description": "What the last correction changed."},
            "due_on": {**or_null(DAY), "description": "The last working day for the answer, while one is awaited."},
            "paused_since": {**or_null(DAY), "description": "Since when the asker is asked for more."},
            "working_days": {**or_null(COUNT), "description": "Working days to the answer."},
            "version": {**COUNT, "description": "Counts the changes of the text in the question's language."},
        }
    ),
    "Tombstone": {
        **an_object({**_HEAD, "withheld": {"const": True}}),
        "description": "No longer public in this language: delete your copy.",
    },
    "Record": {"oneOf": [ref("Question"), ref("Tombstone")]},
    "Questions": an_object(
        {
            "data": {"type": "array", "items": ref("Record")},
            "next_cursor": or_null(TEXT),
            "next": or_null({"type": "string", "format": "uri"}),
        }
    ),
    "QuestionInAllLanguages": an_object(
        {
            "number": _NUMBER,
            "withheld": {"const": False},
            "answers": {
                "type": "array",
                "description": "The versions of the answer, oldest first. Only the last one's words are public.",
                "items": an_object({"version": {"type": "integer", "minimum": 1}, "at": MOMENT}),
            },
            "languages": {"type": "array", "items": ref("Question"), "minItems": 1},
        }
    ),
    "TakenDown": an_object({"number": _NUMBER, "withheld": {"const": True}}),
    "Topic": an_object({"key": TEXT, "names": _NAMES, "questions": COUNT}),
    "Region": an_object(
        {"key": TEXT, "names": _NAMES, "kind": {"type": "string", "enum": ["oblast", "city"]}, "questions": COUNT}
    ),
    "Agency": an_object(
        {
            "key": TEXT,
            "names": _NAMES,
            "short_names": _NAMES,
            "website": or_null({"type": "string", "format": "uri"}),
            "questions": COUNT,
        }
    ),
    "Topics": _list_of("Topic"),
    "Regions": _list_of("Region"),
    "Agencies": _list_of("Agency"),
    "Figures": an_object(_FIGURES),
    "AgencyFigures": an_object({"agency": {**TEXT, "description": "A key of /agencies."}, **_FIGURES}),
    "Statistics": an_object(
        {
            "counted_at": MOMENT,
            "counted_every_minutes": COUNT,
            "since": DAY,
            "everything": ref("Figures"),
            "agencies": {"type": "array", "items": ref("AgencyFigures")},
        }
    ),
    "Problem": an_object(
        {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "documentation": TEXT}
    ),
}

_FILTERS: Final = [
    LANGUAGE_PARAMETER,
    parameter("topic", TEXT, "A key of /topics."),
    parameter("region", TEXT, "A key of /regions."),
    parameter("agency", TEXT, "A key of /agencies."),
    parameter("status", {"type": "string", "enum": list(STATUSES)}, "overdue: past the due date at this moment."),
    parameter("answered_since", MOMENT_OR_DAY, "Answered at this moment or later; a date begins in Kazakhstan."),
    parameter("answered_until", MOMENT_OR_DAY, "Answered before this moment."),
    parameter("updated_since", MOMENT_OR_DAY, "Changed at this moment or later, tombstones included: for mirrors."),
    *PAGING,
]

_BULK: Final = {"parameters": [LANGUAGE_PARAMETER], "responses": BAD}

PATHS: Final[dict[str, Any]] = {
    "/questions": get(
        "listQuestions", "Records, the oldest change first.", json_of("Questions"),
        parameters=_FILTERS, responses={**UNCHANGED, **BAD},
    ),
    "/questions/{number}": get(
        "getQuestion", "One question in all its languages.", json_of("QuestionInAllLanguages"),
        parameters=[{"name": "number", "in": "path", "required": True, "schema": _NUMBER}],
        responses={
            **UNCHANGED,
            "404": {"description": "There is no public question with this number.", "content": PROBLEM},
            "410": {"description": "It was taken down.", "content": json_of("TakenDown")},
        },
    ),
    "/questions.jsonl": get(
        "downloadJsonLines", "All records, one a line.", LINES, **_BULK
    ),
    "/questions.csv": get("downloadCsv", "All records as CSV (UTF-8 with a byte order mark).", CSV, **_BULK),
    "/topics": get("listTopics", "Topics.", json_of("Topics"), responses=UNCHANGED),
    "/regions": get("listRegions", "Regions.", json_of("Regions"), responses=UNCHANGED),
    "/agencies": get("listAgencies", "Agencies.", json_of("Agencies"), responses=UNCHANGED),
    "/statistics": get("getStatistics", "Figures of all agencies.", json_of("Statistics"), responses=UNCHANGED),
    "/statistics.csv": get("downloadStatistics", "Figures by agency.", CSV, responses=UNCHANGED),
    "/statistics-by-month.csv": get("downloadMonths", "Figures by month.", CSV, responses=UNCHANGED),
    "/catalogue.jsonld": get(
        "getCatalogue", "The data sets, by DCAT 3.", {"application/ld+json": {"schema": {"type": "object"}}},
        responses=UNCHANGED,
    ),
    "/openapi.json": get(
        "getDescription", "This description.", {"application/json": {"schema": {"type": "object"}}},
        responses=UNCHANGED,
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
            "title": "Jauap: questions and answers, fact-checks, pages",
            "version": VERSION,
            "summary": "Everything that is published, in Kazakh, Russian and English; figures of how agencies answer.",
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
