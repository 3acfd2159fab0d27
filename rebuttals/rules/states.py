"""The states of a case and the verbs between them: one table, without a database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How far a case is. A rebuttal that is being written has Wagtail's workflow; here is only said that it is."""

    NEW = "new"
    CHECKING = "checking"
    WRITING = "writing"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    MERGED = "merged"


OPEN: Final = frozenset({State.NEW, State.CHECKING, State.WRITING})
CLOSED: Final = frozenset({State.ANSWERED, State.DISMISSED})


class Role(StrEnum):
    EDITOR = "editor"
    AUTOMATION = "automation"


class Verb(StrEnum):
    TAKE = "take"
    ASSIGN = "assign"
    TRIAGE = "triage"
    RELEASE = "release"
    ADD_EVIDENCE = "add_evidence"
    STRIKE_EVIDENCE = "strike_evidence"
    BEGIN = "begin"
    LINK = "link"
    UNLINK = "unlink"
    ANSWER = "answer"
    CORRECT = "correct"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    MERGE = "merge"
    UNMERGE = "unmerge"
    SEPARATE = "separate"
    LAPSE = "lapse"


class Guard(StrEnum):
    """A condition beyond state and role. The value is the code of the refusal when it does not hold."""

    NO_REBUTTAL = "has_rebuttal"
    HAS_REBUTTAL = "no_rebuttal"
    IS_LIVE = "not_published"
    NOT_LIVE = "published"
    IS_QUARANTINED = "not_quarantined"
    MANY_REPORTS = "only_report"


class Target(StrEnum):
    """Where a verb leads when that is no fixed state."""

    SAME = "same"
    BEGUN = "begun"  # a new case is being checked from now on, any other stays as it is
    RESUME = "resume"  # the state before it was merged


class VerbRefused(Exception):  # noqa: N818 a rule's answer, not a fault
    """The rules do not allow this. `code` is "state", "role", a guard's value or a service's own word."""

    def __init__(self, verb: str, code: str) -> None:
        super().__init__(f"{verb}: {code}")
        self.verb = verb
        self.code = code


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table: `role` may do `verb` in any of `sources` if every guard holds."""

    verb: Verb
    role: Role
    sources: frozenset[State]
    target: State | Target
    guards: tuple[Guard, ...] = ()

    def leads_to(self, state: State, resume: State | None = None) -> State:
        """The state after the verb, begun in `state`. Raises ValueError where the state before is not known."""
        if self.target is Target.SAME:
            return state
        if self.target is Target.BEGUN:
            return State.CHECKING if state is State.NEW else state
        if self.target is Target.RESUME:
            if resume is None:
                raise ValueError(f"{self.verb} from {state} without a stored state")
            return resume
        return State(self.target)


def _line(verb: Verb, sources: Iterable[State], target: State | Target, *guards: Guard, role: Role) -> Transition:
    return Transition(verb, role, frozenset(sources), target, guards)


def _editor(verb: Verb, sources: Iterable[State], target: State | Target, *guards: Guard) -> Transition:
    return _line(verb, sources, target, *guards, role=Role.EDITOR)


def _automation(verb: Verb, sources: Iterable[State], target: State | Target, *guards: Guard) -> Transition:
    return _line(verb, sources, target, *guards, role=Role.AUTOMATION)


_UNTOUCHED: Final = [State.NEW, State.CHECKING]

TABLE: Final[tuple[Transition, ...]] = (
    # Who looks at it, and how soon
    _editor(Verb.TAKE, OPEN, Target.BEGUN),
    _editor(Verb.ASSIGN, OPEN, Target.BEGUN),
    _editor(Verb.TRIAGE, OPEN, Target.SAME),
    _editor(Verb.RELEASE, [State.NEW], Target.SAME, Guard.IS_QUARANTINED),
    # What is found
    _editor(Verb.ADD_EVIDENCE, OPEN | {State.ANSWERED}, Target.BEGUN),
    _editor(Verb.STRIKE_EVIDENCE, OPEN | {State.ANSWERED}, Target.SAME),
    # To a rebuttal and back: a draft that was deleted leaves its case without one
    _editor(Verb.BEGIN, OPEN | {State.DISMISSED}, State.WRITING, Guard.NO_REBUTTAL),
    _editor(Verb.LINK, OPEN | {State.DISMISSED}, State.WRITING, Guard.NO_REBUTTAL),
    _editor(Verb.UNLINK, [State.WRITING], State.CHECKING, Guard.HAS_REBUTTAL),
    _automation(Verb.ANSWER, [State.WRITING], State.ANSWERED, Guard.IS_LIVE),
    _automation(Verb.CORRECT, [State.ANSWERED], Target.SAME, Guard.IS_LIVE),
    _automation(Verb.REOPEN, [State.ANSWERED], State.WRITING, Guard.NOT_LIVE),
    # Without one
    _editor(Verb.DISMISS, OPEN, State.DISMISSED, Guard.NO_REBUTTAL),
    _editor(Verb.REOPEN, [State.DISMISSED], State.CHECKING),
    _automation(Verb.LAPSE, _UNTOUCHED, State.DISMISSED, Guard.NO_REBUTTAL),
    # The same claim, reported again
    _editor(Verb.MERGE, _UNTOUCHED, State.MERGED, Guard.NO_REBUTTAL),
    _automation(Verb.MERGE, [State.NEW], State.MERGED, Guard.NO_REBUTTAL),
    _editor(Verb.UNMERGE, [State.MERGED], Target.RESUME),
    _editor(Verb.SEPARATE, OPEN | {State.ANSWERED}, Target.SAME, Guard.MANY_REPORTS),
)

_BY_KEY: Final = {(source, line.verb, line.role): line for line in TABLE for source in line.sources}


def find(state: State, verb: Verb, role: Role) -> Transition | None:
    """The line that speaks of these three, if any."""
    return _BY_KEY.get((state, verb, role))


def decide(state: State, verb: Verb, role: Role, holds: Callable[[Guard], bool]) -> Transition:
    """The line by which `role` may do `verb` in `state`. `holds` tests a guard.

    Raises VerbRefused: "role" when the role never does this, "state" when the state does not allow it, else the code of
    the first guard that does not hold.
    """
    if not any(line.verb is verb and line.role is role for line in TABLE):
        raise VerbRefused(verb, "role")
    line = find(state, verb, role)
    if line is None:
        raise VerbRefused(verb, "state")
    broken = next((guard for guard in line.guards if not holds(guard)), None)
    if broken is not None:
        raise VerbRefused(verb, broken.value)
    return line
