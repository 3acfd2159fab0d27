"""Wagtail's own search on the site's database, to compare with: the same documents as rows of a table made for it.

The portal's pages would give Wagtail their titles only, and questions are no pages; so each document becomes a row of
`Passage`, whose title (twice the weight), lead and body are searched. Everything is done in a transaction that is
rolled back, so that the database stays as it was. Import this only where Django is set up.
"""

import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import ClassVar, Final

from django.db import connection, models, transaction
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from search.benchmarks import corpus
from search.benchmarks.speed import described
from search.documents import Document


class Passage(index.Indexed, models.Model):
    """A document, for Wagtail to search; its table is there only during the benchmark."""

    language = models.CharField(max_length=2)
    group = models.CharField(max_length=100)
    title = models.TextField()
    lead = models.TextField()
    body = models.TextField()

    search_fields: ClassVar = [
        index.SearchField("title", boost=2),
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("language"),
    ]

    class Meta:
        app_label = "search"
        managed = False


class WagtailDatabase:
    """Asked for all words (`operator` "and", its default) or for any of them ("or")."""

    def __init__(self, operator: str = "and") -> None:
        self.name: Final = f"Wagtail database, {operator}"
        self.operator = operator

    def index(self, documents: Collection[Document]) -> None:
        """Does nothing: the rows are those of `passages`."""

    def search(self, text: str, language: str, limit: int) -> list[str]:
        rows = Passage.objects.filter(language=language)
        found = get_search_backend().search(text, rows, operator=self.operator)[:limit]
        return [row.group for row in found]


@contextmanager
def passages(documents: Collection[Document]) -> Iterator[None]:
    """Has the documents in Wagtail's index until it is left."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            columns = ", ".join(f'"{name}" text NOT NULL' for name in ("language", "group", "title", "lead", "body"))
            cursor.execute(f'CREATE TABLE search_passage ("id" integer PRIMARY KEY, {columns})')
        rows = [
            Passage(id=n, language=d.language, group=d.group, title=d.title, lead=d.lead, body=d.body)
            for n, d in enumerate(documents, 1)
        ]
        Passage.objects.bulk_create(rows)
        backend = get_search_backend()
        backend.get_index_for_model(Passage).add_items(Passage, rows)
        yield
        transaction.set_rollback(True)


def report_speed(number: int, queries: int) -> None:
    """Prints how fast it takes in so many documents of `corpus` and answers, by one client, beside `speed.report`."""
    documents = list(corpus.documents(number))
    asked = {sort: each for sort, each in corpus.queries(queries).items() if "filter" not in sort}
    start = time.perf_counter()
    with passages(documents):
        seconds = time.perf_counter() - start
        sys.stdout.write(f"\nWagtail's database search\n  index      {number / seconds:,.0f} documents/s\n")
        for operator in ("and", "or"):
            searched, everything = WagtailDatabase(operator), []
            for sort, each in asked.items():
                times = []
                for query in each:
                    start = time.perf_counter()
                    searched.search(query.text, query.language, query.limit)
                    times.append(1000 * (time.perf_counter() - start))
                sys.stdout.write(f"  {operator}: {sort:26} {described(times)}\n")
                everything += times
            sys.stdout.write(f"  {operator}: {'all, 1 client':26} {described(everything)}\n")
