"""The kinds of things that can be searched; each app registers its own in `AppConfig.ready`."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from search.documents import Document


class Source(Protocol):
    """What search needs to know of a kind. Ids are strings, stable, and name one thing in one language.

    A source may also have an attribute `batch`: sources with the same `batch` have ids in common (all kinds of pages,
    say), and any of them answers `visible` for the ids of all, so that a page of results asks only once.
    """

    kind: str

    def documents(self, ids: Collection[str]) -> Iterable[Document]:
        """The documents of those `ids` that the public may see now; the others are simply not among them."""

    def all_ids(self) -> Iterator[str]:
        """The ids of everything that the public may see now, for a rebuild."""

    def visible(self, ids: Collection[str]) -> set[str]:
        """Those of `ids` that the public may see at this moment: the last word before hits are shown."""

    def label(self) -> str:
        """The kind's name in the present language, plural: "News"."""


@dataclass(frozen=True, slots=True)
class Registry:
    sources: dict[str, Source]

    def register(self, source: Source) -> None:
        """Adds a source. Raises ValueError if another holds the same kind."""
        if self.sources.get(source.kind, source) is not source:
            raise ValueError(f"two search sources for the kind {source.kind!r}")
        self.sources[source.kind] = source


registry = Registry({})
