"""What the indexes look like: one for each language, and one that says how far they have followed.

The server compares terms and nothing else: the forms of each word come from `search.analysis`, parted by blanks. What
is only shown lies in one object that is stored and not looked into.
"""

from typing import Any, Final

from elasticsearch.dsl import Double, Field, Keyword, Mapping, Object, Text

from search import analysis

FORMAT: Final = "1"
STATE: Final = "state"
DEEPEST: Final = 60_000  # results that can be paged through, in all languages together
WEIGHTS: Final = {"title_forms": 10, "lead_forms": 3, "body_forms": 1}
FORMS: Final = tuple(WEIGHTS)
ALL_FORMS: Final = "forms"
FACETS: Final = {"kind": "kind", "topic": "topics", "region": "region", "agency": "agency"}


def own_first(language: str) -> str:
    """The field that sorts documents of `language` before all others."""
    return f"not_{language}"


def documents(shards: int) -> dict[str, Any]:
    """Settings and mapping of an index of documents, while it is filled."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    # Where forms stand is never asked: a plain list of terms with how often is enough.
    forms: dict[str, Any] = {"analyzer": "whitespace", "index_options": "freqs", "copy_to": ALL_FORMS}
    for name in FORMS:
        mapping.field(name, Text(**forms))
    mapping.field(ALL_FORMS, Text(analyzer="whitespace", index_options="docs", norms=False))
    for name in ("kind", "id", "language", "grp", "topics", "region", "agency"):
        mapping.field(name, Keyword())
    mapping.field("day", "date", format="strict_date")
    for code in analysis.LANGUAGES:
        mapping.field(own_first(code), "byte", index=False)
    mapping.field("digest", Keyword(index=False))
    mapping.field("shown", Object(enabled=False))
    body = mapping.to_dict()
    body["_source"] = {"excludes": [*FORMS]}
    return {
        "settings": {
            "number_of_shards": shards,
            "auto_expand_replicas": "0-1",  # a copy as soon as there is a second node
            "refresh_interval": "-1",
            "max_result_window": DEEPEST,
        },
        "mappings": body,
    }


def state() -> dict[str, Any]:
    """Settings and mapping of the index that holds the position."""
    return _small(
        position=Keyword(index=False, doc_values=False), format=Keyword(index=False), analysis=Keyword(index=False)
    )


def leases() -> dict[str, Any]:
    """Settings and mapping of the index in which writers say that they are at work."""
    return _small(owner=Keyword(index=False), until=Double(index=False))


def _small(**fields: Field) -> dict[str, Any]:
    """An index of a few documents, with a copy as soon as there is a second node."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    for name, kind in fields.items():
        mapping.field(name, kind)
    return {"settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}, "mappings": mapping.to_dict()}
