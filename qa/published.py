"""Reads of published questions for the public pages: one row per question, in the best language for the reader."""

from django.db.models import Case, DateTimeField, Exists, IntegerField, OuterRef, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal import languages
from qa.models import PublishedQuestion
from qa.models.published import PublishedQuestionQuerySet


def _rank(language: str) -> Case:
    """0 for the reader's language, then the others in the portal's order."""
    order = languages.order_for(language)
    whens = [When(locale__language_code=code, then=Value(n)) for n, code in enumerate(order)]
    return Case(*whens, default=Value(len(order)), output_field=IntegerField())


def best_versions(
    language: str, *, topic: str = "", region: str = "", agency: str = "", state: str = ""
) -> PublishedQuestionQuerySet:
    """Each public question once, newest first; filters are keys of the directory.

    `state` is "answered", "waiting", or "overdue": waiting past its due date.
    """
    public = PublishedQuestion.objects.public().annotate(rank=_rank(language))
    better = public.filter(question=OuterRef("question"), rank__lt=OuterRef("rank"))
    rows = public.filter(~Exists(better)).select_related("locale", "agency")
    for name, key in (("topic", topic), ("region", region), ("agency", agency)):
        if key:
            rows = rows.filter(**{f"{name}__key": key})
    if state:
        rows = rows.filter(answered_at__isnull=state != "answered")
    if state == "overdue":
        rows = rows.filter(due_on__lt=timezone.localdate())
    moment = Coalesce("answered_at", "asked_at", output_field=DateTimeField())
    return rows.order_by(moment.desc(), "-pk")


def by_number(number: str) -> list[PublishedQuestion]:
    """All versions of one question, taken down and untranslated ones too: the page decides what to say of them."""
    rows = PublishedQuestion.objects.filter(number=number)
    return list(rows.select_related("locale", "agency", "topic", "region"))
