"""What readers search and choose, for those who look after the words: only texts of several occasions are shown."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from search import bets
from search.documents import Document
from search.models import BestBet, ChoiceTally, SearchTally
from search.registry import registry
from search.rules.counting import OCCASIONS

MOST: Final = 50
TEXTS: Final = 5  # of each chosen result


@dataclass(frozen=True, slots=True)
class Line:
    """One text in one language: how often it was searched, in vain, and how often a result was chosen then."""

    language: str
    text: str
    searches: int
    empty: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """One result: how often it was chosen, and for which texts. Without a title it is not public any more."""

    times: int
    reference: str
    texts: tuple[str, ...]
    kind: str = ""
    title: str = ""
    language: str = ""
    url: str = ""


def lines(since: date, until: date, language: str = "") -> list[Line]:
    """Every text that was searched on several occasions in these days, the most searched first. One query."""
    rows = (
        _of(SearchTally, since, until, language)
        .values("language", "text")
        .annotate(all=Sum("searches"), none=Sum("empty"), taken=Sum("chosen"), times=Sum("occasions"))
        .filter(times__gte=OCCASIONS)
    )
    found = [Line(row["language"], row["text"], row["all"], row["none"], row["taken"]) for row in rows]
    return sorted(found, key=lambda line: (-line.searches, line.text))


def in_vain(among: list[Line]) -> list[Line]:
    """The searches without results, the most frequent first."""
    return sorted((line for line in among if line.empty), key=lambda line: -line.empty)


def not_chosen(among: list[Line]) -> list[Line]:
    """Those with results of which nobody chose any."""
    return [line for line in among if line.searches > line.empty and not line.chosen]


def chosen(since: date, until: date, language: str = "") -> list[Chosen]:
    """What was chosen, the most frequent first, at most `MOST`; a query for the counts, some for the titles."""
    shown = {(line.language, line.text) for line in lines(since, until, language)}
    times: dict[tuple[str, str], int] = defaultdict(int)
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    counted = _of(ChoiceTally, since, until, language).values("kind", "object_id", "language", "text")
    for row in counted.annotate(all=Sum("times")).order_by("-all", "text"):
        key = (row["kind"], row["object_id"])
        times[key] += row["all"]
        if (row["language"], row["text"]) in shown and len(texts[key]) < TEXTS:
            texts[key].append(row["text"])
    first = sorted(times, key=lambda key: -times[key])[:MOST]
    documents = _documents(first)
    recommended = BestBet.objects.in_bulk([int(id_) for kind, id_ in first if kind == bets.KIND])
    return [_named(key, times[key], texts[key], documents, recommended) for key in first]


def _of(model: Any, since: date, until: date, language: str) -> Any:
    rows = model.objects.filter(day__gte=since, day__lte=until).order_by()
    return rows.filter(language=language) if language else rows


def _documents(keys: list[tuple[str, str]]) -> dict[tuple[str, str], Document]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, id_ in keys:
        by_kind[kind].append(id_)
    return {
        (kind, document.id): document
        for kind, ids in by_kind.items()
        if kind in registry.sources
        for document in registry.sources[kind].documents(ids)
    }


def _named(
    key: tuple[str, str],
    times: int,
    texts: list[str],
    documents: dict[tuple[str, str], Document],
    recommended: dict[int, BestBet],
) -> Chosen:
    kind, id_ = key
    reference, said = f"{kind} {id_}", tuple(texts)
    found = documents.get(key)
    if found is not None:
        return Chosen(times, reference, said, registry.sources[kind].label(), found.title, found.language, found.url)
    bet = recommended.get(int(id_)) if kind == bets.KIND else None
    if bet is not None:
        url = reverse("search_best_bets:edit", args=[bet.pk])
        return Chosen(times, reference, said, _("Recommended results"), str(bet), bet.language, url)
    return Chosen(times, reference, said)
