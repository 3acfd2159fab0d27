"""The one table of verbs: (state, verb, role) → state. Source: the specification's "The verbs".

Guards are names here; `qa.guards` knows how to test each on a question and how to say it as a query.
"""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from qa.rules.states import (
    ALL,
    ANSWERED,
    DUPLICATE,
    HAS_ANSWER,
    IN_APPROVAL,
    IN_PROGRESS,
    NEEDS_INFO,
    NO_REPLY,
    OPEN,
    REJECTED,
    RESOLVED,
    RETURNED,
    ROUTED,
    SPAM,
    SPLIT,
    SUBMITTED,
    WITHDRAWN,
    Role,
    State,
    Verb,
)  # fmt: skip


class Guard(StrEnum):
    """A condition beyond state and role. The value is the code of the refusal when it does not hold."""

    NOT_ERASED = "erased"
    NOT_BARRED = "barred_moderator"
    NOT_APPEALED = "already_appealed"
    NOT_REOPENED = "already_reopened"
    NOT_TOO_LATE = "too_late"
    NOT_TOO_EARLY = "too_early"
    REMINDED = "not_reminded"
    NOT_A_PART = "part_of_a_split"
    NOT_URGENT = "already_urgent"
    IS_URGENT = "not_urgent"
    OWN_REJECTION = "not_your_rejection"
    JUST_NOW = "too_late_to_undo"
    HAS_CO_EXECUTORS = "no_co_executors"
    DRAFT_AT_HAND = "no_draft"
    NOTHING_IN_APPROVAL = "in_approval"
    VERSION_IN_APPROVAL = "nothing_in_approval"
    OWN_VERSION = "not_the_drafter"
    ANOTHERS_VERSION = "own_text"
    MAY_BE_PUBLIC = "not_confirmed_for_the_public"
    NOT_PUBLIC = "already_public"
    IS_PUBLIC = "not_public"
    IS_WITHHELD = "not_withheld"
    CONSENT_STANDS = "consent_already_revoked"
    EXPIRES = "does_not_expire"


class Target(Enum):
    """Where a verb leads when that is no fixed state."""

    SAME = "same"
    RESUME = "resume"  # the status stored when the asker was asked


