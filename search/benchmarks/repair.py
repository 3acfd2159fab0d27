"""How much of what readers find is still found when they type it on another layout, in other letters, or with a slip.

    python -m search.benchmarks.repair QUESTIONS.tsv [--queries 300]

QUESTIONS.tsv has the columns lang and question. All questions are indexed; for some of each language the three rarest
words are asked for, clean and in each distortion. Printed: MRR@10 of the question the words were taken from (other
questions may hold the same words and stand above it), the share of the clean figure that is kept, and how long a query
takes.
"""

import argparse
import csv
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from search import analysis
from search.benchmarks.distortions import DISTORTIONS
from search.documents import Document, Query
from search.engines.base import Position
from search.engines.embedded import EmbeddedEngine


def rarest(texts: list[str], language: str) -> list[str]:
    """Of each text, the three words that stand in the fewest texts."""
    sets = [
        {t.text for t in analysis.tokens(text) if len(t.text) > 2 and not analysis.is_stop_word(t.text, language)}
        for text in texts
    ]
    often = Counter(word for words in sets for word in words)
    return [" ".join(sorted(words, key=lambda word: (often[word], word))[:3]) for words in sets]


def measure(engine: EmbeddedEngine, asked: list[tuple[str, str]], language: str) -> tuple[float, float]:
    """MRR@10 of (query, id of the document meant), and the median of a query in milliseconds."""
    gained, times = 0.0, []
    for text, meant in asked:
        start = time.perf_counter()
        hits = engine.find(Query(text, language, languages=(language,), snippets=False)).hits
        times.append(1000 * (time.perf_counter() - start))
        gained += next((1 / (n + 1) for n, hit in enumerate(hits) if hit.id == meant), 0.0)
    return gained / len(asked), statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args()
    with options.file.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    documents = [Document("q", str(n), row["lang"], row["question"], "", f"/{n}/") for n, row in enumerate(rows)]
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "search.sqlite3")
        engine.rebuild(documents, Position())
        for language, distortions in DISTORTIONS.items():
            mine = [document for document in documents if document.language == language]
            words = rarest([document.title for document in mine], language)
            asked = [(text, one.id) for text, one in zip(words, mine, strict=True) if text]
            asked = random.Random(1).sample(asked, min(options.queries, len(asked)))  # noqa: S311 no secret
            clean, median = measure(engine, asked, language)
            sys.stdout.write(f"{language} clean: MRR {clean:.3f}, {median:.1f} ms ({len(asked)} queries)\n")
            for name, distort in distortions.items():
                found, median = measure(engine, [(distort(text), meant) for text, meant in asked], language)
                sys.stdout.write(f"   {name}: {found:.3f}, kept {found / clean:.3f}, {median:.1f} ms\n")


if __name__ == "__main__":
    main()
