"""Answer one, answer the cluster: who else waits for this answer, and what its approval will do."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from qa import notifications, permissions
from qa.models import AnswerVersion, Question
from qa.rules.states import HAS_ANSWER, OPEN_VERSIONS, Verb, Visibility
from qa.services import clusters
from qa.staff import similar

# Those who write or approve the answer see what it does; for others it is no question yet.
WRITING: Final = frozenset({Verb.SAVE_DRAFT, Verb.SUBMIT_ANSWER, Verb.TAKE_BACK, Verb.APPROVE, Verb.CORRECT})


@dataclass(frozen=True, slots=True)
class Merged:
    """A question that waits for the same answer. `seen` says whether the reader may open it."""

    number: str
    language: str
    seen: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that approval does, or, as a `warning`, what stands in its way."""

    words: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    merged: list[Merged]
    outcomes: list[Outcome]
    alike: list[Question]


def around(question: Question, user: Any, verbs: frozenset[Verb]) -> Cluster | None:
    """What stands around the answer of `question`, for those who may write or approve it; else None."""
    if not verbs & WRITING:
        return None
    seen = permissions.visible_to(user)
    merged = list(question.duplicates.filter(erased_at__isnull=True).order_by("asked_at", "pk"))
    open_to_reader = set(seen.filter(pk__in=[one.pk for one in merged]).values_list("pk", flat=True)) if merged else ()
    alike = [other for other in similar.to(question, seen) if other.duplicate_of_id != question.pk]
    return Cluster(
        merged=[Merged(one.number, one.language, one.pk in open_to_reader) for one in merged],
        outcomes=outcomes(question, len(merged)),
        alike=alike,
    )


def outcomes(question: Question, merged: int) -> list[Outcome]:
    """What approval of the answer will do, in the order in which people are touched by it."""
    version = question.versions.filter(state__in=OPEN_VERSIONS).first()
    correction = question.state in HAS_ANSWER
    if correction and version is None:
        return []
    found = [_asker(question, correction), _public(question, correction)]
    if merged:
        found.append(_others(question, version, merged))
    return found


def _asker(question: Question, correction: bool) -> Outcome:
    mailed = notifications.contact_of(question) is not None
    if correction:
        return Outcome(
            _("On their page the asker reads the new text and what changed, and is told by e-mail.")
            if mailed
            else _("On their page the asker reads the new text and what changed.")
        )
    return Outcome(
        _("The asker gets the answer on their page, and is told by e-mail.")
        if mailed
        else _("The asker gets the answer on their page.")
    )


def _public(question: Question, correction: bool) -> Outcome:
    if question.visibility == Visibility.PUBLIC:
        return Outcome(_("Everyone reads it on the portal: the question is public."))
    if question.visibility == Visibility.WITHHELD:
        return Outcome(_("It is not shown on the portal: the question was taken down."))
    if not question.consent_publish or question.consent_revoked_at:
        return Outcome(_("It is not shown on the portal: the asker does not agree to it."))
    if correction or not question.may_be_public:
        return Outcome(_("It is not shown on the portal until a moderator publishes it."))
    return Outcome(_("Question and answer are published on the portal at once."))


def _others(question: Question, version: AnswerVersion | None, merged: int) -> Outcome:
    version = version or AnswerVersion(question=question)
    version.question = question
    if clusters.leaves_others_without(version):
        return Outcome(
            _(
                "The askers of the merged questions would get nothing: fill in “Public text of the answer”. Without "
                "it the answer cannot be approved."
            ),
            warning=True,
        )
    return Outcome(
        _("Askers of merged questions who will read the public text of the answer: %(count)d") % {"count": merged}
    )
