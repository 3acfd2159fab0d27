"""Same-question clusters: one canonical question, its duplicates one step below it."""

from datetime import datetime

from qa.models import Question
from qa.rules.states import Verb, VersionState
from qa.services.act import AUTOMATION, begin


def canonical(question: Question) -> Question:
    """The question that a merge into `question` really means."""
    return question.duplicate_of or question


def lock(*questions: Question) -> None:
    """Locks several rows in the order of their keys, so that two opposite merges wait instead of deadlocking."""
    list(Question.objects.select_for_update().filter(pk__in=[q.pk for q in questions]).order_by("pk").values_list("pk"))


def repoint(question: Question, to: Question) -> None:
    """What was merged into `question` is now merged into `to`: clusters have no second step."""
    question.duplicates.exclude(pk=to.pk).update(duplicate_of=to)


def hand_over(question: Question, *, at: datetime) -> Question | None:
    """When a canonical question ends without an answer, its oldest duplicate takes its place; that one, if any."""
    if question.versions.filter(state__in=[VersionState.PUBLISHED, VersionState.SUPERSEDED]).exists():
        return None
    heir = question.duplicates.filter(erased_at__isnull=True).order_by("asked_at", "pk").first()
    if heir is None:
        return None
    act = begin(Verb.PROMOTE, heir, roles=AUTOMATION, at=at)
    act.question.duplicate_of = None
    act.finish(instead_of=question.pk)
    repoint(question, act.question)
    return act.question
