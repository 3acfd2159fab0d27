"""The list of a press section: what it shows, by topic, kind and year, a page at a time; pictures as a gallery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from directory.models import PageTopic, Topic
from directory.selectors import active
from portal import filters, languages, sql
from portal.memory import brief
from press import selectors

PER_PAGE = 12
SEEN: Final = frozenset({"infographic", "video"})  # what people look for with their eyes


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, with the filters as the component `filters` takes them.

    `gallery` are the items of a page on which there are only pictures and videos; `language` is that of the items.
    """

    page: PaginatorPage
    groups: list[dict[str, Any]]
    filtered: bool
    gallery: list[dict[str, Any]]
    language: str


def listing(section: Page, params: Mapping[str, Any], versions: Mapping[str, Any]) -> Listing:
    """The list of `section` for the request's `params` (`topic`, `kind`, `year`, `language`, `page`); unknown values
    count as absent. `versions` are the languages in which the section is there."""
    own = section.locale.language_code
    kinds, topics = selectors.kind_names(), topic_names(own)
    language = filters.known(params.get("language"), {code: code for code in versions if code != own})
    path = selectors.path_in(section.translation_key, language) if language else section.path
    years = {str(year): str(year) for year in years_of(path)}
    chosen = {
        "kind": filters.known(params.get("kind"), kinds),
        "topic": filters.known(params.get("topic"), topics),
        "year": filters.known(params.get("year"), years),
        "language": language,
    }
    rows = _listed(chosen["kind"], int(chosen["year"] or 0), by_topic=bool(chosen["topic"]))
    page = rows(section=path, topic=chosen["topic"]).page(params.get("page"), PER_PAGE)
    page.object_list = selectors.as_specific(page.object_list)
    seen = all(item.search_kind in SEEN for item in page.object_list)
    gallery = [_item(item, language) for item in page.object_list] if seen else []
    groups = [_group("kind", _("Kind"), kinds, chosen), _group("topic", _("Topic"), topics, chosen)]
    if len(years) > 1:
        groups.append(_group("year", _("Year"), years, chosen))
    if len(versions) > 1 and (language or gallery or chosen["kind"] in SEEN):
        groups.append({"label": _("Language of the pictures"), "options": _languages(own, versions, chosen)})
    return Listing(page, groups, any(chosen.values()), gallery, language or own)


def _group(name: str, label: str, names: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, Any]:
    others = {key: value for key, value in chosen.items() if key != name}
    return {"label": label, "options": filters.options(name, chosen[name], names, others)}


def _languages(own: str, versions: Mapping[str, Any], chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """One link for each language that the section has, the reader's own among them: there is no list of all at once,
    which would show each picture three times. Years and topics may differ, so only the kind is kept."""
    kept = {"kind": chosen["kind"]} if chosen["kind"] else {}
    return [
        {
            "url": "?" + urlencode({**kept, **({} if code == own else {"language": code})}),
            "label": languages.NAMES[code],
            "current": code == (chosen["language"] or own),
        }
        for code in languages.CODES
        if code in versions
    ]


def _item(page: Any, language: str) -> dict[str, Any]:
    """An item of the gallery; `language` where it is not the reader's."""
    return {**selectors.media_item(page), "language": language}


@cache
def _listed(kind: str, year: int, *, by_topic: bool) -> sql.Prepared[Page]:
    """The dated pages below a section (it is none itself), of one kind, year and topic where given."""
    rows = selectors.dated(kinds=(kind,) if kind else ()).filter(path__startswith=sql.slot("section"))
    if year:
        first, last = (timezone.make_aware(datetime(each, 1, 1)) for each in (year, year + 1))
        rows = rows.filter(first_published_at__gte=first, first_published_at__lt=last)
    if by_topic:
        # Not a join: a topic given twice must not list the page twice.
        rows = rows.filter(pk__in=PageTopic.objects.filter(topic__key=sql.slot("topic")).values("page_id"))
    return sql.Prepared(rows)


@brief
def years_of(path: str) -> list[int]:
    """The years in which something was published below the section at the tree path `path`, the newest first."""
    return selectors.years_below(path)


def topic_names(language: str) -> dict[str, str]:
    """The names of the topics in use, by key, in the order of the directory."""
    return {topic.key: topic.name_in(language) for topic in active(Topic)}
