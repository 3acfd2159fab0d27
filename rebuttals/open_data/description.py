"""The fact-checks in the description of the open data: for programs (OpenAPI 3.1) and for people."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from intake.open_data_parts import Part
from intake.open_data_schemas import (
    BAD,
    CSV,
    LANGUAGE,
    LANGUAGE_PARAMETER,
    MOMENT,
    MOMENT_OR_DAY,
    PAGING,
    TEXT,
    UNCHANGED,
    an_object,
    get,
    json_of,
    parameter,
)
from rebuttals.rules.verdicts import VERDICTS

_ADDRESS: Final = {"type": ["string", "null"], "format": "uri"}
_VERDICT: Final = {"type": "string", "enum": list(VERDICTS)}


def _list(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": an_object(properties)}


_ADDRESSES: Final = {"url": _ADDRESS, "archive_url": _ADDRESS}
SCHEMAS: Final[dict[str, Any]] = {
    "FactCheck": an_object(
        {
            "id": {"type": "string", "format": "uuid", "description": "The same in all languages of a rebuttal."},
            "language": LANGUAGE,
            "url": {"type": "string", "format": "uri"},
            "published_at": MOMENT,
            "updated_at": MOMENT,
            "claim": {**TEXT, "description": "The statement that was checked."},
            "claim_by": {**TEXT, "description": "Who said it."},
            "claim_by_kind": {"type": "string", "enum": ["organization", "person"]},
            "claim_date": {"type": ["string", "null"], "format": "date"},
            "verdict": _VERDICT,
            "verdict_label": {**TEXT, "description": "The verdict's word in the language of the record."},
            "rating": {"type": ["integer", "null"], "minimum": 1, "maximum": 5, "description": "1 false, 5 true."},
            "conclusion": {**TEXT, "description": "The verdict in one sentence that stands alone."},
            "interested_party": {"type": ["string", "null"]},
            "agency": {"type": ["string", "null"], "description": "A key of /agencies."},
            "topics": {"type": "array", "items": TEXT, "description": "Keys of /topics."},
            "appearances": _list({"where": TEXT, **_ADDRESSES}),
            "evidence": _list({"source": TEXT, **_ADDRESSES}),
            "corrections": _list({"date": {"type": "string", "format": "date"}, "text": TEXT}),
            "former_verdicts": _list({"verdict": _VERDICT, "until": MOMENT}),
            "ai_made": {"type": "boolean", "description": "The text of the rebuttal was made with AI."},
        }
    ),
    "FactChecks": an_object(
        {
            "data": {"type": "array", "items": {"$ref": "#/components/schemas/FactCheck"}},
            "next_cursor": {"type": ["string", "null"]},
            "next": {"type": ["string", "null"], "format": "uri"},
        }
    ),
}


_ANSWERS: Final = {**UNCHANGED, **BAD}
PATHS: Final[dict[str, Any]] = {
    "/fact-checks": get(
        "listFactChecks",
        "Rebuttals, a record for each language, the oldest change first. What was taken down is not in it.",
        json_of("FactChecks"),
        parameters=[
            LANGUAGE_PARAMETER,
            parameter("verdict", _VERDICT, "Only with this verdict."),
            parameter("updated_since", MOMENT_OR_DAY, "Changed since then."),
            *PAGING,
        ],
        responses=_ANSWERS,
    ),
    "/fact-checks.csv": get(
        "downloadFactChecks",
        "All rebuttals as CSV (UTF-8 with a byte order mark).",
        CSV,
        parameters=[LANGUAGE_PARAMETER],
        responses=BAD,
    ),
    "/fact-checks/claimreview": get(
        "feedClaimReview",
        "The newest rebuttals as ClaimReview in a DataFeed (schema.org, JSON-LD).",
        {"application/ld+json": {"schema": {"type": "object"}}},
        responses=UNCHANGED,
    ),
}
PART: Final = Part(
    paths=PATHS,
    schemas=SCHEMAS,
    name=_("Fact-checks"),
    about=_(
        "Claims that spread, the verdict on each, the evidence and the corrections, in Kazakh, Russian and English."
    ),
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
