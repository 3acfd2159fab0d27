"""A large archive for tests and measurements: rows written in bulk, as if the services had written them."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone

from directory.models import Agency, Region, Topic
from portal.events import Event
from qa.models import Assignment, Question
from qa.rules.states import AssignmentState, CloseReason, Status, Verb
from qa.tests.factories import AgencyFactory, RegionFactory, TopicFactory

BATCH: Final = 2000
# How a hundred questions of an archive end, or where they stand.
MIX: Final = (
    [(Status.CLOSED, CloseReason.RESOLVED)] * 70
    + [(Status.ANSWERED, "")] * 8
    + [(Status.CLOSED, CloseReason.REJECTED)] * 6
    + [(Status.CLOSED, CloseReason.SPAM)] * 3
    + [(Status.IN_PROGRESS, "")] * 6
    + [(Status.ROUTED, "")] * 3
    + [(Status.NEEDS_INFO, "")] * 2
    + [(Status.SUBMITTED, "")] * 2
)
ANSWERED: Final = {(Status.CLOSED, CloseReason.RESOLVED), (Status.ANSWERED, "")}
UNROUTED: Final = {(Status.CLOSED, CloseReason.REJECTED), (Status.CLOSED, CloseReason.SPAM), (Status.SUBMITTED, "")}


def fill(questions: int, *, agencies: int = 5, events_each: int = 6, days: int = 365, seed: int = 7) -> None:
    """Writes so many questions of the last `days` days, with their agencies' parts and their events."""
    dice = random.Random(seed)
    places = [AgencyFactory() for _ in range(agencies)], [RegionFactory() for _ in range(20)]
    topics = [TopicFactory() for _ in range(15)]
    rows = _questions(questions, dice, topics, places[1], days)
    while batch := list(islice(rows, BATCH)):
        made = Question.objects.bulk_create(batch)
        Assignment.objects.bulk_create(part for q in made for part in _parts(q, dice, places[0]))
        Event.objects.bulk_create(event for q in made for event in _events(q, events_each))


def _questions(
    count: int, dice: random.Random, topics: list[Topic], regions: list[Region], days: int
) -> Iterator[Question]:
    now = timezone.now()
    first = Question.objects.count()
    for number in range(first, first + count):
        status, reason = dice.choice(MIX)
        asked = now - timedelta(minutes=dice.randrange(days * 1440))
        took = dice.choice([2, 4, 7, 9, 12, 14, 15, 18, 25])
        ended = min(asked + timedelta(days=took * 1.4), now)
        yield Question(
            number=f"1999-{number:06}", token=uuid4().hex, code_fingerprint=uuid4().hex, text=f"Сұрақ {number}?",
            language="kk", topic=dice.choice(topics), region=dice.choice([None, *regions]), status=status,
            close_reason=reason, resume_status=Status.SUBMITTED if status == Status.NEEDS_INFO else "",
            consent_processing=True, consent_publish=True, asked_at=asked, clock_from=asked.date(),
            due_on=(asked + timedelta(days=21)).date(),
            **_ends(status, reason, ended, took),
        )  # fmt: skip


def _ends(status: str, reason: str, ended: datetime, took: int) -> dict[str, Any]:
    answered = (status, reason) in ANSWERED
    return {
        "answered_at": ended if answered else None,
        "working_days": took if answered else None,
        "closed_at": ended if status == Status.CLOSED else None,
    }


def _parts(question: Question, dice: random.Random, agencies: list[Agency]) -> Iterator[Assignment]:
    if (question.status, question.close_reason) in UNROUTED:
        return
    first, second = dice.sample(agencies, 2)
    common = {"question": question, "due_on": question.due_on, "created_at": question.asked_at}
    if dice.random() < 0.1:
        back = question.asked_at + timedelta(days=2)
        yield Assignment(**common, agency=second, state=AssignmentState.RETURNED, ended_at=back)
    yield Assignment(**common, agency=first, state=AssignmentState.ACCEPTED)


def _events(question: Question, each: int) -> Iterator[Event]:
    verbs = [Verb.SUBMIT, Verb.REDACT, Verb.ROUTE, Verb.ACCEPT, Verb.SAVE_DRAFT, Verb.APPROVE]
    for place in range(each):
        at = question.asked_at + timedelta(hours=place)
        yield Event(subject_kind="question", subject_id=question.pk, code=verbs[place % 6], role="officer", at=at)
