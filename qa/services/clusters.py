"""Same-question clusters: one canonical question, its duplicates one step below it."""

from datetime import datetime

from qa.models import AnswerVersion, Question
from qa.rules.states import HAS_ANSWER, Verb, VersionState, Visibility
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
    """When a canonical question ends without an answer that others may read, its oldest duplicate takes its place; that
    one, if any."""
    in_force = question.versions.filter(state=VersionState.PUBLISHED).first()
    if in_force is not None:
        in_force.question = question
        if in_force.for_others:
            return None
    heir = question.duplicates.filter(erased_at__isnull=True).order_by("asked_at", "pk").first()
    if heir is None:
        return None
    act = begin(Verb.PROMOTE, heir, roles=AUTOMATION, at=at)
    act.question.duplicate_of = None
    act.finish(instead_of=question.pk)
    repoint(question, act.question)
    return act.question


def leaves_others_without(version: AnswerVersion) -> bool:
    """Whether those whose questions were merged into this one would end without an answer once `version` is in force.

    They read what others may read of it: the text of a public question, or the one written beside for everyone
    (docs/decisions/0013). Taken down for what it says, a question is public again only when a moderator shows it.
    """
    question = version.question
    if not question.duplicates.filter(erased_at__isnull=True).exists():
        return False
    first = question.state not in HAS_ANSWER  # a correction does not publish what was not public
    becomes_public = first and question.visibility == Visibility.PRIVATE and question.may_be_public
    return not (version.public_text or becomes_public or question.visibility == Visibility.PUBLIC)
