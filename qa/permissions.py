"""Who may see what, and who may do what: one predicate and one queryset for each, and a test that they agree.

Memberships decide; Django's groups only open the door of the admin.
"""

from collections.abc import Set
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from qa.absences import seats_of
from qa.guards import QUERIES, Case
from qa.models import Assignment, PublishedQuestion, Question
from qa.models.published import PublishedQuestionQuerySet
from qa.querysets import QuestionQuerySet
from qa.rules.states import AGENCY_ROLES, AssignmentRole, Role, State, Status, Verb
from qa.rules.transitions import VerbRefused, decide, lines_of

SEE_ALL = frozenset({Role.MODERATOR, Role.COORDINATOR, Role.DPO})
SEE_CONTACTS = frozenset({Role.COORDINATOR, Role.DPO})  # nobody needs an address to moderate or to answer


def _memberships(user: Any) -> list[tuple[Role, int | None]]:
    """The roles of an active user, each with its agency's key or None; those of whoever they stand in for included."""
    return [(seat.role, seat.agency) for seat in seats_of(user)]


def roles_of(user: Any) -> frozenset[Role]:
    """The roles someone holds anywhere."""
    return frozenset(role for role, _ in _memberships(user))


def agencies_of(user: Any, *roles: Role) -> frozenset[int]:
    """The keys of the agencies in which someone holds one of `roles` (any, when none is named)."""
    return frozenset(agency for role, agency in _memberships(user) if agency and (not roles or role in roles))


def roles_on(user: Any, question: Question) -> frozenset[Role]:
    """The roles in which someone may act on this question: an agency's people only while it is theirs."""
    memberships = _memberships(user)
    roles = {role for role, agency in memberships if agency is None}
    own = {(role, agency) for role, agency in memberships if agency is not None}
    if not own:
        return frozenset(roles)
    for agency, part in question.assignments.active().values_list("agency", "role"):
        mine = {role for role, membership in own if membership == agency}
        if part == AssignmentRole.LEAD:
            roles |= mine
        elif Role.OFFICER in mine:
            roles.add(Role.CO_EXECUTOR)
    return frozenset(roles)


def _assigned_to(agencies: Set[int], part: AssignmentRole | None = None) -> Q:
    assignments = Assignment.objects.active().filter(question=OuterRef("pk"), agency__in=agencies)
    return Q(Exists(assignments.filter(role=part) if part else assignments))


def visible_to(user: Any) -> QuestionQuerySet:
    """The questions someone may read in full: all for the overseers, an agency's own for its people, else none."""
    if roles_of(user) & SEE_ALL:
        return Question.objects.all()
    agencies = agencies_of(user)
    return Question.objects.filter(_assigned_to(agencies)) if agencies else Question.objects.none()


def may_see(user: Any, question: Question) -> bool:
    """The twin of `visible_to`."""
    roles = roles_on(user, question)
    return bool(roles & (SEE_ALL | AGENCY_ROLES | {Role.CO_EXECUTOR})) or (
        question.assignments.active().filter(agency__in=agencies_of(user)).exists()
    )


def public() -> PublishedQuestionQuerySet:
    """What anyone may read."""
    return PublishedQuestion.objects.public()


def may(user: Any, verb: Verb, question: Question) -> bool:
    """Whether someone may do `verb` to the question as it stands."""
    case = Case(question, user, timezone.now())
    try:
        decide(question.state, verb, roles_on(user, question), case.holds)
    except VerbRefused:
        return False
    return True


def verbs_for(user: Any, question: Question) -> frozenset[Verb]:
    """Everything someone may do to the question now: which buttons a screen shows."""
    case = Case(question, user, timezone.now())
    roles = roles_on(user, question)
    allowed = set()
    for verb in Verb:
        try:
            decide(question.state, verb, roles, case.holds)
        except VerbRefused:
            continue
        allowed.add(verb)
    return frozenset(allowed)


def actionable(user: Any, verb: Verb) -> QuestionQuerySet:
    """The questions to which someone may do `verb`: the twin of `may`."""
    condition = Q(pk__in=[])
    for line in lines_of(verb):
        for role in line.roles:
            held = _holds_role(user, role)
            if held is None:
                continue
            allowed = held & _in_states(line.sources)
            for guard in line.guards:
                allowed &= QUERIES[guard](user)
            condition |= allowed
    return Question.objects.filter(condition)


def _holds_role(user: Any, role: Role) -> Q | None:
    """On which questions someone acts as `role`; None when on none."""
    if role is Role.CO_EXECUTOR:
        agencies = agencies_of(user, Role.OFFICER)
        return _assigned_to(agencies, AssignmentRole.CO_EXECUTOR) if agencies else None
    if role in AGENCY_ROLES:
        agencies = agencies_of(user, role)
        return _assigned_to(agencies, AssignmentRole.LEAD) if agencies else None
    return Q(pk__isnull=False) if role in roles_of(user) else None


def _in_states(wanted: Set[State]) -> Q:
    condition = Q(status__in=[state.status for state in wanted if state.reason is None])
    reasons = [state.reason for state in wanted if state.reason]
    return condition | Q(status=Status.CLOSED, close_reason__in=reasons) if reasons else condition
