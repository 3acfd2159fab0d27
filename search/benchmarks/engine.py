"""How fast the embedded engine is, on documents made up for it.

    python -m search.benchmarks.engine [--documents 45000] [--queries 200] [--cpu]

Prints the words analysed in a second, the documents indexed in a second, the size of the index, how soon a changed
document is found, and p50, p99 and the slowest of queries of four sorts.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path

from search import analysis
from search.documents import Document, Query
from search.engines.base import Position
from search.engines.embedded import EmbeddedEngine

SYLLABLES = {
    "kk": "қа ла бал төл құ жат мек теп са лық де нау жер су тас қын ем ха на кө мек өң ір жа рық бі лім",
    "ru": "вы пла та спра вка во да на лог шко ла боль ни ца ре ги он до ро га ра бо та",
    "en": "pay ment wa ter tax school hos pi tal re gion road work form let ter date",
}
ENDINGS = {
    "kk": ["", "", "ның", "да", "дан", "лар", "ларды", "ға", "мен"],
    "ru": ["", "", "ы", "ами", "ой", "у", "ов"],
    "en": ["", "", "s", "ing", "ed"],
}
VOCABULARY = 6_000
LENGTH = 70


class Speaker:
    """Makes up text of one language; words are as unevenly common as in real text (Zipf)."""

    def __init__(self, language: str, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 no secret
        syllables = SYLLABLES[language].split()
        self.roots = ["".join(self.random.choices(syllables, k=self.random.randint(2, 4))) for _ in range(VOCABULARY)]
        self.endings = ENDINGS[language]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def text(self, words: int) -> str:
        roots = self.random.choices(self.roots, cum_weights=self.weights, k=words)
        return " ".join(root + self.random.choice(self.endings) for root in roots)


def documents(number: int) -> Iterator[Document]:
    speakers = {language: Speaker(language, seed) for seed, language in enumerate(analysis.LANGUAGES)}
    for n in range(number):
        language = analysis.LANGUAGES[n % 3]
        speaker = speakers[language]
        yield Document("note", str(n), language, speaker.text(8), speaker.text(LENGTH - 8), f"/{n}/", group=str(n))


clock = time.perf_counter


def timed(work: Callable[[], object]) -> float:
    start = clock()
    work()
    return clock() - start


def put_and_find(engine: EmbeddedEngine, document: Document) -> None:
    engine.put([document])
    engine.find(Query(document.title, document.language))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def measure_analysis() -> None:
    text = Speaker("kk", 9).text(20_000)
    words = [token.text for token in analysis.tokens(text)]
    analysis.terms.cache_clear()
    cold = timed(lambda: [analysis.terms(word, "kk") for word in dict.fromkeys(words)])
    warm = timed(lambda: [analysis.terms(t.text, "kk") for t in analysis.tokens(text)])
    say(f"analysis: {len(set(words)) / cold:,.0f} new Kazakh words/s, {len(words) / warm:,.0f} words of running text/s")


def measure_queries(engine: EmbeddedEngine, number: int) -> None:
    speaker = Speaker("kk", 0)
    sorts = {
        "1 word": lambda: speaker.text(1),
        "3 words": lambda: speaker.text(3),
        "12 words": lambda: speaker.text(12),
        "5 commonest": lambda: " ".join(speaker.random.sample(speaker.roots[:12], 5)),
    }
    for name, make in sorts.items():
        texts = [make() for _ in range(number)]
        times = sorted(timed(partial(engine.find, Query(text, "kk"))) * 1000 for text in texts)
        p99 = times[int(len(times) * 0.99)]
        say(f"{name:12} p50 {statistics.median(times):6.1f} ms   p99 {p99:6.1f} ms   slowest {times[-1]:6.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=45_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--cpu", action="store_true", help="count processor time: on a machine that does other work")
    options = parser.parse_args()
    if options.cpu:
        global clock  # the one clock of this script
        clock = time.process_time
    measure_analysis()
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "search.sqlite3")
        took = timed(lambda: engine.rebuild(documents(options.documents), Position()))
        size = sum(path.stat().st_size for path in Path(folder).iterdir() if not path.is_symlink())
        say(f"index: {options.documents / took:,.0f} documents/s, {size / 1e6:.0f} MB")
        one = Document("note", "new", "kk", "жаңасөз", "мәтін", "/new/")
        took = timed(lambda: put_and_find(engine, one))
        say(f"one document, put and found: {took * 1000:.1f} ms")
        measure_queries(engine, options.queries)


if __name__ == "__main__":
    main()
