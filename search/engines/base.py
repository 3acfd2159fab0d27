"""What every engine does, whatever it is made of."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from search.documents import Document, Query, Results

Key = tuple[str, str]  # the kind and id of a document


class EngineUnavailable(Exception):  # noqa: N818 says what is the case
    """The engine cannot answer now: its index is missing, broken, locked, or too slow."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far an engine has followed the list of changes.

    All of the list up to `high` has been applied, but for `gaps`: numbers below `high` that were not there when it was
    read, each with the time (seconds of the epoch) at which it was first missed. A transaction that took its number
    early and committed late appears in such a gap.
    """

    high: int = 0
    gaps: tuple[tuple[int, float], ...] = ()

    @property
    def written(self) -> str:
        """As a text that an index can keep."""
        return json.dumps([self.high, self.gaps])

    @classmethod
    def read(cls, text: str) -> "Position":
        """The position that was `written` so."""
        high, gaps = json.loads(text)
        return cls(high, tuple((number, since) for number, since in gaps))


class Reader(Protocol):
    """Where things are found."""

    def find(self, query: Query) -> Results:
        """What matches any word of the query, all-words matches first. Raises EngineUnavailable."""

    def suggest(self, query: Query) -> Results:
        """What a reader who is still typing may mean: titles that hold all the words, the last one as a beginning.

        Given as `hits`: own language first, then the others, at most `query.limit` together; titles are marked,
        snippets empty. Exact spelling goes before a shared stem, that before look-alike letters; then what begins as
        the text does; then the newest. Where no title fits, what the index does not know is read as another layout,
        Latin letters or a slip, and then told as `repaired`, the last word whole. Filters other than `languages` are
        left aside. Raises EngineUnavailable. (`suggesting.suggested` is all of it but for the look-ups.)
        """


class Follower(Protocol):
    """What keeps up with the list of changes (`search.following`)."""

    def position(self) -> Position | None:
        """How far it has followed; None if it has to begin anew: an index that is missing or broken."""

    def apply(self, put: Iterable[Document], drop: Collection[Key], position: Position) -> None:
        """Drops, puts and moves to `position`, all or nothing. Raises EngineUnavailable.

        An engine without transactions moves last: what was left half done is then done once more.
        """

    def following(self) -> AbstractContextManager[None]:
        """Holds other followers of the same thing off. Raises EngineUnavailable if it has to wait for too long."""


class Engine(Reader, Follower, Protocol):
    """A place where documents are put and found. All its methods may be called from several processes."""

    def put(self, documents: Iterable[Document]) -> None:
        """Adds the documents, or replaces those of the same kind and id. Raises EngineUnavailable."""

    def drop(self, keys: Collection[Key]) -> None:
        """Removes what is there of `keys`. Raises EngineUnavailable."""

    def contents(self) -> Iterator[tuple[Key, str]]:
        """The key and the digest of each document that it holds, in no order. Raises EngineUnavailable."""

    def rebuild(
        self, documents: Iterable[Document], position: Position, progress: Callable[[int], None] | None = None
    ) -> int:
        """Builds a new index from `documents` beside the old one, then puts it in its place; says how many there are.

        Readers see the old index until the new one is whole. `progress` is told how many are done. Raises
        EngineUnavailable if another rebuild is under way.
        """
