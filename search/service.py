"""The door to search for the rest of the portal: views and apps call this, never an engine."""

from collections.abc import Collection

from search.documents import Hit, Query, Results


def search(query: Query) -> Results:
    """What `query` finds: hits in the reader's language, and `others` in the other languages.

    Never raises on account of the text or of the engine: a failing engine gives empty, `degraded` results.
    """
    return Results()


def similar(text: str, language: str, kinds: Collection[str] = (), limit: int = 5) -> list[Hit]:
    """Published things that resemble `text`, best first, the reader's `language` before the others.

    Meant for "similar questions" beside a form: only hits that share a good part of the words; empty when there are
    none or when the engine fails.
    """
    return []
