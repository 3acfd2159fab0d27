"""Reads of published questions for the public pages: one row per question, in the best language for the reader."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from django.db.models import Case, DateTimeField, Exists, IntegerField, OuterRef, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from directory import selectors as directory
from directory.models import Agency, Region, Topic
from portal import languages, sql
from portal.memory import brief
from portal.tree import tree
from qa.models import PublishedQuestion
from qa.models.published import PublishedQuestionQuerySet


def _rank(language: str) -> Case:
    """0 for the reader's language, then the others in the portal's order."""
    order = languages.order_for(language)
    whens = [When(locale__language_code=code, then=Value(n)) for n, code in enumerate(order)]
    return Case(*whens, default=Value(len(order)), output_field=IntegerField())


def best_versions(
    language: str, *, topic: str = "", region: str = "", agency: str = "", state: str = ""
) -> sql.Answer[PublishedQuestion]:
    """Each public question once, newest first, without its long texts; filters are keys of the directory.

    `state` is "answered", "waiting", or "overdue": past its due date, and not because its asker was asked something.
    One that was answered and reopened may be overdue too.
    """
    keys = {name: key for name, key in (("topic", topic), ("region", region), ("agency", agency)) if key}
    return _best(language, tuple(keys), state)(**keys, today=timezone.localdate().isoformat())


@cache
def _best(language: str, filters: tuple[str, ...], state: str) -> sql.Prepared[PublishedQuestion]:
    """The query for one combination of filters; there are a few dozen."""
    public = PublishedQuestion.objects.public().annotate(rank=_rank(language))
    better = public.filter(question=OuterRef("question"), rank__lt=OuterRef("rank"))
    rows = _narrowed(public.filter(~Exists(better)), filters, state).defer("question_text", "answer", "correction")
    # All languages share their facts: a question is listed once, exactly if any of its versions fits.
    counted = _narrowed(PublishedQuestion.objects.public(), filters, state).values("question").distinct()
    moment = Coalesce("answered_at", "asked_at", output_field=DateTimeField())
    return sql.Prepared(rows.order_by(moment.desc(), "-pk"), counted)


def _narrowed(rows: PublishedQuestionQuerySet, filters: tuple[str, ...], state: str) -> PublishedQuestionQuerySet:
    for name in filters:
        rows = rows.filter(**{f"{name}__key": sql.slot(name)})
    if state == "overdue":
        return rows.filter(due_on__lt=sql.slot("today"), paused_since__isnull=True)
    return rows.filter(answered_at__isnull=state != "answered") if state else rows


def by_number(number: str) -> list[PublishedQuestion]:
    """All versions of one question, taken down and untranslated ones too: the page decides what to say of them."""
    rows = list(_numbered()(number=number))
    for row in rows:
        row.locale = tree().locales[row.locale_id]
        row.agency = directory.one(Agency, row.agency_id)
        row.topic = directory.one(Topic, row.topic_id)
        row.region = directory.one(Region, row.region_id)
    return rows


@cache
def _numbered() -> sql.Prepared[PublishedQuestion]:
    return sql.Prepared(PublishedQuestion.objects.filter(number=sql.slot("number")))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many public questions there are on each topic, in each region and with each agency, by the row's key."""

    topics: Counter[str]
    regions: Counter[str]
    agencies: Counter[str]
    total: int


# All languages of a question share their facts, so each question falls into one group.
_COUNTS = """
SELECT topic_id, region_id, agency_id, COUNT(DISTINCT question_id) FROM qa_publishedquestion
WHERE live AND withheld_at IS NULL GROUP BY topic_id, region_id, agency_id
"""


@brief
def counts() -> Counts:
    """One query, whatever the number of questions."""
    found = Counts(Counter(), Counter(), Counter(), 0)
    names = [{pk: row.key for pk, row in directory.known(model).items()} for model in (Topic, Region, Agency)]
    total = 0
    for *ids, number in sql.rows(_COUNTS, ()):
        total += number
        for pk, keys, counter in zip(ids, names, (found.topics, found.regions, found.agencies), strict=True):
            if pk in keys:
                counter[keys[pk]] += number
    return Counts(found.topics, found.regions, found.agencies, total)