class VerbRefused(Exception):  # noqa: N818 a rule's answer, not a fault
    """The rules do not allow this. `code` is "state", "role", a guard's value, or a service's own word."""

    def __init__(self, verb: Verb, code: str) -> None:
        super().__init__(f"{verb}: {code}")
        self.verb = verb
        self.code = code


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table: `roles` may do `verb` in any of `sources` if every guard holds."""

    verb: Verb
    roles: frozenset[Role]
    sources: frozenset[State]
    target: State | Target
    guards: tuple[Guard, ...] = ()

    def leads_to(self, state: State, resume: State | None = None) -> State:
        """The state after the verb, begun in `state`."""
        if self.target is Target.SAME:
            return state
        if self.target is Target.RESUME:
            if resume is None:
                raise ValueError(f"{self.verb} from {state} without a stored status")
            return resume
        return self.target


def _line(
    verb: Verb, roles: Iterable[Role], sources: Iterable[State], target: State | Target, *guards: Guard
) -> Transition:
    always = () if verb in {Verb.WITHHOLD, Verb.RESOLVE} else (Guard.NOT_ERASED,)
    return Transition(verb, frozenset(roles), frozenset(sources), target, (*always, *guards))


_SAME: Final = Target.SAME
_MODERATOR: Final = [Role.MODERATOR]
_CITIZEN: Final = [Role.CITIZEN]
_OFFICER: Final = [Role.OFFICER]
_APPROVER: Final = [Role.APPROVER]
_LEADERS: Final = [Role.MODERATOR, Role.COORDINATOR]
_BOTH: Final = [Role.OFFICER, Role.APPROVER]
_AUTOMATION: Final = [Role.AUTOMATION]

TABLE: Final[tuple[Transition, ...]] = (
    # Moderation
    _line(Verb.ROUTE, _MODERATOR, [SUBMITTED, RETURNED], ROUTED, Guard.NOT_BARRED),
    _line(Verb.REJECT, _MODERATOR, [SUBMITTED, RETURNED], REJECTED, Guard.NOT_BARRED),
    _line(Verb.APPEAL, _CITIZEN, [REJECTED], SUBMITTED, Guard.NOT_APPEALED),
    _line(Verb.MARK_SPAM, _MODERATOR, [SUBMITTED], SPAM, Guard.NOT_BARRED),
    _line(Verb.RESTORE, _MODERATOR, [SPAM, DUPLICATE], SUBMITTED),
    _line(Verb.MERGE, _MODERATOR, [SUBMITTED, ROUTED, IN_PROGRESS, NEEDS_INFO], DUPLICATE, Guard.NOT_BARRED),
    _line(Verb.UNMERGE, _MODERATOR, [DUPLICATE], SUBMITTED),
    _line(Verb.PROMOTE, _AUTOMATION, [DUPLICATE], SUBMITTED),
    _line(Verb.SPLIT, _MODERATOR, [SUBMITTED, RETURNED], SPLIT, Guard.NOT_BARRED, Guard.NOT_A_PART),
    _line(Verb.REDACT, _MODERATOR, OPEN | HAS_ANSWER, _SAME, Guard.NOT_BARRED),
    _line(Verb.MARK_URGENT, _MODERATOR, OPEN, _SAME, Guard.NOT_URGENT),
    _line(Verb.UNMARK_URGENT, _MODERATOR, OPEN, _SAME, Guard.IS_URGENT),
    # A slip, undone by the same person before anyone was told of it
    _line(Verb.UNREJECT, _MODERATOR, [REJECTED], SUBMITTED, Guard.OWN_REJECTION, Guard.NOT_APPEALED, Guard.JUST_NOW),
    # Between the asker and us
    _line(Verb.ASK, _MODERATOR, [SUBMITTED], NEEDS_INFO, Guard.NOT_BARRED),
    _line(Verb.ASK, _OFFICER, [IN_PROGRESS], NEEDS_INFO),
    _line(Verb.REPLY, _CITIZEN, [NEEDS_INFO], Target.RESUME),
    _line(Verb.LAPSE, _AUTOMATION, [NEEDS_INFO], NO_REPLY, Guard.NOT_TOO_EARLY, Guard.REMINDED),
    _line(Verb.REOPEN, _CITIZEN, [NO_REPLY], Target.RESUME, Guard.NOT_TOO_LATE),
    # The agency
    _line(Verb.ACCEPT, _OFFICER, [ROUTED], IN_PROGRESS),
    _line(Verb.RETURN, _OFFICER, [ROUTED, IN_PROGRESS], RETURNED),
    _line(Verb.RECALL, [Role.MODERATOR, Role.COORDINATOR], [ROUTED, IN_PROGRESS], SUBMITTED),
    _line(Verb.REASSIGN, [Role.MANAGER, Role.COORDINATOR], [ROUTED, IN_PROGRESS], _SAME),
    _line(Verb.ADD_CO_EXECUTOR, _LEADERS, [ROUTED, IN_PROGRESS], _SAME),
    _line(Verb.REMOVE_CO_EXECUTOR, _LEADERS, [ROUTED, IN_PROGRESS], _SAME, Guard.HAS_CO_EXECUTORS),
    _line(Verb.CONTRIBUTE, [Role.CO_EXECUTOR], [ROUTED, IN_PROGRESS], _SAME),
    _line(Verb.EXTEND, [Role.APPROVER, Role.COORDINATOR], OPEN, _SAME),
    # The answer, and its corrections: the same verbs, which then leave the state as it is
    _line(Verb.SAVE_DRAFT, _OFFICER, [IN_PROGRESS], _SAME),
    _line(Verb.SUBMIT_ANSWER, _OFFICER, [IN_PROGRESS], IN_APPROVAL, Guard.DRAFT_AT_HAND),
    _line(Verb.TAKE_BACK, _OFFICER, [IN_APPROVAL], IN_PROGRESS, Guard.VERSION_IN_APPROVAL, Guard.OWN_VERSION),
    _line(Verb.SEND_BACK, _APPROVER, [IN_APPROVAL], IN_PROGRESS, Guard.VERSION_IN_APPROVAL),
    _line(Verb.APPROVE, _APPROVER, [IN_APPROVAL], ANSWERED, Guard.VERSION_IN_APPROVAL, Guard.ANOTHERS_VERSION),
    _line(Verb.CORRECT, _BOTH, HAS_ANSWER, _SAME, Guard.NOTHING_IN_APPROVAL),
    _line(Verb.SUBMIT_ANSWER, _BOTH, HAS_ANSWER, _SAME, Guard.DRAFT_AT_HAND),
    _line(Verb.TAKE_BACK, _BOTH, HAS_ANSWER, _SAME, Guard.VERSION_IN_APPROVAL, Guard.OWN_VERSION),
    _line(Verb.SEND_BACK, _APPROVER, HAS_ANSWER, _SAME, Guard.VERSION_IN_APPROVAL),
    _line(Verb.APPROVE, _APPROVER, HAS_ANSWER, _SAME, Guard.VERSION_IN_APPROVAL, Guard.ANOTHERS_VERSION),
    _line(Verb.RENEW, _BOTH, HAS_ANSWER, _SAME, Guard.EXPIRES),
    # The public
    _line(
        Verb.PUBLISH,
        _MODERATOR,
        [ROUTED, IN_PROGRESS, IN_APPROVAL, ANSWERED],
        _SAME,
        Guard.MAY_BE_PUBLIC,
        Guard.NOT_PUBLIC,
    ),
    _line(Verb.PUBLISH, _AUTOMATION, [ANSWERED], _SAME, Guard.MAY_BE_PUBLIC, Guard.NOT_PUBLIC),
    _line(Verb.WITHHOLD, _MODERATOR, ALL, _SAME, Guard.IS_PUBLIC),
    _line(Verb.SHOW, _MODERATOR, ALL, _SAME, Guard.IS_WITHHELD, Guard.MAY_BE_PUBLIC),
    # Afterwards, and at any time
    _line(Verb.REOPEN, _CITIZEN, HAS_ANSWER, IN_PROGRESS, Guard.NOT_REOPENED, Guard.NOT_TOO_LATE),
    _line(Verb.RESOLVE, _CITIZEN, [ANSWERED], RESOLVED),
    _line(Verb.RESOLVE, _AUTOMATION, [ANSWERED], RESOLVED, Guard.NOT_TOO_EARLY),
    _line(Verb.ADD_INFORMATION, _CITIZEN, OPEN, _SAME),
    _line(Verb.WITHDRAW, _CITIZEN, OPEN, WITHDRAWN),
    _line(Verb.REVOKE_CONSENT, _CITIZEN, ALL, _SAME, Guard.CONSENT_STANDS),
    _line(Verb.ERASE, _CITIZEN, ALL, _SAME),
    _line(Verb.ERASE, _AUTOMATION, [REJECTED, SPAM], _SAME),  # past its storage term
    _line(Verb.RECOUNT, _AUTOMATION, OPEN, _SAME),
)

_BY_KEY: Final = {(source, line.verb, role): line for line in TABLE for source in line.sources for role in line.roles}


def lines_of(verb: Verb) -> tuple[Transition, ...]:
    """The lines of the table for `verb`."""
    return tuple(line for line in TABLE if line.verb is verb)


def find(state: State, verb: Verb, role: Role) -> Transition | None:
    """The line that speaks of these three, if any."""
    return _BY_KEY.get((state, verb, role))


def decide(state: State, verb: Verb, roles: Set[Role], holds: Callable[[Guard], bool]) -> tuple[Transition, Role]:
    """The line by which someone with `roles` may do `verb` in `state`, and the role they do it in.

    `holds` tests a guard. Raises VerbRefused: "role" when none of the roles ever does this, "state" when the state
    does not allow it, else the code of the first guard that does not hold.
    """
    if not any(line.roles & roles for line in lines_of(verb)):
        raise VerbRefused(verb, "role")
    refusal: str = "state"
    for role in sorted(roles):
        line = find(state, verb, role)
        if line is None:
            continue
        broken = next((guard for guard in line.guards if not holds(guard)), None)
        if broken is None:
            return line, role
        refusal = broken.value
    raise VerbRefused(verb, refusal)
