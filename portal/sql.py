"""Queries that every page makes, without writing their SQL anew each time.

Django takes longer to put the SQL of a page together than the database takes to answer it (docs/decisions/0005-speed.md).
Small reads are written by hand (`rows`); a whole object is read by a query set whose SQL is kept (`Prepared`).
Values always travel as parameters.
"""

import copy
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)

SLOT: Final = object()


def rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What the database answers to `sql`, whose `%s` are `params`."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def marks(values: Sequence[Any]) -> str:
    """ "%s, %s, %s": one for each of `values`."""
    return ", ".join(["%s"] * len(values))


def slot() -> RawSQL:
    """Stands, in the query set of a `Prepared`, for a value that comes later."""
    return RawSQL("%s", (SLOT,))


class Prepared(Generic[M]):
    """A query set of whole objects, `select_related` included, with one `slot()` in it.

    Its SQL is written once; `get` then only sends it. Made for what is the same for the life of the process: the
    columns of a model.
    """

    def __init__(self, queryset: "QuerySet[M]") -> None:
        self._model = queryset.model
        self._compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, self._params = self._compiler.as_sql()

    def all(self, value: Any) -> list[M]:
        """The objects for `value`."""
        params = tuple(value if param is SLOT else param for param in self._params)
        compiler = copy.copy(self._compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # each thread has its own
        compiler.as_sql = lambda *args, **kwargs: (self._sql, params)
        asked = SimpleNamespace(
            db=DEFAULT_DB_ALIAS,
            model=self._model,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
            _fields=None,
        )
        return list(ModelIterable(asked))  # type: ignore[arg-type]

    def get(self, value: Any) -> M:
        """The one object for `value`. Raises the model's DoesNotExist."""
        found = self.all(value)
        if not found:
            raise self._model.DoesNotExist(f"{self._model.__name__} {value}")
        return found[0]
