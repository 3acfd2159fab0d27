"""Pages in the description of the open data: for programs (OpenAPI 3.1) and for people."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from intake.open_data_parts import Part
from intake.open_data_schemas import (
    ADDRESS,
    BAD,
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

_ID: Final = {"type": "string", "format": "uuid", "description": "The same in all languages of a page, for ever."}
_KIND: Final = {**TEXT, "description": "news, infographic, video, briefing, rebuttal, guidance, document, section …"}
_HEAD: Final = {"id": _ID, "kind": _KIND, "language": LANGUAGE, "updated_at": MOMENT}
_KEYS: Final = {"type": "array", "items": TEXT}
_LICENCE: Final = an_object({"name": TEXT, "url": ADDRESS})
SCHEMAS: Final[dict[str, Any]] = {
    "Page": an_object(
        {
            **_HEAD,
            "withheld": {"const": False},
            "url": ADDRESS,
            "title": TEXT,
            "lead": TEXT,
            "text": {**TEXT, "description": "All words of the page as plain text, a paragraph a line."},
            "published_at": or_null(MOMENT),
            "data_received": or_null(DAY),
            "ai_made": {"type": "boolean", "description": "The text was made with AI."},
            "agency": {**or_null(TEXT), "description": "A key of /agencies."},
            "topics": {**_KEYS, "description": "Keys of /topics."},
            "regions": {**_KEYS, "description": "Keys of /regions; none: the whole country."},
            "picture": or_null(ADDRESS),
            "picture_text": TEXT,
            "facts": {"type": "object", "description": "What pages of this kind say besides, by name."},
        }
    ),
    "PageTombstone": {
        **an_object({**_HEAD, "withheld": {"const": True}}),
        "description": "No longer public in this language: delete your copy.",
    },
    "PageRecord": {"oneOf": [ref("Page"), ref("PageTombstone")]},
    "Pages": an_object(
        {
            "licence": _LICENCE,
            "data": {"type": "array", "items": ref("PageRecord")},
            "next_cursor": or_null(TEXT),
            "next": or_null(ADDRESS),
        }
    ),
    "PageInAllLanguages": an_object(
        {
            "id": _ID,
            "withheld": {"const": False},
            "licence": _LICENCE,
            "languages": {"type": "array", "items": ref("Page"), "minItems": 1},
        }
    ),
    "PageTakenDown": an_object({"id": _ID, "withheld": {"const": True}}),
}
_BULK: Final[dict[str, Any]] = {"parameters": [LANGUAGE_PARAMETER], "responses": BAD}
PATHS: Final[dict[str, Any]] = {
    "/pages": get(
        "listPages",
        "Pages of all kinds, a record for each language, the oldest change first; what was taken down is told.",
        json_of("Pages"),
        parameters=[
            parameter("kind", TEXT, "Only pages of this kind."),
            LANGUAGE_PARAMETER,
            parameter("topic", TEXT, "A key of /topics."),
            parameter("updated_since", MOMENT_OR_DAY, "Changed since then, tombstones included: for mirrors."),
            *PAGING,
        ],
        responses={**UNCHANGED, **BAD},
    ),
    "/pages/{page_key}": get(
        "getPage",
        "One page in all its languages.",
        json_of("PageInAllLanguages"),
        parameters=[{"name": "page_key", "in": "path", "required": True, "schema": _ID}],
        responses={
            **UNCHANGED,
            "404": {"description": "There is no public page with this id.", "content": PROBLEM},
            "410": {"description": "It was taken down.", "content": json_of("PageTakenDown")},
        },
    ),
    "/pages.jsonl": get("downloadPageLines", "All records of pages, one a line.", LINES, **_BULK),
    "/pages.csv": get("downloadPages", "All records of pages as CSV (UTF-8 with a byte order mark).", CSV, **_BULK),
}
PART: Final = Part(
    paths=PATHS,
    schemas=SCHEMAS,
    name=_("Pages of the portal"),
    about=_(
        "News, infographics, videos, briefings, fact-checks, guidance, documents and sections in Kazakh, Russian and "
        "English: their words, dates, topics and regions."
    ),
    downloads=(
        ("pages.csv", "text/csv", _("All pages: a table (CSV)")),
        ("pages.jsonl", "application/jsonl", _("All pages: a record a line (JSON)")),
    ),
    addresses=(
        ("pages", _("pages of all kinds, a page at a time; narrowed by kind, language, topic, updated_since")),
        ("pages/<id>", _("one page in all its languages")),
    ),
    caption=_("Fields of a page, the same in JSON and CSV"),
    fields=(
        ("id, language", _("the page, and the language of the record: one record for each language it has")),
        ("kind", _("news, infographic, video, briefing, rebuttal, guidance, document, section and others")),
        ("withheld", _("true: no longer public; only id, kind, language and updated_at are there. Delete your copy")),
        ("updated_at", _("when anything in the record last changed")),
        ("url", _("the page")),
        ("title, lead, text", _("its title, its summary and all its words, as plain text")),
        ("published_at, data_received", _("when it was published, and the day on which its facts came in")),
        ("ai_made", _("true: the text was made with AI")),
        ("agency, topics, regions", _("keys from the lists; no region means the whole country")),
        ("picture, picture_text", _("the address of its picture, and what the picture shows")),
        ("facts", _("what pages of this kind say besides: number and date of a document, beginning of a briefing")),
    ),
)  # fmt: skip
