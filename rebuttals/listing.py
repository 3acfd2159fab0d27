"""The list of the fact-check section: what it shows, by verdict and topic, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rebuttals import selectors
from rebuttals.rules.verdicts import VERDICTS

PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list, with the filters as the component `filters` takes them."""

    page: PaginatorPage
    groups: list[dict[str, Any]]
    filtered: bool


def listing(language: str, params: Mapping[str, Any]) -> Listing:
    """The rebuttals in `language` for the request's `params` (`verdict`, `topic`, `page`); others are ignored."""
    verdicts = {key: str(verdict.label) for key, verdict in VERDICTS.items()}
    topics = {topic.key: str(topic.name) for topic in selectors.topics_in_use(language)}
    verdict, topic = _known(params.get("verdict"), verdicts), _known(params.get("topic"), topics)
    rows = selectors.published(language, verdict=VERDICTS.get(verdict), topic=topic)
    groups = [{"label": _("Verdict"), "options": _options("verdict", verdict, verdicts, {"topic": topic})}]
    if topics:
        groups.append({"label": _("Topic"), "options": _options("topic", topic, topics, {"verdict": verdict})})
    return Listing(rows.page(params.get("page"), PER_PAGE), groups, bool(verdict or topic))


def _known(value: Any, names: Mapping[str, str]) -> str:
    return str(value) if value in names else ""


def _options(name: str, present: str, names: Mapping[str, str], others: dict[str, str]) -> list[dict[str, Any]]:
    """One link per value, and one for all, each keeping the other filter."""
    kept = {key: value for key, value in others.items() if value}

    def option(key: str, label: str) -> dict[str, Any]:
        query = urlencode({**kept, **({name: key} if key else {})})
        return {"url": f"?{query}", "label": label, "current": key == present}

    return [option("", pgettext("filter", "All")), *(option(key, label) for key, label in names.items())]
