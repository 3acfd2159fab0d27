"""The list of the fact-check section: what it shows, by verdict and topic, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page as PaginatorPage
from django.utils.translation import gettext as _

from portal import filters
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
    verdict, topic = filters.known(params.get("verdict"), verdicts), filters.known(params.get("topic"), topics)
    rows = selectors.published(language, verdict=VERDICTS.get(verdict), topic=topic)
    groups = [{"label": _("Verdict"), "options": filters.options("verdict", verdict, verdicts, {"topic": topic})}]
    if topics:
        groups.append({"label": _("Topic"), "options": filters.options("topic", topic, topics, {"verdict": verdict})})
    page = rows.page(params.get("page"), PER_PAGE)
    page.object_list = [selectors.item_of(rebuttal) for rebuttal in page.object_list]
    return Listing(page, groups, bool(verdict or topic))
