"""What stands under a search box while one types: a corrected word, topics, and things with fitting titles."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.models import Topic
from directory.selectors import active
from search.documents import Hit
from search.engines import suggesting
from search.registry import registry
from search.snippets import marked_at

WORDS: Final = "words"
TOPIC: Final = "topic"
MOST_TOPICS: Final = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line: `title` is safe HTML with `<mark>`, `label` says in the present language what it leads to.

    `kind` is that of a thing that was found, or `WORDS` or `TOPIC`; `language` is that of the title.
    """

    kind: str
    title: str
    url: str
    label: str
    language: str


def of_words(text: str, language: str) -> Suggestion:
    """To the results for `text`."""
    return Suggestion(WORDS, escape(text), _search(language, q=text), pgettext("button", "Search"), language)


def of_topics(text: str, language: str) -> list[Suggestion]:
    """To all about the topics whose names in `language` hold the words of `text`, the last one as a beginning."""
    wanted = suggesting.beginning(text, language, (language,))
    if wanted is None:
        return []
    named = [(topic.name_in(language), topic) for topic in active(Topic)]
    fitting = [(answer, name, topic) for name, topic in named if (answer := suggesting.fit(name, wanted))]
    fitting.sort(key=lambda each: (each[0].near, each[0].inside))
    return [
        Suggestion(TOPIC, marked_at(name, answer.places), _search(language, topic=topic.key), _("Topic"), language)
        for answer, name, topic in fitting[:MOST_TOPICS]
    ]


def of_hits(hits: Iterable[Hit]) -> list[Suggestion]:
    """To what was found itself."""
    return [Suggestion(hit.kind, hit.title, hit.url, registry.sources[hit.kind].label(), hit.language) for hit in hits]


def _search(language: str, **query: str) -> str:
    return f"/{language}/search/?{urlencode(query)}"
