"""How often what was searched and chosen: counted in the process, written to the database in portions.

A search costs no write: a portion goes after a minute or some hundred texts, behind the answer to whatever request ends
next (`flush_if_due`). A process that is killed loses at most its portion, which is a minute of counts. Nothing of the
person is counted, and no time but the day (`search.rules.counting` says which texts may be).
"""

import logging
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import connection, models, transaction
from django.utils import timezone

from portal import memory
from search import bets
from search.models import BestBet, ChoiceTally, SearchTally
from search.registry import registry
from search.rules.counting import kept

logger = logging.getLogger(__name__)

SECONDS: Final = 60.0
PORTION: Final = 500  # different texts and choices that are written at once
MOST: Final = 5_000  # beyond which nothing new is counted until the portion is written
MOST_OF_ONE: Final = 100  # choices of one result for one text in a portion: more of them is a machine
# No number that a key cannot be.
_ID: Final = re.compile(r"[0-9]{1,18}|[\w.:-]{0,50}[A-Za-z_.:-][\w.:-]{0,49}", re.ASCII)

Text = tuple[date, str, str]  # day, language, text
Choice = tuple[date, str, str, str, str]  # … kind, id


class Tally:
    """The counts of this process that are not written yet. Its methods may be called from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clear()

    def _clear(self) -> None:
        self._since = memory.clock()
        self._searches: Counter[Text] = Counter()
        self._empty: Counter[Text] = Counter()
        self._choices: Counter[Choice] = Counter()

    def clear(self) -> None:
        """Forgets the portion."""
        with self._lock:
            self._clear()

    def searched(self, language: str, text: str, *, empty: bool) -> None:
        """Counts one search; `empty` says that it found nothing. A text that must not be kept is not counted."""
        key = (timezone.localdate(), language, kept(text))
        with self._lock:
            if key[2] and self._has_room(key in self._searches):
                self._searches[key] += 1
                self._empty[key] += empty

    def chosen(self, language: str, text: str, kind: str, id_: str) -> None:
        """Counts that a result was chosen; what no result could be is left aside."""
        if (kind != bets.KIND and kind not in registry.sources) or not _ID.fullmatch(id_):
            return
        key = (timezone.localdate(), language, kept(text), kind, id_)
        with self._lock:
            if key[2] and self._choices[key] < MOST_OF_ONE and self._has_room(self._choices[key] > 0):
                self._choices[key] += 1

    def _has_room(self, is_there: bool) -> bool:
        if not self._searches and not self._choices:
            self._since = memory.clock()
        return is_there or len(self._searches) + len(self._choices) < MOST

    def is_due(self) -> bool:
        size = len(self._searches) + len(self._choices)
        return size >= PORTION or (size > 0 and memory.clock() - self._since >= SECONDS)

    def flush(self) -> None:
        """Writes the portion. Raises DatabaseError: then the portion is lost."""
        with self._lock:
            searches, empty, choices = self._searches, self._empty, self._choices
            self._clear()
        choices = _real(choices)
        chosen: Counter[Text] = Counter()
        for (day, language, text, _kind, _id), times in choices.items():
            chosen[day, language, text] += times
        rows = [
            (*key, searches[key], empty[key], chosen[key], int(searches[key] > 0))
            for key in sorted({*searches, *chosen})  # in one order, so that no two processes wait for each other
        ]
        with transaction.atomic():
            _add(SearchTally, ("day", "language", "text"), ("searches", "empty", "chosen", "occasions"), rows)
            choice_rows = [(*key, times) for key, times in sorted(choices.items())]
            _add(ChoiceTally, ("day", "language", "text", "kind", "object_id"), ("times",), choice_rows)


tally = Tally()


def flush_if_due(**_signal: Any) -> None:
    """Writes the portion of this process if it is time. A database that refuses is no reason for anything else to fail:
    counts may be lost."""
    if not tally.is_due():
        return
    try:
        tally.flush()
    except Exception:
        logger.exception("counts of searches were lost")


def _real(choices: Counter[Choice]) -> Counter[Choice]:
    """Those `choices` of things that anyone may see: a browser can send any name."""
    asked: dict[str, set[str]] = defaultdict(set)
    for _day, _language, _text, kind, id_ in choices:
        asked[kind].add(id_)
    there = {(kind, id_) for kind, ids in asked.items() for id_ in _visible(kind, ids)}
    return Counter({key: times for key, times in choices.items() if key[3:] in there})


def _visible(kind: str, ids: Iterable[str]) -> set[str]:
    if kind == bets.KIND:
        numbers = [int(id_) for id_ in ids if id_.isdecimal()]
        return set(map(str, BestBet.objects.filter(pk__in=numbers).values_list("pk", flat=True)))
    return registry.sources[kind].visible(set(ids))


def _add(
    model: type[models.Model], keys: tuple[str, ...], counts: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """Adds each row's counts to those that stand under its keys, in one statement a row."""
    if not rows:
        return
    name = connection.ops.quote_name(model._meta.db_table)
    columns = (*keys, *counts)
    sums = ", ".join(f"{column} = {name}.{column} + excluded.{column}" for column in counts)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608 names
            f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sums}",
            [(connection.ops.adapt_datefield_value(row[0]), *row[1:]) for row in rows],
        )
