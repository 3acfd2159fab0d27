"""What the caps on work per query cost in quality: the same searches with and without them.

    python -m search.benchmarks.capping [--documents 45000] [--queries 200]

The documents are those of `search.benchmarks.corpus`. From some, taken evenly over all ages, a few of the telling words
of the text are asked for, in two sorts beside words that the document need not hold: how far up that document stands is
its reciprocal rank among ten. Chance decides which words.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from search import analysis
from search.benchmarks import corpus
from search.documents import Document, Query
from search.engines import plan, ranking
from search.engines.base import Position
from search.engines.embedded import EmbeddedEngine

# How many words of the text, and how many others.
SORTS: Final = ((2, 0), (3, 0), (6, 0), (12, 0), (2, 1), (3, 1), (3, 2), (6, 3))
WITHOUT: Final = 10**9


@contextmanager
def uncapped() -> Iterator[None]:
    """While it lasts, every document that holds any of the words is weighed."""
    kept = ranking.NEWEST, plan.BUDGET, plan.RANK_BUDGET, plan.WHOLE_BUDGET
    ranking.NEWEST = plan.BUDGET = plan.RANK_BUDGET = plan.WHOLE_BUDGET = WITHOUT  # type: ignore[misc]
    try:
        yield
    finally:
        ranking.NEWEST, plan.BUDGET, plan.RANK_BUDGET, plan.WHOLE_BUDGET = kept  # type: ignore[misc]


def asked(document: Document, own: int, others: int, chance: random.Random) -> Query:
    """So many of the telling words of the document's text, and so many of anyone's."""
    telling = [word for word in document.body.split() if not analysis.is_stop_word(word, document.language)]
    words = chance.sample(telling, min(own, len(telling)))
    if others:
        words += corpus.Speaker(document.language, chance.randrange(10**9)).text(others, small=0).split()
    return Query(" ".join(words), document.language, snippets=False)


def reciprocal(engine: EmbeddedEngine, query: Query, wanted: Document) -> float:
    """1 over the place of `wanted` among the first ten; 0 if it is not there."""
    places = [n for n, hit in enumerate(engine.find(query).hits, 1) if hit.id == wanted.id]
    return 1 / places[0] if places else 0.0


def report(number: int, queries: int, seed: int = 7) -> None:
    """Prints MRR@10 with the caps and without, and the processor time of a query with them, for each sort of query."""
    chance = random.Random(seed)  # noqa: S311 no secret
    every = max(1, number // queries)
    chosen = [document for n, document in enumerate(corpus.documents(number)) if n % every == every // 2]
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "search.sqlite3")
        engine.rebuild(corpus.documents(number), Position())
        sys.stdout.write(f"{number:,} documents, {len(chosen)} of them looked for\n")
        for own, others in SORTS:
            pairs = [(asked(document, own, others, chance), document) for document in chosen]
            start = time.process_time()
            capped = statistics.mean(reciprocal(engine, query, document) for query, document in pairs)
            took = 1000 * (time.process_time() - start) / len(pairs)
            with uncapped():
                whole = statistics.mean(reciprocal(engine, query, document) for query, document in pairs)
            sort = f"{own} of its words" + (f" and {others} others" if others else "")
            sys.stdout.write(
                f"  {sort:26} MRR@10 {capped:.3f}, uncapped {whole:.3f}, cost {whole - capped:+.3f}, {took:.1f} ms\n"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=45_000)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    report(options.documents, options.queries)


if __name__ == "__main__":
    main()
