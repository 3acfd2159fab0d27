"""What readers say of answers, counted: per answer, agency and topic. One query, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from directory import selectors as directory
from directory.models import Agency, Topic
from intake.models import Opinion
from qa import permissions
from qa.models import Assignment, Question

PREFIX: Final = "question:"


def subject_of(number: str) -> str:
    """As what the answer of the question with this number is kept among opinions."""
    return f"{PREFIX}{number}"


REASONS: Final = tuple(Opinion.Reason.values)


@dataclass
class Tally:
    """`yes` and `no`, and the no's by their reason; `words` is how many said something in their own words."""

    yes: int = 0
    no: int = 0
    words: int = 0
    reasons: dict[str, int] = field(default_factory=lambda: dict.fromkeys(REASONS, 0))

    def add(self, row: dict[str, Any]) -> None:
        self.yes += row["yes"]
        self.no += row["no"]
        self.words += row["with_words"]
        for reason in REASONS:
            self.reasons[reason] += row[reason]

    @property
    def total(self) -> int:
        return self.yes + self.no

    @property
    def share(self) -> int:
        """Of a hundred readers who said something, how many found it useful."""
        return round(100 * self.yes / self.total) if self.total else 0

    @property
    def by_reason(self) -> list[int]:
        return [self.reasons[reason] for reason in REASONS]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: an agency, a topic (None: none), or an answer by its number."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Report:
    whole: Tally
    agencies: list[Line]
    topics: list[Line]
    answers: list[Line]  # what helped least first


def of_answers(user: Any, since: datetime | None = None) -> QuerySet[Opinion]:
    """The opinions that someone may read: all for the overseers, an agency's own for its people. Each with the number,
    the topic and the agency of its question."""
    lead = Assignment.objects.active().leads().filter(question__number=OuterRef("number"))
    topic = Question.objects.filter(number=OuterRef("number"))
    rows = Opinion.objects.filter(subject__startswith=PREFIX).annotate(
        number=Substr("subject", len(PREFIX) + 1),
        agency=Subquery(lead.values("agency")[:1]),
        topic=Subquery(topic.values("topic")[:1]),
    )
    if since is not None:
        rows = rows.filter(at__gte=since)
    if not permissions.roles_of(user) & permissions.SEE_ALL:
        rows = rows.filter(agency__in=permissions.agencies_of(user))
    return rows


def report(user: Any, since: datetime) -> Report:
    """Everything that `user` may read of the opinions since then."""
    rows = list(of_answers(user, since).values("number", "agency", "topic").annotate(**_counts()).order_by())  # type: ignore[misc]
    answers = _lines(rows, "number", str)
    return Report(
        whole=_whole(rows),
        agencies=_lines(rows, "agency", lambda pk: _name(Agency, pk)),
        topics=_lines(rows, "topic", lambda pk: _name(Topic, pk)),
        answers=sorted(answers, key=lambda line: (-line.tally.no, line.tally.share, line.name)),
    )


def tally_of(number: str) -> Tally:
    """The opinions on one answer."""
    tally = Tally()
    tally.add(Opinion.objects.filter(subject=subject_of(number)).aggregate(**_counts()))
    return tally


def _counts() -> dict[str, Count]:
    reasons = {reason: Count("pk", filter=Q(reason=reason)) for reason in REASONS}
    yes, no = Count("pk", filter=Q(useful=True)), Count("pk", filter=Q(useful=False))
    return {"yes": yes, "no": no, "with_words": Count("pk", filter=~Q(words="")), **reasons}


def _whole(rows: Iterable[dict[str, Any]]) -> Tally:
    tally = Tally()
    for row in rows:
        tally.add(row)
    return tally


def _lines(rows: Iterable[dict[str, Any]], key: str, name: Any) -> list[Line]:
    """One line for each value of `key`, by name."""
    tallies: dict[Any, Tally] = {}
    for row in rows:
        tallies.setdefault(row[key], Tally()).add(row)
    return sorted((Line(name(value), tally) for value, tally in tallies.items()), key=lambda line: line.name)


def _name(model: Any, pk: int | None) -> str:
    row = directory.one(model, pk)
    return row.name if row else "—"
