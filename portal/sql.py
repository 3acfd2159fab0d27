"""Queries that every page makes, without writing their SQL anew each time.

Django takes longer to put the SQL of a page together than the database takes to answer it
(docs/decisions/0005-speed.md). Small reads are written by hand (`rows`); whole objects are read by a query set whose
SQL is kept (`Prepared`). Values always travel as parameters.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Generic, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)


def rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What the database answers to `sql`, whose `%s` are `params`."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def marks(values: Sequence[Any]) -> str:
    """ "%s, %s, %s": one for each of `values`."""
    return ", ".join(["%s"] * len(values))


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value that comes later."""

    name: str


def slot(name: str) -> RawSQL:
    """Stands, in the query set of a `Prepared`, for the value `name`: a number, or a text (dates as ISO texts)."""
    return RawSQL("%s", (Slot(name),))


def slots(count: int) -> list[Any]:
    """Stand for a list of `count` values in a query set (`pk__in=slots(3)`); `listed` gives the values."""
    return [slot(f"value_{number}") for number in range(count)]


def listed(values: Sequence[Any]) -> dict[str, Any]:
    """`values` as arguments for a query with as many `slots`."""
    return {f"value_{number}": value for number, value in enumerate(values)}


class Prepared(Generic[M]):
    """A query set of whole objects, `select_related` included, perhaps with slots in it; its SQL is written once.

    `prepared(name=value)` is then a list to be read, cut (for a paginator) or counted, each time anew. What the query
    set itself holds must be true for the life of the process: tables and columns, never what a row says.
    `counted` is another query set with as many rows and the same slots, where that is quicker to count.
    """

    def __init__(self, queryset: "QuerySet[M]", counted: "QuerySet[Any, Any] | None" = None) -> None:
        self.model = queryset.model
        self.compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = self.compiler.as_sql()
        keys = (queryset.values("pk") if counted is None else counted).order_by()
        keys_sql, self.keys_params = keys.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        self.count_sql = f"SELECT COUNT(*) FROM ({keys_sql}) counted"  # noqa: S608 Django's own SQL

    def __call__(self, **values: Any) -> "Answer[M]":
        return Answer(self, values)


@dataclass(frozen=True, slots=True)
class Answer(Generic[M]):
    """What a prepared query finds for `values`."""

    prepared: Prepared[M]
    values: dict[str, Any]

    def __iter__(self) -> Iterator[M]:
        return iter(self._objects("", ()))

    def __getitem__(self, cut: slice) -> list[M]:
        start = cut.start or 0
        return self._objects(" LIMIT %s OFFSET %s", (max(0, cut.stop - start), start))

    def count(self) -> int:
        found = rows(self.prepared.count_sql, self._given(self.prepared.keys_params))
        count: int = found[0][0]
        return count

    def page(self, number: Any, size: int) -> Page:
        """The page `number` (as asked for by a reader: anything) of `size` objects."""
        return Paginator(cast("Any", self), size).get_page(number)

    def get(self) -> M:
        """The one object. Raises the model's DoesNotExist."""
        found = self._objects("", ())
        if not found:
            raise cast("Any", self.prepared.model).DoesNotExist(f"no {self.prepared.model.__name__} for {self.values}")
        return found[0]

    def _given(self, params: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(self.values[param.name] if isinstance(param, Slot) else param for param in params)

    def _objects(self, end: str, end_params: tuple[int, ...]) -> list[M]:
        """Has Django make objects of the rows, as it does for a query set, only of SQL that is there already."""
        sql, params = self.prepared.sql + end, self._given(self.prepared.params) + end_params
        compiler = copy.copy(self.prepared.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # each thread has its own
        compiler.as_sql = lambda *args, **kwargs: (sql, params)
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        asked = SimpleNamespace(
            db=DEFAULT_DB_ALIAS, model=self.prepared.model, query=query, _known_related_objects={}, _fields=None
        )
        return list(ModelIterable(asked))  # type: ignore[arg-type]
