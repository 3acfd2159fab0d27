"""Measures search on the demo portal and on data made for it: quality, speed, the stemmer, what repairs keep.

    make bench-search ARGS="--only quality|speed|capping|stemming|repair"

The demo portal lies in a folder of its own unless VAR_DIR names one that is there. The stemmer and the repairs are
measured on the files of `--data` (a treebank, questions), and left out where they are not.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import elastic_server
import services

if TYPE_CHECKING:
    from search.documents import Document

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
WAGTAIL_QUERIES = 1  # of each sort: some take half a minute
DATA = ROOT.parent / "shared/data"


def demo_groups(documents: Collection["Document"]) -> dict[str, str]:
    """The group of each thing of the demo by its name in the judgements: its file below demo/content.

    Pages are known by their address, questions by their title in the language in which they were asked.
    """
    from demo import source

    by_url = {document.url: document.group for document in documents}
    by_title = {(document.language, document.title): document.group for document in documents}
    groups = {
        f"pages/{page.path}": by_url[f"/{language}/{page.path}/"]
        for page in source.pages()
        for language in page.languages[:1]
    }
    for question in source.questions():
        key = (question["language"], question["title"][question["language"]])
        if key in by_title:  # one that nobody may read is not there
            groups[f"questions/{question['slug']}"] = by_title[key]
    return groups


def quality(options: argparse.Namespace) -> None:
    """Our engines and what they are compared with, on the judged queries."""
    services.demo_portal()
    from search.benchmarks.quality import EngineSystem, PlainElastic, PlainFts, System, report
    from search.benchmarks.wagtail_database import WagtailDatabase, passages
    from search.engines.elastic import Connection, ElasticEngine
    from search.engines.embedded import EmbeddedEngine
    from search.following import everything
    from search.registry import registry

    documents = list(everything(registry))
    with tempfile.TemporaryDirectory() as folder, passages(documents):
        # A further system is a further line: anything with `name`, `index` and `search` (search.benchmarks.quality).
        systems: list[System] = [
            EngineSystem("embedded", EmbeddedEngine(Path(folder) / "search.sqlite3")),
            PlainFts(),
            WagtailDatabase("and"),
            WagtailDatabase("or"),
        ]
        if options.elasticsearch:
            connection = Connection([options.elasticsearch], prefix="bench-quality", patience=30.0)
            systems[1:1] = [EngineSystem("on Elasticsearch", ElasticEngine(connection))]
            systems.append(PlainElastic(options.elasticsearch))
        if options.ours:
            systems = systems[:1]
        report(documents, demo_groups(documents), systems, half=options.half, show=options.show)


def speed(options: argparse.Namespace) -> None:
    """Building, one change, queries alone and from several readers at once."""
    from search.benchmarks import speed as measure

    contenders = measure.CONTENDERS | (measure.on_server(options.elasticsearch) if options.elasticsearch else {})
    measure.report(contenders, options.documents, options.queries)
    services.demo_portal()
    from search.benchmarks import wagtail_database

    wagtail_database.report_speed(options.documents, min(options.queries, WAGTAIL_QUERIES))


def capping(options: argparse.Namespace) -> None:
    """What the caps on work per query cost in quality."""
    from search.benchmarks import capping as measure

    measure.report(options.documents, queries=300)


def stemming(options: argparse.Namespace) -> None:
    """The Kazakh stemmer on each half of the treebank."""
    module("stemming", options.data / "kazakh-treebank-part.conllu")


def repair(options: argparse.Namespace) -> None:
    """What is kept of a known-item search when its words are typed otherwise."""
    module("repair", options.data / "questions.tsv")


def module(name: str, file: Path) -> None:
    if not file.exists():
        print(f"{name}: left out, there is no {file}")
        return
    subprocess.run([sys.executable, "-m", f"search.benchmarks.{name}", str(file)], cwd=ROOT, check=True)


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "quality": quality,
    "speed": speed,
    "capping": capping,
    "stemming": stemming,
    "repair": repair,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of treebank and questions")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every second judged query only")
    parser.add_argument("--show", type=int, default=0, help="print so many of the queries that are served worst")
    parser.add_argument("--documents", type=int, default=45_000, help="speed: so many")
    parser.add_argument("--queries", type=int, default=100, help="speed: of each sort")
    parser.add_argument("--elasticsearch", metavar="URL", help="measure this server, too; else one is started")
    parser.add_argument("--without-elasticsearch", action="store_true")
    parser.add_argument("--ours", action="store_true", help="quality: our own engine alone")
    options = parser.parse_args()
    print(services.machine(), flush=True)
    with ExitStack() as stack:
        wanted = options.only in (None, "quality", "speed") and not options.without_elasticsearch
        if wanted and not options.elasticsearch:
            (node,) = stack.enter_context(elastic_server.nodes())
            options.elasticsearch = node.url
        for name, part in PARTS.items():
            if options.only in (None, name):
                print(f"\n== {name}", flush=True)
                part(options)


if __name__ == "__main__":
    main()
