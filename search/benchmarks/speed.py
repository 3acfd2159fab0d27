"""How fast engines are, beside what they are compared with, on documents made up for it.

    python -m search.benchmarks.speed [--documents 45000] [--queries 100] [--clients 8] [--cpu]

Printed for each: documents indexed in a second, the size of the index, the memory of the process that built it and of
one that searches, how soon a new document is found, and p50, p99 and the slowest of queries of eight sorts, as the
search page asks them (with counts and snippets), by one client and by eight. Eight clients are two processes of four
threads each, as the page server has them (docs/deploy.md); each asks again as soon as it is answered.

The documents are made and analysed once, into a file that all engines read; what the analysis takes is printed first,
and is no part of what an engine's building takes. With --cpu the processor time of this program is counted instead of
the clock: for a machine that does other work (and only for engines that are no servers).
"""

import argparse
import multiprocessing
import os
import pickle
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from portal import collector
from search import analysis
from search.benchmarks import corpus
from search.documents import Document, Query
from search.engines.analysed import analysed
from search.engines.base import Engine, Position
from search.engines.elastic import Connection, ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.snippets import forms_of

SPAWN: Final = multiprocessing.get_context("spawn")
THREADS: Final = 4  # of one process of the page server
PATIENCE: Final = 60.0  # seconds for a put document to be found


class Contender(Protocol):
    """Something that is filled and asked. `filters` tells whether it can be asked for filters at all."""

    filters: bool
    most_queries: int  # of each sort: few for what takes seconds

    def index(self, documents: Iterable[Document]) -> None:
        """Takes in all documents, in place of what is there."""

    def put(self, document: Document) -> None:
        """Takes in one more."""

    def find(self, query: Query) -> int:
        """Answers as a results page needs it; says how many were found."""

    def size(self) -> int:
        """The bytes of its index; 0 if that cannot be told."""


Make = Callable[[Path], Contender]
"""Opens a contender whose files are in a folder. It is called in several processes: a function of a module, or a
`functools.partial` of one."""


class OfEngine:
    """One of our engines."""

    filters = True
    most_queries = 10**6

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.folder = folder

    def index(self, documents: Iterable[Document]) -> None:
        self.engine.rebuild(documents, Position())

    def put(self, document: Document) -> None:
        self.engine.put([document])

    def find(self, query: Query) -> int:
        return self.engine.find(query).total

    def size(self) -> int:
        return _bytes_in(self.folder)


def embedded(folder: Path) -> Contender:
    """The engine that needs nothing beside Python."""
    return OfEngine(EmbeddedEngine(folder / "search.sqlite3"), folder)


def elasticsearch(url: str, folder: Path) -> Contender:
    """Our engine on an Elasticsearch server, whose indexes are named by the folder."""
    return OfElastic(ElasticEngine(Connection([url], prefix=f"bench-{folder.name}", patience=PATIENCE)), folder)


class OfElastic(OfEngine):
    """Our engine on a server: the index is there, and not in the folder."""

    engine: ElasticEngine

    def size(self) -> int:
        return _size_on(self.engine.client, f"{self.engine.connection.prefix}-*")


class PlainElastic:
    """Elasticsearch as it comes: its standard analyzer, any of the words, its own highlights, no counts."""

    filters = False
    most_queries = 10**6

    def __init__(self, url: str, folder: Path) -> None:
        self.client = Elasticsearch(url, request_timeout=PATIENCE)
        self.name = f"plain-{folder.name}"

    def index(self, documents: Iterable[Document]) -> None:
        self.client.options(ignore_status=404).indices.delete(index=self.name)
        actions = ({"_index": self.name, "_source": _plain(one)} for one in documents)
        bulk(self.client, actions, refresh=False)
        self.client.indices.refresh(index=self.name)

    def put(self, document: Document) -> None:
        self.client.index(index=self.name, document=_plain(document), refresh=True)

    def find(self, query: Query) -> int:
        answer = self.client.search(
            index=self.name,
            query={
                "bool": {
                    "must": {"multi_match": {"query": query.text, "fields": ["title^10", "body"]}},
                    "filter": {"term": {"language.keyword": query.language}},
                }
            },
            highlight={"fields": {"title": {}, "body": {}}},
            size=query.limit,
        )
        return int(answer["hits"]["total"]["value"])

    def size(self) -> int:
        return _size_on(self.client, self.name)


def _plain(document: Document) -> dict[str, str]:
    return {"title": document.title, "body": document.body, "language": document.language, "group": document.group}


def _size_on(client: Elasticsearch, indexes: str) -> int:
    return int(client.indices.stats(index=indexes, metric="store")["_all"]["total"]["store"]["size_in_bytes"])


