"""What each guard of the table means: on one question, and as a query over many.

The two stand side by side and a test holds them equal. Guards of the asker's and the clock's verbs need no query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from qa import absences, clock
from qa.models import AnswerVersion, Assignment, Question, Reminder, Term
from qa.rules import states
from qa.rules.states import VersionState, Visibility
from qa.rules.transitions import Guard


@dataclass
class Case:
    """One question, someone who would act on it (None: the asker or the clock), and when."""

    question: Question
    actor: Any
    at: datetime

    @cached_property
    def open_version(self) -> AnswerVersion | None:
        return self.question.versions.filter(state__in=states.OPEN_VERSIONS).first()

    def version_is(self, state: VersionState) -> bool:
        return self.open_version is not None and self.open_version.state == state

    def holds(self, guard: Guard) -> bool:
        return PREDICATES[guard](self)


def _may_still_reopen(case: Case) -> bool:
    """Whether the asker may still reopen: counted from the answer, or from the closing when no reply came."""
    question = case.question
    if question.state == states.NO_REPLY:
        key, start = Term.Key.REOPEN_NO_REPLY, question.closed_at
    else:
        key, start = Term.Key.REOPEN, question.answered_at
    return start is not None and clock.day_of(case.at) <= clock.last_day(key, clock.day_of(start))


def _waited_long_enough(case: Case) -> bool:
    """Whether the clock may close it: the reply did not come in time, or nobody objected to the answer in time."""
    question = case.question
    if question.state == states.NEEDS_INFO:
        pause = question.pauses.get(until__isnull=True)
        return clock.day_of(case.at) > clock.last_day(Term.Key.REPLY, pause.since)
    return question.answered_at is not None and clock.day_of(case.at) > clock.last_day(
        Term.Key.RESOLVE, clock.day_of(question.answered_at)
    )


def _reminded_twice(case: Case) -> bool:
    """Whether both reminders were given, the last one on an earlier day."""
    pause = case.question.pauses.get(until__isnull=True)
    given = {r.kind: clock.day_of(r.at) for r in case.question.reminders.filter(for_date=pause.since)}
    last = given.get(Reminder.Kind.REPLY_LAST)
    return Reminder.Kind.REPLY_FIRST in given and last is not None and last < clock.day_of(case.at)


def undo_time() -> timedelta:
    """How long what was done to many questions at once can be undone, and nobody is told of it."""
    return timedelta(minutes=settings.MODERATION_UNDO_MINUTES)


def _is_barred(case: Case) -> bool:
    return case.actor is not None and case.question.barred_moderator_id == case.actor.pk


def _wrote_version(case: Case) -> bool:
    version = case.open_version
    return (
        version is not None and case.actor is not None and case.actor.pk in {version.author_id, version.last_editor_id}
    )


def _edited_last(case: Case) -> bool:
    """Whether the actor edited the text last, or approves only for the one who did."""
    version = case.open_version
    if version is None or case.actor is None:
        return False
    if version.last_editor_id == case.actor.pk:
        return True
    lead = case.question.assignments.active().leads().first()
    away = absences.whose_text_waits_for_another(case.actor)
    return lead is not None and away.get(lead.agency_id) == version.last_editor_id


def _edited_last_query(user: Any) -> Q:
    """The twin of `_edited_last`."""
    mine = Q(_version(state__in=states.OPEN_VERSIONS, last_editor=user))
    for agency, person in absences.whose_text_waits_for_another(user).items():
        leads = Assignment.objects.active().leads().filter(question=OuterRef("pk"), agency=agency)
        mine |= Q(Exists(leads)) & Q(_version(state__in=states.OPEN_VERSIONS, last_editor=person))
    return mine


# The version in force that carries a date.
_EXPIRING: Final[dict[str, Any]] = {"state": VersionState.PUBLISHED, "valid_until__isnull": False}

PREDICATES: Final[dict[Guard, Callable[[Case], bool]]] = {
    Guard.NOT_ERASED: lambda case: case.question.erased_at is None,
    Guard.NOT_BARRED: lambda case: not _is_barred(case),
    Guard.NOT_APPEALED: lambda case: case.question.appealed_at is None,
    Guard.NOT_REOPENED: lambda case: case.question.reopened_at is None,
    Guard.NOT_TOO_LATE: _may_still_reopen,
    Guard.NOT_TOO_EARLY: _waited_long_enough,
    Guard.REMINDED: _reminded_twice,
    Guard.NOT_A_PART: lambda case: case.question.parent_id is None or case.question.code_fingerprint is not None,
    Guard.NOT_URGENT: lambda case: not case.question.urgent,
    Guard.IS_URGENT: lambda case: case.question.urgent,
    Guard.OWN_REJECTION: _is_barred,
    Guard.JUST_NOW: lambda case: case.question.status_since > case.at - undo_time(),
    Guard.HAS_CO_EXECUTORS: lambda case: case.question.assignments.active().co_executors().exists(),
    Guard.DRAFT_AT_HAND: lambda case: case.version_is(VersionState.DRAFT),
    Guard.NOTHING_IN_APPROVAL: lambda case: not case.version_is(VersionState.IN_APPROVAL),
    Guard.VERSION_IN_APPROVAL: lambda case: case.version_is(VersionState.IN_APPROVAL),
    Guard.OWN_VERSION: _wrote_version,
    Guard.ANOTHERS_VERSION: lambda case: not _edited_last(case),
    Guard.MAY_BE_PUBLIC: lambda case: case.question.may_be_public,
    Guard.NOT_PUBLIC: lambda case: case.question.visibility == Visibility.PRIVATE,
    Guard.IS_PUBLIC: lambda case: case.question.visibility == Visibility.PUBLIC,
    Guard.IS_WITHHELD: lambda case: case.question.visibility == Visibility.WITHHELD,
    Guard.CONSENT_STANDS: lambda case: case.question.consent_revoked_at is None,
    Guard.EXPIRES: lambda case: case.question.versions.filter(**_EXPIRING).exists(),
}


def _version(**conditions: Any) -> Exists:
    return Exists(AnswerVersion.objects.filter(question=OuterRef("pk"), **conditions))


QUERIES: Final[dict[Guard, Callable[[Any], Q]]] = {
    Guard.NOT_ERASED: lambda user: Q(erased_at__isnull=True),
    Guard.NOT_BARRED: lambda user: Q(barred_moderator__isnull=True) | ~Q(barred_moderator=user),
    Guard.NOT_A_PART: lambda user: Q(parent__isnull=True) | Q(code_fingerprint__isnull=False),
    Guard.NOT_URGENT: lambda user: Q(urgent=False),
    Guard.IS_URGENT: lambda user: Q(urgent=True),
    Guard.OWN_REJECTION: lambda user: Q(barred_moderator=user),
    Guard.NOT_APPEALED: lambda user: Q(appealed_at__isnull=True),
    Guard.JUST_NOW: lambda user: Q(status_since__gt=timezone.now() - undo_time()),
    Guard.HAS_CO_EXECUTORS: lambda user: Q(
        Exists(Assignment.objects.active().co_executors().filter(question=OuterRef("pk")))
    ),
    Guard.DRAFT_AT_HAND: lambda user: Q(_version(state=VersionState.DRAFT)),
    Guard.NOTHING_IN_APPROVAL: lambda user: ~Q(_version(state=VersionState.IN_APPROVAL)),
    Guard.VERSION_IN_APPROVAL: lambda user: Q(_version(state=VersionState.IN_APPROVAL)),
    Guard.OWN_VERSION: lambda user: (
        Q(_version(state__in=states.OPEN_VERSIONS, author=user))
        | Q(_version(state__in=states.OPEN_VERSIONS, last_editor=user))
    ),
    Guard.ANOTHERS_VERSION: lambda user: ~_edited_last_query(user),
    Guard.MAY_BE_PUBLIC: lambda user: Q(
        consent_publish=True, consent_revoked_at__isnull=True, public_confirmed_at__isnull=False, erased_at__isnull=True
    ),
    Guard.NOT_PUBLIC: lambda user: Q(visibility=Visibility.PRIVATE),
    Guard.IS_PUBLIC: lambda user: Q(visibility=Visibility.PUBLIC),
    Guard.IS_WITHHELD: lambda user: Q(visibility=Visibility.WITHHELD),
    Guard.EXPIRES: lambda user: Q(_version(**_EXPIRING)),
}
