"""What several question pages share."""

from collections.abc import Collection
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from portal import languages
from search.registry import registry
from search.service import similar

SIMILAR_KINDS = ("question", "guidance", "news", "rebuttal", "document", "infographic", "section")
SIMILAR_SHOWN = 5
_READ = 2000  # characters of a text that are compared; more of it adds time, not meaning


@dataclass(frozen=True, slots=True)
class SimilarAnswer:
    """One thing already published that may answer; `label` is its kind's name."""

    kind: str
    id: str
    url: str
    title: str
    language: str
    label: str

    @property
    def reference(self) -> str:
        """How records name it."""
        return f"{self.kind}:{self.id}"


def similar_answers(text: str, kinds: Collection[str] = SIMILAR_KINDS) -> list[SimilarAnswer]:
    """Published answers and pages that resemble `text`, best first, the reader's language before the others."""
    if len(text.strip()) < 3:
        return []
    hits = similar(text[:_READ], languages.current(), kinds=kinds, limit=SIMILAR_SHOWN)
    return [SimilarAnswer(hit.kind, hit.id, hit.url, plain(hit.title), hit.language, _label(hit.kind)) for hit in hits]


def plain(title: str) -> str:
    """A hit's title as text: marks help in a long list of results, not in five links."""
    return unescape(strip_tags(title))


def _label(kind: str) -> str:
    source = registry.sources.get(kind)
    return source.label() if source else ""


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The trail: home, questions, then `more` (address, title)."""
    home = f"/{languages.current()}/"
    pairs = [(home, _("Front page")), (reverse("qa:list"), _("Questions and answers")), *more]
    return [{"url": url, "title": title} for url, title in pairs]


def steps() -> list[str]:
    """The words of the bar above the form."""
    return [_("Question"), _("Contact details"), _("Check and send")]


def alternates(name: str, **kwargs: Any) -> dict[str, str]:
    """The same page in each language: code → path."""
    path = reverse(name, kwargs=kwargs or None)
    rest = path.lstrip("/").partition("/")[2]
    return {code: f"/{code}/{rest}" for code in languages.CODES}
