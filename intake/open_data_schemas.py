"""The pieces of which descriptions of open data are made (OpenAPI 3.1): plain data."""

from typing import Any, Final

from intake.open_data_asking import MOST, USUAL
from portal import languages

TEXT: Final = {"type": "string"}
COUNT: Final = {"type": "integer", "minimum": 0}
MOMENT: Final = {"type": "string", "format": "date-time"}
DAY: Final = {"type": "string", "format": "date"}
ADDRESS: Final = {"type": "string", "format": "uri"}
LANGUAGE: Final = {"type": "string", "enum": list(languages.CODES)}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "type": [schema["type"], "null"]}


def an_object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object with these properties and no others."""
    needed = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def json_of(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": ref(name)}}


MOMENT_OR_DAY: Final = {"anyOf": [MOMENT, DAY]}
LANGUAGE_PARAMETER: Final = parameter("language", LANGUAGE, "Only records in this language.")
PAGING: Final = (
    parameter("cursor", TEXT, "`next_cursor` of the former page."),
    parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "Records on a page."),
)
PROBLEM: Final = {"application/problem+json": {"schema": ref("Problem")}}
CSV: Final = {"text/csv": {"schema": TEXT}}
LINES: Final = {"application/jsonl": {"schema": TEXT}}
UNCHANGED: Final = {"304": {"description": "Unchanged since your ETag or Last-Modified."}}
BAD: Final = {"400": {"description": "A parameter cannot be used; `detail` says which.", "content": PROBLEM}}
_LIMITED: Final = {
    "description": "Too many requests from one address.",
    "headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}},
    "content": PROBLEM,
}
_HEADERS: Final = {
    "ETag": {"schema": TEXT},
    "Cache-Control": {"schema": TEXT},
    "Link": {"schema": TEXT, "description": 'The licence (rel="license"), and the next page (rel="next").'},
}


def get(identity: str, summary: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One GET with what each may answer."""
    responses = {
        "200": {"description": summary, "headers": _HEADERS, "content": content},
        **more.pop("responses", {}),
        "429": _LIMITED,
    }
    return {"get": {"operationId": identity, "summary": summary, "responses": responses, **more}}
