"""How well things are found: judged queries asked of several systems, as they are and as people mistype them.

Everything comes in as plain data: documents, what the judgements call them, the judged queries (`judged/README.md`),
and the systems to compare. `scripts/bench_search.py` brings the demo portal's.

    MRR@10     1 / the place of the first thing that answers the query, 0 if none of the first ten does
    nDCG@10    the gain of the first ten (3 for what answers, 1 for what helps, less further down) of the most possible
    recall@10  the share of all judged things among the first ten
"""

import csv
import math
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final, Protocol

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from search import analysis
from search.benchmarks.distortions import DISTORTIONS
from search.documents import Document, Query
from search.engines.base import Engine, Position

JUDGED: Final = Path(__file__).parent / "judged"
ANSWERS: Final = 2
TOP: Final = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, and of each thing that it should find how well it serves: 2 answers it, 1 helps."""

    query: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    mrr: float
    ndcg: float
    recall: float


class System(Protocol):
    """Something that finds documents, to be compared. A group is what a document and its translations share."""

    @property
    def name(self) -> str:
        """What it is called in the table."""

    def index(self, documents: Collection[Document]) -> None:
        """Takes in all documents, once, before the first search."""

    def search(self, text: str, language: str, limit: int) -> list[str]:
        """The groups of the documents in `language` that it finds for `text`, best first, at most `limit`."""


class EngineSystem:
    """One of our engines, asked as the search page asks it."""

    def __init__(self, name: str, engine: Engine) -> None:
        self.name = name
        self.engine = engine

    def index(self, documents: Collection[Document]) -> None:
        self.engine.rebuild(documents, Position())

    def search(self, text: str, language: str, limit: int) -> list[str]:
        return [hit.group for hit in self.engine.find(Query(text, language, limit=limit, snippets=False)).hits]


class PlainElastic:
    """Elasticsearch as it comes: its standard analyzer, any of the words; the title counts as our engine's."""

    name = "plain Elastic"

    def __init__(self, url: str) -> None:
        self.client = Elasticsearch(url, request_timeout=30)

    def index(self, documents: Collection[Document]) -> None:
        self.client.options(ignore_status=404).indices.delete(index="plain-elastic")
        source = ("title", "lead", "body", "language", "group")
        actions = [
            {"_index": "plain-elastic", "_source": {name: getattr(one, name) for name in source}} for one in documents
        ]
        bulk(self.client, actions, refresh=True)

    def search(self, text: str, language: str, limit: int) -> list[str]:
        words = {"multi_match": {"query": text, "fields": ["title^10", "lead^3", "body"], "type": "most_fields"}}
        mine = {"term": {"language.keyword": language}}
        answer = self.client.search(
            index="plain-elastic", query={"bool": {"must": words, "filter": mine}}, size=limit, source_includes="group"
        )
        return [hit["_source"]["group"] for hit in answer["hits"]["hits"]]


class PlainFts:
    """SQLite FTS5 as it comes: words as they stand (unicode61), any of them, bm25; the title counts as our engine's."""

    name = "plain FTS5"

    def index(self, documents: Collection[Document]) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (title, lead, body, grp UNINDEXED, language UNINDEXED,"
            " tokenize = 'unicode61')"
        )
        rows = ((d.title, d.lead, d.body, d.group, d.language) for d in documents)
        self.db.executemany("INSERT INTO words VALUES (?, ?, ?, ?, ?)", rows)

    def search(self, text: str, language: str, limit: int) -> list[str]:
        words = ['"{}"'.format(word.replace('"', "")) for word in text.split() if word.replace('"', "")]
        found = self.db.execute(
            "SELECT grp FROM words WHERE words MATCH ? AND language = ? ORDER BY bm25(words, 10.0, 3.0, 1.0) LIMIT ?",
            (" OR ".join(words), language, limit),
        )
        return [row[0] for row in found]


def read(language: str, folder: Path = JUDGED) -> list[Judged]:
    """The judged queries of `language`. Raises ValueError for a grade that is none."""
    with (folder / f"{language}.tsv").open(encoding="utf-8") as file:
        return [
            Judged(row["query"], _grades(row["judged"]))
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _grades(cell: str) -> dict[str, int]:
    grades = {}
    for part in cell.split():
        name, _, grade = part.partition("=")
        if grade not in {"1", "2"} or name in grades:
            raise ValueError(f"{part!r} is no judgement of a thing not judged before")
        grades[name] = int(grade)
    return grades


def by_group(judged: Iterable[Judged], groups: Mapping[str, str]) -> list[Judged]:
    """The same queries, judging groups instead of names. Raises KeyError for a name that `groups` lacks."""
    return [Judged(one.query, {groups[name]: grade for name, grade in one.grades.items()}) for one in judged]


def figures(found: Sequence[str], grades: Mapping[str, int]) -> Figures:
    """How well `found`, the groups best first, serves a query with these `grades`."""
    top = list(found[:TOP])
    first = next((place for place, group in enumerate(top, 1) if grades.get(group) == ANSWERS), 0)
    gain = _gain(grades.get(group, 0) for group in top)
    most = _gain(sorted(grades.values(), reverse=True)[:TOP])
    return Figures(1 / first if first else 0.0, gain / most, len(grades.keys() & set(top)) / len(grades))


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def measure(
    system: System, judged: Iterable[Judged], language: str, typed: Callable[[str], str] = str
) -> tuple[Figures, list[tuple[str, Figures]]]:
    """The means over all queries, each `typed` in some way, and the figures of each query."""
    each = []
    for one in judged:
        each.append((one.query, figures(system.search(typed(one.query), language, TOP), one.grades)))
    means = (fmean(getattr(got, name) for _, got in each) for name in ("mrr", "ndcg", "recall"))
    return Figures(*means), each


def report(
    documents: Collection[Document],
    groups: Mapping[str, str],
    systems: Sequence[System],
    *,
    half: int | None = None,
    show: int = 0,
    say: Callable[[str], object] = sys.stdout.write,
) -> None:
    """Prints the figures of each system for each language, clean and in each distortion.

    `groups` has the group of each name that the judgements use. Of the queries only every second one is asked if `half`
    is given (0: the first, the third, …). Of the first system, so many queries as `show` says that it serves worst are
    printed, too.
    """
    for system in systems:
        system.index(documents)
    for language in analysis.LANGUAGES:
        judged = by_group(read(language), groups)
        if half is not None:
            judged = judged[half::2]
        say(f"\n{language}: {len(judged)} queries\n")
        say(f"  {'typed':28}{'system':24}{'MRR@10':>8}{'nDCG@10':>9}{'recall@10':>11}{'kept':>7}\n")
        clean: dict[str, float] = {}
        ways: dict[str, Callable[[str], str]] = {"as meant": str, **DISTORTIONS[language]}
        for name, typed in ways.items():
            for system in systems:
                got, each = measure(system, judged, language, typed)
                kept = got.mrr / clean.setdefault(system.name, got.mrr or 1.0)
                say(f"  {name:28}{system.name:24}{got.mrr:8.3f}{got.ndcg:9.3f}{got.recall:11.3f}{kept:7.2f}\n")
                if system is systems[0]:
                    _show(each, name, typed, show, say)


def _show(
    each: list[tuple[str, Figures]],
    name: str,
    typed: Callable[[str], str],
    number: int,
    say: Callable[[str], object],
) -> None:
    for query, got in sorted(each, key=lambda pair: pair[1].ndcg)[:number]:
        say(f"      {name}: {typed(query)!r} MRR {got.mrr:.2f} nDCG {got.ndcg:.2f}\n")
