"""The engine itself: reads with a deadline, writes in bulk, rebuilds beside what is read."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl import MultiSearch, Search
from elasticsearch.helpers import streaming_bulk

from search import analysis
from search.documents import Document, Hit, Query, Results
from search.engines import repair, suggesting
from search.engines.analysed import forms_of
from search.engines.base import EngineUnavailable, Key, Position
from search.engines.counting import Counts
from search.engines.elastic import asking, mapping
from search.engines.elastic.client import Connection, Deadline, TooSlow
from search.engines.elastic.indexes import Indexes
from search.engines.elastic.leases import Lease
from search.engines.facets import FACETS
from search.engines.hits import hit_of, markers_for, plain_hit
from search.engines.repair import Neighbour, Vocabulary
from search.engines.suggesting import Beginning
from search.engines.understanding import understood

CHUNK: Final = 500  # documents in one request
FOLLOWING_PATIENCE: Final = 20.0  # seconds that a follower waits for another


class ElasticEngine:
    """Indexes "<prefix>-kk-…", "-ru-…", "-en-…" and "-state-…" behind aliases without the last part.

    Days are those of `timezone`. All methods may be called from several threads, processes and hosts.
    """

    def __init__(self, connection: Connection, timezone: str = "Asia/Almaty") -> None:
        self.connection = connection
        self.timezone = ZoneInfo(timezone)
        self._counts = Counts()
        self._held = threading.local()

    @cached_property
    def client(self) -> Elasticsearch:
        return self.connection.client()

    @cached_property
    def indexes(self) -> Indexes:
        return Indexes(self.client, self.connection.prefix)

    def alias(self, part: str) -> str:
        return self.indexes.alias(part)

    @property
    def _searched(self) -> list[str]:
        return [self.alias(code) for code in analysis.LANGUAGES]

    # -- Reading ----------------------------------------------------------------------------------
    def find(self, query: Query) -> Results:
        with self.connection.guarded():
            deadline = Deadline(self.connection.patience)
            planned, repaired, asks = understood(query, self._vocabulary(deadline))
            if not asks:
                return Results(repaired=repaired)
            search = self._search(deadline).query(asking.matching(planned, query))
            search = asking.ordered(search.post_filter(asking.filtered(query)), query)
            page = search[query.offset : query.offset + query.limit]
            asking.counted(page, query)
            answer = _whole(page.execute())
            total = int(answer.aggregations.mine.things.value)
            others_total = int(answer.aggregations["all"].things.value) - total
            others = self._others(search, deadline, query, total) if others_total > 0 and query.others else []
            mine = [hit for hit in _hits(answer) if hit["language"] == query.language]
            markers = markers_for(planned, {hit["language"] for hit in (*mine, *others)})

            def made(hit: dict[str, Any]) -> Hit:
                return hit_of(hit, hit["score"], markers, snippets=query.snippets)

            return Results(
                hits=tuple(map(made, mine)),
                total=total,
                kinds=asking.counts(answer, "kind") if query.facets else {},
                others=tuple(map(made, others)),
                others_total=max(others_total, 0),
                facets={facet: asking.counts(answer, facet) for facet in FACETS} if query.facets else {},
                repaired=repaired,
            )

    def suggest(self, query: Query) -> Results:
        with self.connection.guarded():
            deadline = Deadline(self.connection.patience)

            def look(wanted: Sequence[Beginning]) -> Iterator[Hit]:
                searches = MultiSearch(using=self._client(deadline))
                for asked in wanted:
                    searches = searches.add(asking.titled(Search(index=self.alias(asked.language)), asked))
                for answer in searches.execute():
                    yield from (plain_hit(stored) for stored in _hits(_whole(answer)))

            def begun(prefixes: Collection[str]) -> set[str]:
                if not prefixes:
                    return set()
                counts = asking.counts_of(_whole(asking.begun(self._search(deadline), prefixes).execute()))
                return {prefix for prefix, count in counts.items() if count}

            return suggesting.suggested(query, look, self._vocabulary(deadline), begun)

    def _client(self, deadline: Deadline) -> Elasticsearch:
        return self.client.options(request_timeout=deadline.left())

    def _others(self, search: Search, deadline: Deadline, query: Query, first: int) -> list[dict[str, Any]]:
        """The best of the other languages: in the one order of all results they come after the reader's own."""
        last = min(first + query.others, mapping.DEEPEST)
        if first >= last:
            return []
        return _hits(_whole(search.using(self._client(deadline))[first:last].execute()))

    def _search(self, deadline: Deadline) -> Search:
        return Search(using=self._client(deadline), index=self._searched).extra(track_total_hits=False)

    def _vocabulary(self, deadline: Deadline) -> Vocabulary:
        def ask(terms: Collection[str]) -> dict[str, int]:
            return asking.counts_of(_whole(asking.frequencies(self._search(deadline), terms).execute()))

        def nearest(terms: Iterable[str]) -> dict[str, Neighbour]:
            terms = list(dict.fromkeys(terms))
            if not terms:
                return {}
            like = asking.neighbours_of(_whole(asking.neighbours(self._search(deadline), terms).execute()), terms)
            counts = self._counts.of([other for others in like.values() for other in others], ask)
            found = {
                term: repair.nearest(term, [(other, counts[other]) for other in others if counts[other]])
                for term, others in like.items()
            }
            return {term: near for term, near in found.items() if near is not None}

        return Vocabulary(lambda terms: self._counts.of(terms, ask), nearest)

    def contents(self) -> Iterator[tuple[Key, str]]:
        with self.connection.guarded():
            search = Search(using=self.client, index=self._searched).source(["kind", "id", "digest"])
            for hit in search.params(size=2_000).iterate():
                yield (hit.kind, hit.id), hit.digest

    def position(self) -> Position | None:
        with self.connection.guarded():
            try:
                found = self.client.get(index=self.alias(mapping.STATE), id="state")
            except NotFoundError:
                return None
        state = found["_source"]
        if state["format"] != mapping.FORMAT or state["analysis"] != analysis.version():
            return None
        return Position.read(state["position"])

    # -- Writing ----------------------------------------------------------------------------------
    def put(self, documents: Iterable[Document]) -> None:
        self._write((), list(documents))

    def drop(self, keys: Collection[Key]) -> None:
        self._write(keys, ())

    def apply(self, put: Iterable[Document], drop: Collection[Key], position: Position) -> None:
        """As every engine does it. The server knows no transactions: the position is written last, so what a dead
        follower left half done is done once more, which changes nothing.
        """
        self._write(drop, list(put), position)

    def following(self) -> AbstractContextManager[None]:
        return self._leased("follow", FOLLOWING_PATIENCE)

    def rebuild(
        self, documents: Iterable[Document], position: Position, progress: Callable[[int], None] | None = None
    ) -> int:
        with self._leased("rebuild", 0):
            with self.connection.guarded():
                self.indexes.sweep()
                build = self.indexes.create(self.connection.shards)
            try:
                number = self._fill(build, documents, position, progress)
                self._renew()
                with self.following(), self.connection.guarded():
                    self.indexes.swap(build)
            finally:
                with self.connection.guarded():
                    self.indexes.sweep()
            return number

    def _write(self, drop: Collection[Key], put: Collection[Document], position: Position | None = None) -> None:
        """Drops, puts and then moves; what is put disappears from the indexes of other languages."""
        indexes = {code: self.alias(code) for code in analysis.LANGUAGES}
        gone = [*drop, *((document.kind, document.id) for document in put)]
        kept = {(document.kind, document.id): _language(document) for document in put}
        actions = [
            {"_op_type": "delete", "_index": index, "_id": _id(key)}
            for key in dict.fromkeys(gone)
            for code, index in indexes.items()
            if kept.get(key) != code
        ]
        actions += [self._action(document, indexes[_language(document)]) for document in put]
        with self.connection.guarded():
            self._bulk(actions, refresh="true", require_alias=True)
            if position is not None:
                self._note(self.alias(mapping.STATE), position, require_alias=True)
        self._renew()

    def _bulk(self, actions: Iterable[dict[str, Any]], **options: Any) -> None:
        """Raises EngineUnavailable if the server refused any; a document that was not there to delete is no refusal."""
        done = streaming_bulk(self.client, actions, chunk_size=CHUNK, max_retries=3, raise_on_error=False, **options)
        refused = [answer for taken, answer in done if not taken and answer.get("delete", {}).get("status") != 404]
        if refused:
            raise EngineUnavailable(f"Elasticsearch did not take {len(refused)} documents: {refused[0]}")

    def _note(self, index: str, position: Position, *, require_alias: bool = False) -> None:
        state = {
            "position": position.written,
            "format": mapping.FORMAT,
            "analysis": analysis.version(),
        }
        self.client.index(index=index, id="state", document=state, require_alias=require_alias)

    def _action(self, document: Document, index: str) -> dict[str, Any]:
        texts = {name: analysis.clean(getattr(document, name)) for name in ("title", "lead", "body")}
        source = {
            "kind": document.kind,
            "id": document.id,
            "language": document.language,
            "grp": document.thing,
            "topics": list(document.topics),
            "region": document.region,
            "agency": document.agency,
            "day": document.day(self.timezone),
            "digest": document.digest,
            "shown": {**texts, "url": document.url, "date": document.date.isoformat() if document.date else None},
            **{mapping.own_first(code): int(document.language != code) for code in analysis.LANGUAGES},
            **{f"{name}_forms": forms for name, forms in forms_of(document)._asdict().items()},
        }
        return {"_op_type": "index", "_index": index, "_id": _id((document.kind, document.id)), "_source": source}

    # -- Rebuilding -------------------------------------------------------------------------------
    def _fill(
        self,
        build: str,
        documents: Iterable[Document],
        position: Position,
        progress: Callable[[int], None] | None,
    ) -> int:
        number = 0

        def actions() -> Iterator[dict[str, Any]]:
            nonlocal number
            for number, document in enumerate(documents, 1):
                yield self._action(document, self.indexes.name(_language(document), build))
                if number % CHUNK == 0:
                    self._renew()
                    if progress:
                        progress(number)

        with self.connection.guarded():
            self._bulk(actions())
            self.indexes.open(build)
            self._note(self.indexes.name(mapping.STATE, build), position)
        if progress:
            progress(number)
        return number

    @contextmanager
    def _leased(self, purpose: str, patience: float) -> Iterator[None]:
        lease = Lease(self.client, self.alias("leases"), purpose)
        with self.connection.guarded():
            lease.take(patience)
        held: list[Lease] = self._held.__dict__.setdefault("leases", [])
        held.append(lease)
        try:
            yield
        finally:
            held.remove(lease)
            with self.connection.guarded():
                lease.give_back()

    def _renew(self) -> None:
        for lease in getattr(self._held, "leases", ()):
            lease.renew()


def _id(key: Key) -> str:
    return ":".join(key)


def _language(document: Document) -> str:
    """The language of the index it lies in; words of an unknown one are read as English."""
    return document.language if document.language in analysis.LANGUAGES else "en"


def _whole(answer: Any) -> Any:
    """`answer`, if all shards gave theirs. Raises TooSlow."""
    if answer._shards.failed or answer.timed_out:
        raise TooSlow("not all of Elasticsearch answered")
    return answer


def _hits(answer: Any) -> list[dict[str, Any]]:
    """What was stored of each hit, and its score."""
    found = answer.to_dict()["hits"]["hits"]
    return [hit["_source"] | hit["_source"]["shown"] | {"score": hit["_score"] or 0.0} for hit in found]
