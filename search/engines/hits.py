"""From what an index stores to a hit that a reader is shown."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from search.documents import Hit
from search.engines.plan import Plan
from search.snippets import Marker


def markers_for(planned: Plan, languages: Collection[str]) -> dict[str, Marker]:
    """What marks the words of a query in texts of each language."""
    return {language: Marker(planned.words, language, planned.wordings) for language in languages}


def plain_hit(stored: Mapping[str, Any]) -> Hit:
    """The hit for a stored document with its title as plain text, for those who mark it themselves."""
    topics = stored["topics"]
    return Hit(
        kind=stored["kind"],
        id=stored["id"],
        language=stored["language"],
        url=stored["url"],
        title=stored["title"],
        snippet="",
        score=0.0,
        group=stored["grp"],
        date=datetime.fromisoformat(stored["date"]) if stored["date"] else None,
        topics=tuple(topics.split() if isinstance(topics, str) else topics),
        agency=stored["agency"],
    )


def hit_of(stored: Mapping[str, Any], score: float, markers: Mapping[str, Marker], *, snippets: bool) -> Hit:
    """The hit for a stored document: kind, id, language, url, title, lead, body, grp, date (ISO), topics, agency."""
    marker = markers[stored["language"]]
    title, lead, body = stored["title"], stored["lead"], stored["body"]
    return replace(
        plain_hit(stored),
        title=marker.marked(title) if snippets else escape(title),
        snippet=marker.snippet(lead, body) if snippets else "",
        score=score,
        coverage=marker.coverage(title, lead, body),
    )
