"""A source without a model behind it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from search.documents import Document


def document(id_: str, title: str, body: str = "", language: str = "kk", **more: Any) -> Document:
    values = {"kind": "note", "url": f"/{language}/{id_}/", "date": datetime(2026, 11, 1, 12, tzinfo=UTC)} | more
    return Document(id=id_, title=title, body=body, language=language, **values)


class FakeSource:
    """Documents in a dict; `hidden` ids are still in the index but no longer to be seen."""

    def __init__(self, kind: str = "note", documents: Iterable[Document] = ()) -> None:
        self.kind = kind
        self.store = {document.id: document for document in documents}
        self.hidden: set[str] = set()
        self.broken: set[str] = set()

    def documents(self, ids: Collection[str]) -> Iterable[Document]:
        if self.broken & set(ids):
            raise LookupError("this document cannot be made")
        return [self.store[id_] for id_ in ids if id_ in self.store]

    def all_ids(self) -> Iterator[str]:
        yield from self.store

    def visible(self, ids: Collection[str]) -> set[str]:
        return {id_ for id_ in ids if id_ in self.store} - self.hidden

    def label(self) -> str:
        return "Notes"
