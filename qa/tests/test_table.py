"""Every state × verb × role against an expectation written from the specification's table, not from the code's."""

import itertools

import pytest

from qa.rules import states
from qa.rules.states import Role, State, Verb
from qa.rules.transitions import TABLE, Guard, VerbRefused, decide

# The specification's rows: where from | verb | who | where to ("=" stays, "<" the stored status).
SPECIFICATION = """
submitted returned                                      | route           | moderator            | routed
submitted returned                                      | reject          | moderator            | closed: rejected
closed:rejected                                         | appeal          | citizen              | submitted
submitted                                               | mark_spam       | moderator            | closed: spam
closed:spam closed:duplicate                            | restore         | moderator            | submitted
submitted routed in_progress needs_info                 | merge           | moderator            | closed: duplicate
closed:duplicate                                        | unmerge         | moderator            | submitted
closed:duplicate                                        | promote         | automation           | submitted
submitted returned                                      | split           | moderator            | closed: split
OPEN answered closed:resolved                           | redact          | moderator            | =
submitted                                               | ask             | moderator            | needs_info
in_progress                                             | ask             | officer              | needs_info
needs_info                                              | reply           | citizen              | <
needs_info                                              | lapse           | automation           | closed: no_reply
closed:no_reply                                         | reopen          | citizen              | <
routed                                                  | accept          | officer              | in_progress
routed in_progress                                      | return          | officer              | returned
routed in_progress                                      | recall          | moderator coordinator | submitted
routed in_progress                                      | reassign        | manager coordinator  | =
routed in_progress                                      | add_co_executor | moderator coordinator | =
routed in_progress                                      | remove_co_executor | moderator coordinator | =
routed in_progress                                      | contribute      | co_executor          | =
in_progress                                             | save_draft      | officer              | =
in_progress                                             | submit_answer   | officer              | in_approval
in_approval                                             | take_back       | officer              | in_progress
in_approval                                             | send_back       | approver             | in_progress
in_approval                                             | approve         | approver             | answered
routed in_progress in_approval answered                 | publish         | moderator            | =
answered                                                | publish         | automation           | =
answered closed:resolved                                | correct         | officer approver     | =
answered closed:resolved                                | submit_answer   | officer approver     | =
answered closed:resolved                                | take_back       | officer approver     | =
answered closed:resolved                                | send_back       | approver             | =
answered closed:resolved                                | approve         | approver             | =
answered closed:resolved                                | renew           | officer approver     | =
answered closed:resolved                                | reopen          | citizen              | in_progress
answered                                                | resolve         | citizen automation   | closed: resolved
OPEN                                                    | extend          | approver coordinator | =
OPEN                                                    | add_information | citizen              | =
OPEN                                                    | withdraw        | citizen              | closed: withdrawn
OPEN                                                    | mark_urgent     | moderator            | =
OPEN                                                    | unmark_urgent   | moderator            | =
closed:rejected                                         | unreject        | moderator            | submitted
OPEN                                                    | recount         | automation           | =
ANY                                                     | revoke_consent  | citizen              | =
ANY                                                     | erase           | citizen              | =
closed:rejected closed:spam                             | erase           | automation           | =
ANY                                                     | withhold        | moderator            | =
ANY                                                     | show            | moderator            | =
"""  # fmt: skip

NAMES = (
    (
        "submitted routed in_progress in_approval answered needs_info returned closed: resolved closed: rejected "
        "closed: duplicate closed: withdrawn closed: no_reply closed: spam closed: split"
    )
    .replace("closed: ", "closed:")
    .split()
)
STATES = {name: next(state for state in states.ALL if str(state).replace(" ", "") == name) for name in NAMES}
OPEN = ["submitted", "routed", "in_progress", "in_approval", "needs_info", "returned"]


def expectation() -> dict[tuple[str, str, str], str]:
    """(state, verb, role) → where to."""
    expected: dict[tuple[str, str, str], str] = {}
    for line in SPECIFICATION.strip().splitlines():
        sources, verb, roles, target = (cell.strip() for cell in line.split("|"))
        names = itertools.chain(*({"OPEN": OPEN, "ANY": NAMES}.get(word, [word]) for word in sources.split()))
        for name, role in itertools.product(names, roles.split()):
            assert (name, verb, role) not in expected, f"twice: {name} {verb} {role}"
            expected[name, verb, role] = target
    return expected


EXPECTED = expectation()
RESUME = states.IN_PROGRESS


def outcome(state: State, verb: Verb, role: Role) -> str | None:
    """Where the code's table leads with every guard holding; None when it refuses."""
    try:
        line, acted_as = decide(state, verb, frozenset({role}), lambda guard: True)
    except VerbRefused:
        return None
    assert acted_as is role
    return str(line.leads_to(state, RESUME))


@pytest.mark.parametrize("name", NAMES)
def test_every_verb_and_role(name: str) -> None:
    wrong = []
    for verb, role in itertools.product(Verb, Role):
        target = EXPECTED.get((name, verb.value, role.value))
        expected = {None: None, "=": str(STATES[name]), "<": str(RESUME)}.get(target, target)
        if outcome(STATES[name], verb, role) != expected:
            wrong.append((verb.value, role.value, outcome(STATES[name], verb, role), expected))
    assert wrong == []


def test_the_names_are_all_states() -> None:
    assert set(STATES.values()) == states.ALL
    assert len(NAMES) == 14


def test_submit_alone_has_no_line() -> None:
    """A question is made by it, not changed."""
    assert {verb for verb in Verb if not any(line.verb is verb for line in TABLE)} == {Verb.SUBMIT}


def test_each_guard_of_a_line_can_refuse_it() -> None:
    for line in TABLE:
        for state, role, broken in itertools.product(line.sources, line.roles, line.guards):
            with pytest.raises(VerbRefused) as refused:
                decide(state, line.verb, frozenset({role}), lambda guard, broken=broken: guard is not broken)
            assert refused.value.code == broken.value


def test_only_what_takes_down_or_closes_may_touch_an_erased_question() -> None:
    free = {line.verb for line in TABLE if Guard.NOT_ERASED not in line.guards}
    assert free == {Verb.WITHHOLD, Verb.RESOLVE}


def test_a_refusal_says_why() -> None:
    with pytest.raises(VerbRefused) as wrong_role:
        decide(states.SUBMITTED, Verb.ROUTE, frozenset({Role.OFFICER}), lambda guard: True)
    with pytest.raises(VerbRefused) as wrong_state:
        decide(states.ANSWERED, Verb.ROUTE, frozenset({Role.MODERATOR}), lambda guard: True)
    assert (wrong_role.value.code, wrong_state.value.code) == ("role", "state")


def test_several_roles_use_the_one_that_may() -> None:
    roles = frozenset({Role.OFFICER, Role.APPROVER})
    line, role = decide(states.IN_APPROVAL, Verb.APPROVE, roles, lambda guard: True)
    assert role is Role.APPROVER
    assert line.target == states.ANSWERED
