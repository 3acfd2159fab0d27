"""From what an index stores to a hit that a reader is shown."""

from collections.abc import Collection, Mapping
from datetime import datetime
from html import escape
from typing import Any

from search.documents import Hit
from search.engines.plan import Plan
from search.snippets import Marker


def markers_for(planned: Plan, languages: Collection[str]) -> dict[str, Marker]:
    """What marks the words of a query in texts of each language."""
    return {language: Marker(planned.words, language, planned.wordings) for language in languages}


def hit_of(stored: Mapping[str, Any], score: float, markers: Mapping[str, Marker], *, snippets: bool) -> Hit:
    """The hit for a stored document: kind, id, language, url, title, lead, body, grp, date (ISO), topics, agency."""
    marker = markers[stored["language"]]
    topics = stored["topics"]
    return Hit(
        kind=stored["kind"],
        id=stored["id"],
        language=stored["language"],
        url=stored["url"],
        title=marker.marked(stored["title"]) if snippets else escape(stored["title"]),
        snippet=marker.snippet(stored["lead"], stored["body"]) if snippets else "",
        score=score,
        group=stored["grp"],
        date=datetime.fromisoformat(stored["date"]) if stored["date"] else None,
        topics=tuple(topics.split() if isinstance(topics, str) else topics),
        agency=stored["agency"],
        coverage=marker.coverage(stored["title"], stored["lead"], stored["body"]),
    )
