"""Which dates of open questions the calendar and the terms of today would move: to be looked at before it is done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from portal.calendar import production_calendar
from qa.models import Extension, Pause, Question, Term
from qa.rules import deadlines
from qa.rules.deadlines import Span
from qa.rules.states import OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class Move:
    """One question whose date would move; `told` says whether its asker can be told."""

    pk: int
    number: str
    was: date
    due: date
    told: bool


class _Counter:
    """Counts dates with the terms and the calendar read once; alike questions are counted once."""

    def __init__(self) -> None:
        self.calendar = production_calendar()
        answer = Term.objects.filter(key=Term.Key.ANSWER).order_by("-in_force_from")
        self.terms = list(answer.values_list("in_force_from", "working_days"))
        self.known: dict[tuple[Any, ...], date] = {}

    def due(self, start: date, extension: int, pauses: tuple[Span, ...]) -> date:
        key = (start, extension, pauses)
        if key not in self.known:
            term = next(days for since, days in self.terms if since <= start)
            count = deadlines.due(start, term, self.calendar, extensions=[extension], pauses=pauses)
            self.known[key] = count.due
        return self.known[key]


def moves() -> list[Move]:
    """The dates that would move, the earliest first. Four queries, however many questions are open."""
    counter = _Counter()
    extensions: dict[int, int] = defaultdict(int)
    for pk, days in _this_round(Extension).values_list("question", "working_days"):
        extensions[pk] += days
    pauses: dict[int, list[Span]] = defaultdict(list)
    for pk, since, until in _this_round(Pause).values_list("question", "since", "until"):
        pauses[pk].append(Span(since, until))
    found = []
    for pk, number, start, was, contact, shared, code in _open():
        due = counter.due(start, extensions[pk], tuple(pauses[pk]))
        if due != was:
            found.append(Move(pk, number, was, due, bool(contact or (shared and code is None))))
    return found


def _this_round(model: Any) -> Any:
    return model.objects.filter(question__status__in=OPEN_STATUSES, round=F("question__round")).order_by("pk")


def _open() -> Iterable[tuple[Any, ...]]:
    rows = Question.objects.open().order_by("due_on", "pk")
    return rows.values_list(
        "pk", "number", "clock_from", "due_on", "contact", "parent__contact", "code_fingerprint"
    ).iterator(chunk_size=5000)
