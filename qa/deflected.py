"""Did the answers already there suffice? Counted from showings, which hold no text and nothing of the person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Q

from directory.models import Topic
from intake.models import Deflection
from portal import dates
from search.registry import registry

KIND: Final = "question"
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """How often, for one topic in one language: something stood there, nothing did, it sufficed, the asker went on.

    Who neither said that it sufficed nor went on has left.
    """

    topic: str
    language: str
    shown: int
    nothing: int
    sufficed: int
    went_on: int

    @property
    def left(self) -> int:
        return self.shown - self.sufficed - self.went_on

    @property
    def percent(self) -> int | None:
        """The share that sufficed, of those who saw something and said or did one or the other."""
        told = self.sufficed + self.went_on
        return round(100 * self.sufficed / told) if told else None


@dataclass(frozen=True, slots=True)
class Helped:
    """Something published that askers named as their answer, so many times. No title: it is not public any more."""

    reference: str
    times: int
    kind: str = ""
    title: str = ""
    language: str = ""
    url: str = ""


def showings(since: date, until: date) -> Any:
    """The showings of these days, the last one included."""
    return Deflection.objects.filter(
        kind=KIND, at__gte=dates.begins(since), at__lt=dates.begins(until + timedelta(days=1))
    )


def lines(since: date, until: date) -> list[Line]:
    """One line for each topic and language, by the topics' order; topics chosen by nobody come last. Two queries."""
    some, outcome = ~Q(shown=[]), Deflection.Outcome
    counted = (
        showings(since, until)
        .order_by()
        .values("topic", "language")
        .annotate(
            seen=Count("pk", filter=some),
            nothing=Count("pk", filter=~some),
            sufficed=Count("pk", filter=some & Q(outcome=outcome.SUFFICED)),
            went_on=Count("pk", filter=some & Q(outcome=outcome.WENT_ON)),
        )
    )
    topics = {topic.key: (place, topic.name) for place, topic in enumerate(Topic.objects.all())}
    found: dict[tuple[tuple[int, str], str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in counted:
        place = topics.get(row["topic"], (len(topics), ""))
        sums = found[(place, row["language"])]
        for n, name in enumerate(("seen", "nothing", "sufficed", "went_on")):
            sums[n] += row[name]
    return [Line(place[1], language, *sums) for (place, language), sums in sorted(found.items())]


def helped_most(since: date, until: date) -> list[Helped]:
    """What was named most often as the answer, most often first. One query, and some for each kind of thing."""
    named = showings(since, until).filter(outcome=Deflection.Outcome.SUFFICED).exclude(helped="")
    counted = named.order_by().values_list("helped").annotate(n=Count("pk")).order_by("-n", "helped")[:MOST]
    times = dict(counted)
    by_kind = defaultdict(set)
    for reference in times:
        kind, _, pk = reference.partition(":")
        by_kind[kind].add(pk)
    documents = {
        f"{kind}:{document.id}": document
        for kind, ids in by_kind.items()
        if kind in registry.sources
        for document in registry.sources[kind].documents(ids)
    }
    return [_helped(reference, n, documents.get(reference)) for reference, n in times.items()]


def _helped(reference: str, times: int, document: Any) -> Helped:
    if document is None:
        return Helped(reference, times)
    label = registry.sources[document.kind].label()
    return Helped(reference, times, label, document.title, document.language, document.url)
