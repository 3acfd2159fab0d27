"""The fact-checks in the description of the open data: for programs (OpenAPI 3.1) and for people."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from intake.open_data_parts import Part
from portal import languages
from rebuttals.open_data.asking import MOST, USUAL
from rebuttals.rules.verdicts import VERDICTS

_TEXT: Final = {"type": "string"}
_MOMENT: Final = {"type": "string", "format": "date-time"}
_ADDRESS: Final = {"type": ["string", "null"], "format": "uri"}
_VERDICT: Final = {"type": "string", "enum": list(VERDICTS)}
_LANGUAGE: Final = {"type": "string", "enum": list(languages.CODES)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}


_ADDRESSES: Final = {"url": _ADDRESS, "archive_url": _ADDRESS}
SCHEMAS: Final[dict[str, Any]] = {
    "FactCheck": _object(
        {
            "id": {"type": "string", "format": "uuid", "description": "The same in all languages of a rebuttal."},
            "language": _LANGUAGE,
            "url": {"type": "string", "format": "uri"},
            "published_at": _MOMENT,
            "updated_at": _MOMENT,
            "claim": {**_TEXT, "description": "The statement that was checked."},
            "claim_by": {**_TEXT, "description": "Who said it."},
            "claim_by_kind": {"type": "string", "enum": ["organization", "person"]},
            "claim_date": {"type": ["string", "null"], "format": "date"},
            "verdict": _VERDICT,
            "verdict_label": {**_TEXT, "description": "The verdict's word in the language of the record."},
            "rating": {"type": ["integer", "null"], "minimum": 1, "maximum": 5, "description": "1 false, 5 true."},
            "conclusion": {**_TEXT, "description": "The verdict in one sentence that stands alone."},
            "interested_party": {"type": ["string", "null"]},
            "agency": {"type": ["string", "null"], "description": "A key of /agencies."},
            "topics": {"type": "array", "items": _TEXT, "description": "Keys of /topics."},
            "appearances": _list({"where": _TEXT, **_ADDRESSES}),
            "evidence": _list({"source": _TEXT, **_ADDRESSES}),
            "corrections": _list({"date": {"type": "string", "format": "date"}, "text": _TEXT}),
            "former_verdicts": _list({"verdict": _VERDICT, "until": _MOMENT}),
            "ai_made": {"type": "boolean", "description": "The text of the rebuttal was made with AI."},
        }
    ),
    "FactChecks": _object(
        {
            "data": {"type": "array", "items": {"$ref": "#/components/schemas/FactCheck"}},
            "next_cursor": {"type": ["string", "null"]},
            "next": {"type": ["string", "null"], "format": "uri"},
        }
    ),
}


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _get(identity: str, summary: str, content: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses: dict[str, Any] = {
        "200": {"description": summary, "content": content},
        "304": {"description": "Unchanged since your ETag."},
        "400": {"description": "A parameter cannot be used; `detail` says which.", "content": problem},
        "429": {"description": "Too many requests from one address.", "content": problem},
    }
    return {"get": {"operationId": identity, "summary": summary, "parameters": [*parameters], "responses": responses}}


PATHS: Final[dict[str, Any]] = {
    "/fact-checks": _get(
        "listFactChecks",
        "Rebuttals, a record for each language, the oldest change first. What was taken down is not in it.",
        {"application/json": {"schema": {"$ref": "#/components/schemas/FactChecks"}}},
        _parameter("language", _LANGUAGE, "Only records in this language."),
        _parameter("verdict", _VERDICT, "Only with this verdict."),
        _parameter("updated_since", {"anyOf": [_MOMENT, {"type": "string", "format": "date"}]}, "Changed since then."),
        _parameter("cursor", _TEXT, "`next_cursor` of the former page."),
        _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "Records on a page."),
    ),
    "/fact-checks.csv": _get(
        "downloadFactChecks", "All rebuttals as CSV (UTF-8 with a byte order mark).", {"text/csv": {"schema": _TEXT}}
    ),
    "/fact-checks/claimreview": _get(
        "feedClaimReview",
        "The newest rebuttals as ClaimReview in a DataFeed (schema.org, JSON-LD).",
        {"application/ld+json": {"schema": {"type": "object"}}},
    ),
}
PART: Final = Part(
    paths=PATHS,
    schemas=SCHEMAS,
    downloads=(("fact-checks.csv", "text/csv", _("All fact-checks: a table (CSV)")),),
    addresses=(
        ("fact-checks", _("fact-checks, a page at a time; narrowed by language, verdict, updated_since")),
        ("fact-checks/claimreview", _("fact-checks as ClaimReview in a DataFeed (schema.org)")),
    ),
    caption=_("Fields of a fact-check, the same in JSON and CSV"),
    fields=(
        ("id, language", _("the rebuttal, and the language of the record: one record for each language it has")),
        ("url", _("the page")),
        ("published_at, updated_at", _("when it was published, and when it last changed")),
        ("claim, claim_by, claim_by_kind, claim_date", _("what was said, who said it, whether a person, and when")),
        ("verdict, verdict_label, rating", _("the verdict as a key and as a word; its degree, 1 false to 5 true")),
        ("conclusion", _("the verdict in one sentence")),
        ("interested_party", _("the state body that the claim is about")),
        ("agency, topics", _("keys from the lists")),
        ("appearances, evidence", _("where it spread and what refutes it, with addresses of archived copies")),
        ("ai_made", _("whether the text was made with AI")),
        ("corrections, former_verdicts", _("what was corrected, and the verdicts before with the moment of their end")),
    ),
)  # fmt: skip
