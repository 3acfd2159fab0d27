"""Three nodes of Elasticsearch, one killed while the portal's engine writes to them and asks: `make prove-search`.

The elected master is killed with SIGKILL, half-way, while several clients search and one writes documents in portions.
Then, on the two nodes that are left: every search was answered, by the first engine; every document that was written is
found; the rebuild that follows is whole. Only processes that this script started are killed. Ends with 1 if not so.
"""

import argparse
import itertools
import json
import os
import signal
import statistics
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field

import elastic_server
import services

sys.path.insert(0, str(services.ROOT))

from search.benchmarks.corpus import documents
from search.documents import Document, Query
from search.engines.base import EngineUnavailable, Position
from search.engines.elastic import Connection, ElasticEngine

READERS = 2
PORTION = 20  # documents written at once
PATIENCE = 15.0  # seconds that one search may take, all nodes together
TRIES = 30  # of a portion that met the dead node: a follower tries again, too


@dataclass
class Tally:
    """What readers met: how long each search took (seconds), and what failed."""

    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def read(engine: ElasticEngine, texts: list[str], stop: threading.Event, tally: Tally) -> None:
    for text in itertools.cycle(texts):
        if stop.is_set():
            return
        start = time.perf_counter()
        try:
            engine.find(Query(text, "kk", facets=True))
        except EngineUnavailable as reason:
            tally.failures.append(str(reason))
            time.sleep(0.5)
        tally.times.append(time.perf_counter() - start)


def write(engine: ElasticEngine, portion: list[Document]) -> int:
    """Writes a portion as a follower does: again, until it is taken. Says how often it was tried."""
    for tried in range(1, TRIES + 1):
        try:
            engine.put(portion)
        except EngineUnavailable:
            time.sleep(0.5)
        else:
            return tried
    sys.exit(f"A portion was not taken in {TRIES} tries.")


def master(url: str) -> str:
    with urllib.request.urlopen(f"{url}/_cat/master?format=json", timeout=10) as answer:
        return str(json.load(answer)[0]["node"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=3_000, help="there before")
    parser.add_argument("--portions", type=int, default=60, help=f"of {PORTION} documents, written meanwhile")
    options = parser.parse_args()
    print(services.machine(), flush=True)
    with elastic_server.nodes(3) as nodes:
        connection = Connection([node.url for node in nodes], prefix="prove", patience=PATIENCE, shards=2)
        engine = ElasticEngine(connection)
        everything = list(documents(options.documents + options.portions * PORTION))
        before, new = everything[: options.documents], everything[options.documents :]
        engine.rebuild(before, Position())
        engine.client.cluster.health(wait_for_status="green", timeout="60s")
        stop, tally = threading.Event(), Tally()
        texts = [" ".join(document.title.split()[:3]) for document in before[:300] if document.language == "kk"]
        readers = [threading.Thread(target=read, args=(engine, texts, stop, tally)) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        tries = []
        for n in range(options.portions):
            if n == options.portions // 2:
                victim = next(node for node in nodes if node.name == master(nodes[0].url))
                os.killpg(victim.process.pid, signal.SIGKILL)
                print(f"Killed {victim.name}, the master, after {n * PORTION} documents.", flush=True)
            tries.append(write(engine, new[n * PORTION : (n + 1) * PORTION]))
        stop.set()
        for reader in readers:
            reader.join()
        engine.client.indices.refresh(index="prove-*")
        held = dict(engine.contents())
        lost = [one for one in everything if held.get((one.kind, one.id)) != one.digest]
        rebuilt = engine.rebuild(everything, Position())
        whole = len(dict(engine.contents()))
    slowest = max(tally.times)
    print(f"searches: {len(tally.times)}, failed {len(tally.failures)}, median "
          f"{1000 * statistics.median(tally.times):.0f} ms, slowest {1000 * slowest:.0f} ms")  # fmt: skip
    print(
        f"documents: {len(everything)} acknowledged, {len(lost)} lost; portions written again {sum(tries) - len(tries)}"
    )
    print(f"rebuilt on two nodes: {rebuilt}, of which found {whole}")
    for reason in dict.fromkeys(tally.failures):
        print(f"  failed: {reason[:300]}")
    if tally.failures or lost or whole != len(everything):
        sys.exit(1)


if __name__ == "__main__":
    main()