class PlainFts:
    """SQLite FTS5 as it comes: words as they stand (unicode61), any of them, bm25, its own snippets, no counts."""

    filters = False
    most_queries = 10**6

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()

    @property
    def db(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            self._local.db = sqlite3.connect(self.folder / "plain.sqlite3", isolation_level=None)
        return self._local.db

    def index(self, documents: Iterable[Document]) -> None:
        self.db.execute("CREATE VIRTUAL TABLE words USING fts5 (title, body, language UNINDEXED)")
        self.db.execute("BEGIN")
        self.db.executemany(
            "INSERT INTO words VALUES (?, ?, ?)", ((one.title, one.body, one.language) for one in documents)
        )
        self.db.execute("COMMIT")

    def put(self, document: Document) -> None:
        self.db.execute("INSERT INTO words VALUES (?, ?, ?)", (document.title, document.body, document.language))

    def find(self, query: Query) -> int:
        found = self.db.execute(
            "SELECT snippet(words, 1, '<mark>', '</mark>', '…', 30), highlight(words, 0, '<mark>', '</mark>')"
            " FROM words WHERE words MATCH ? AND language = ? ORDER BY bm25(words, 10.0, 1.0) LIMIT ?",
            (" OR ".join(f'"{word}"' for word in query.text.split()), query.language, query.limit),
        )
        return len(found.fetchall())

    def size(self) -> int:
        return _bytes_in(self.folder)


CONTENDERS: Final[dict[str, Make]] = {
    "embedded engine": embedded,
    "plain FTS5, any word": PlainFts,
}
"""What is measured where there is no server, by name."""


def on_server(url: str) -> dict[str, Make]:
    """What is measured besides where there is an Elasticsearch."""
    return {
        "our engine on Elasticsearch": partial(elasticsearch, url),
        "Elasticsearch as it comes, any word": partial(PlainElastic, url),
    }


def report(contenders: Mapping[str, Make], number: int = 45_000, queries: int = 100, clients: int = 8) -> None:
    """Measures all `contenders` on so many documents and prints what there is to say."""
    asked = corpus.queries(queries)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stored = folder / "documents"
        say(f"{number:,} documents of {corpus.LENGTH} words; load {os.getloadavg()[0]:.1f}")
        took = in_process(analyse, number, stored)
        say(f"analysed once, for all engines of ours: {number / took:,.0f} documents/s")
        measure_analysis()
        for n, (title, make) in enumerate(contenders.items()):
            own = folder / str(n)
            own.mkdir()
            measure(title, make, own, stored, number, asked, clients)


def measure(
    title: str, make: Make, folder: Path, stored: Path, number: int, asked: dict[str, list[Query]], clients: int
) -> None:
    """Builds one contender and asks it, each in processes of their own, so that their memory is theirs."""
    say(f"\n{title}")
    seconds, memory, size = in_process(build, make, folder, stored)
    say(f"  index      {number / seconds:,.0f} documents/s, {size / 1e6:,.0f} MB; building it takes {memory:,.0f} MB")
    say(f"  1 document {in_process(put_and_find, make, folder):.0f} ms until it is found")
    times, memory = in_process(ask, make, folder, asked, clock is time.process_time)
    for sort, each in times.items():
        say(f"  {sort:26} {described(each)}")
    everything = [one for each in times.values() for one in each]
    say(f"  {'all, 1 client':26} {described(everything)}; {memory:,.0f} MB")
    if clients > 1 and in_process(limit_of, make, folder) > 100 and clock is not time.process_time:
        say(f"  {f'all, {clients} clients':26} {crowd(make, folder, asked, clients)}")


def build(make: Make, folder: Path, stored: Path) -> tuple[float, float, int]:
    """Seconds, megabytes of memory, bytes of the index."""
    contender = make(folder)
    return timed(lambda: contender.index(restored(stored))), memory_of_this_process(), contender.size()


def put_and_find(make: Make, folder: Path) -> float:
    """Milliseconds from giving a document until it is found."""
    contender = make(folder)
    times = []
    for n in range(5):
        word = f"жаңасөз{'абвгд'[n]}қ"
        one = Document("note", f"new{n}", "kk", word, corpus.Speaker("kk", n).text(62), "/new/", date=datetime.now(UTC))
        start = time.perf_counter()
        contender.put(one)
        while not contender.find(Query(word, "kk", repair=False)):
            if time.perf_counter() - start > PATIENCE:
                raise SystemExit(f"{word} was put and not found for {PATIENCE:.0f} s")
            time.sleep(0.001)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def limit_of(make: Make, folder: Path) -> int:
    return make(folder).most_queries


def usable(contender: Contender, asked: dict[str, list[Query]]) -> dict[str, list[Query]]:
    """The queries that a contender can be asked, without filters if it has none."""
    plain = {sort: queries[: contender.most_queries] for sort, queries in asked.items() if "filter" not in sort}
    return {sort: queries[: contender.most_queries] for sort, queries in asked.items()} if contender.filters else plain


def ask(make: Make, folder: Path, asked: dict[str, list[Query]], cpu: bool) -> tuple[dict[str, list[float]], float]:
    """Milliseconds of each query by sort, one after the other, and megabytes of memory. Each was asked before."""
    collector.settle()  # as in the page server
    contender = make(folder)
    mine = time.process_time if cpu else time.perf_counter
    times: dict[str, list[float]] = {}
    for sort, queries in usable(contender, asked).items():
        for query in queries[: len(queries) // 2]:  # a server that has run for a while
            contender.find(query)
        times[sort] = []
        for query in queries:
            start = mine()
            contender.find(query)
            times[sort].append(1000 * (mine() - start))
    return times, memory_of_this_process()


def crowd(make: Make, folder: Path, asked: dict[str, list[Query]], clients: int) -> str:
    """What the queries take when so many clients ask at once."""
    processes = max(1, clients // THREADS)
    begin, times = SPAWN.Barrier(processes + 1), SPAWN.Queue()
    children = [SPAWN.Process(target=_serve, args=(make, folder, asked, n, begin, times)) for n in range(processes)]
    for child in children:
        child.start()
    begin.wait(120)
    start = time.perf_counter()
    each = [one for _ in children for one in times.get(timeout=1800)]
    seconds = time.perf_counter() - start
    for child in children:
        child.join(60)
    return f"{described(each)}; {len(each) / seconds:,.0f} queries/s"


def _serve(make: Make, folder: Path, asked: dict[str, list[Query]], seed: int, begin: Any, times: Any) -> None:
    collector.settle()  # as in the page server
    contender = make(folder)
    queries = [query for each in usable(contender, asked).values() for query in each]
    queries = queries[seed::2] + queries[1 - seed :: 2]

    def one(query: Query) -> float:
        start = time.perf_counter()
        contender.find(query)
        return 1000 * (time.perf_counter() - start)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, queries[: 10 * THREADS]))
        begin.wait(120)
        times.put(list(pool.map(one, queries)))


# -- Aids -----------------------------------------------------------------------------------------
clock = time.perf_counter


def timed(work: Callable[[], object]) -> float:
    start = clock()
    work()
    return clock() - start


def in_process(work: Callable[..., Any], *args: Any) -> Any:
    """What `work` gives, done in a new process."""
    answer = SPAWN.Queue()
    child = SPAWN.Process(target=_answer, args=(answer, clock is time.process_time, work, args))
    child.start()
    found = answer.get()
    child.join()
    if isinstance(found, BaseException):
        raise found
    return found


def _answer(answer: Any, cpu: bool, work: Callable[..., Any], args: Sequence[Any]) -> None:
    if cpu:
        by_processor_time()
    try:
        answer.put(work(*args))
    except BaseException as error:  # whatever it is, the one who waits has to know
        answer.put(RuntimeError(repr(error)))


def by_processor_time() -> None:
    """Counts processor time from here on."""
    global clock  # the one clock of this script
    clock = time.process_time


def memory_of_this_process() -> float:
    """Its greatest resident size so far, in megabytes; `ru_maxrss` would be that of its parent, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def analyse(number: int, path: Path) -> float:
    """Makes so many documents, with their forms, and writes them down; the seconds that the forms took."""
    took = 0.0
    with path.open("wb") as file:
        for document in corpus.documents(number):
            start = clock()
            document = analysed(document)
            took += clock() - start
            pickle.dump(document, file)
    return took


def restored(path: Path) -> Iterator[Document]:
    with ExitStack() as stack:
        file = stack.enter_context(path.open("rb"))
        while True:
            try:
                yield pickle.load(file)  # noqa: S301 written a moment ago by this program
            except EOFError:
                return


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file() and not path.is_symlink())


def described(times: list[float]) -> str:
    times = sorted(times)
    tail = times[min(len(times) - 1, int(len(times) * 0.99))]
    return f"p50 {statistics.median(times):7.1f} ms   p99 {tail:7.1f} ms   slowest {times[-1]:7.1f} ms"


def measure_analysis() -> None:
    for language in analysis.LANGUAGES:
        words = corpus.Speaker(language, 9).text(20_000).split()
        forms_of.cache_clear()
        cold = timed(partial(_analyse, dict.fromkeys(words), language))
        warm = timed(partial(_analyse, words, language))
        say(f"analysis, {language}: {len(set(words)) / cold:,.0f} new words/s, {len(words) / warm:,.0f} known ones/s")


def _analyse(words: Iterable[str], language: str) -> None:
    for word in words:
        forms_of(word, language)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=45_000)
    parser.add_argument("--queries", type=int, default=100, help="of each sort")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--cpu", action="store_true", help="count processor time")
    parser.add_argument("--elasticsearch", metavar="URL", help="measure this server, too")
    options = parser.parse_args()
    if options.cpu:
        by_processor_time()
    contenders = CONTENDERS | (on_server(options.elasticsearch) if options.elasticsearch else {})
    report(contenders, options.documents, options.queries, options.clients)


if __name__ == "__main__":
    from search.benchmarks import speed  # under its own name, so that other processes find it

    speed.main()
