"""The rules of cases, without a database."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from rebuttals.rules.corrections import unexplained
from rebuttals.rules.likeness import key_of, likeness, most_alike
from rebuttals.rules.states import CLOSED, OPEN, TABLE, Guard, Role, State, Target, Verb, VerbRefused, decide
from rebuttals.rules.triage import Harm, Spread, look_by, spread_of

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)


class TestTable:
    @pytest.mark.parametrize(("state", "verb", "role"), list(product(State, Verb, Role)))
    def test_every_triple_is_decided(self, state, verb, role):
        """Allowed exactly where a line says so, and then to a state that there is."""
        lines = [line for line in TABLE if line.verb is verb and line.role is role and state in line.sources]
        assert len(lines) <= 1
        if lines:
            line = decide(state, verb, role, lambda guard: True)
            assert line.leads_to(state, State.NEW) in State
        else:
            with pytest.raises(VerbRefused):
                decide(state, verb, role, lambda guard: True)

    def test_guards_are_asked(self):
        with pytest.raises(VerbRefused) as refused:
            decide(State.CHECKING, Verb.MERGE, Role.EDITOR, lambda guard: guard is not Guard.NO_REBUTTAL)
        assert refused.value.code == "has_rebuttal"

    def test_only_the_portal_answers(self):
        with pytest.raises(VerbRefused) as refused:
            decide(State.WRITING, Verb.ANSWER, Role.EDITOR, lambda guard: True)
        assert refused.value.code == "role"

    def test_every_state_is_reached_and_left(self):
        reached = {line.target for line in TABLE if not isinstance(line.target, Target)} | {State.NEW}
        assert reached == set(State)
        assert {state for line in TABLE for state in line.sources} == set(State)
        assert OPEN | CLOSED | {State.MERGED} == set(State)

    def test_resuming_needs_what_was_before(self):
        line = decide(State.MERGED, Verb.UNMERGE, Role.EDITOR, lambda guard: True)
        assert line.leads_to(State.MERGED, State.CHECKING) is State.CHECKING
        with pytest.raises(ValueError, match="without a stored state"):
            line.leads_to(State.MERGED)


class TestTriage:
    def test_harm_and_spread_come_first(self):
        order = sorted(product(Harm, Spread), key=lambda pair: look_by(AT, harm=pair[0], spread=pair[1]))
        assert order[0] == (Harm.GREAT, Spread.MANY)
        assert order[-1] == (Harm.LITTLE, Spread.FEW)
        for harm in Harm:
            moments = [look_by(AT, harm=harm, spread=spread) for spread in Spread]
            assert moments == sorted(moments, reverse=True)

    def test_age_wins_in_the_end(self):
        old = look_by(AT - timedelta(days=8), harm=Harm.LITTLE, spread=Spread.FEW)
        assert old < look_by(AT, harm=Harm.GREAT, spread=Spread.MANY)

    def test_nobody_looked_yet_is_in_the_middle(self):
        assert look_by(AT, harm=None, spread=Spread.FEW) == look_by(AT, harm=Harm.SOME, spread=Spread.FEW)

    @pytest.mark.parametrize(
        ("reports", "judged", "spread"),
        [(0, None, Spread.FEW), (4, None, Spread.FEW), (5, None, Spread.SOME), (30, None, Spread.MANY),
         (1, 3, Spread.MANY), (30, 1, Spread.MANY)],
    )  # fmt: skip
    def test_reports_count_by_themselves(self, reports, judged, spread):
        assert spread_of(reports, judged) is spread


class TestLikeness:
    def test_passed_on_messages_have_one_key(self):
        assert key_of("Бөгет  БҰЗЫЛДЫ!!!") == key_of("бөгет бұзылды")
        assert key_of("Бөгет бұзылды") != key_of("Бөгет бүтін")
        assert key_of("… !!!") == ""

    def test_one_shared_word_is_no_likeness(self):
        assert likeness({"бөгет"}, {"бөгет"}) == 0
        assert likeness({"бөгет", "бұзыл"}, {"бөгет", "бұзыл", "қала"}) == 1

    def test_the_most_alike_come_first(self):
        own = {"a", "b", "c", "d"}
        others = [(1, {"a", "b", "x", "y"}), (2, {"a", "b", "c", "x"}), (3, {"x", "y", "z"}), (4, {"a", "b", "p", "q"})]
        assert most_alike(own, others, 2) == [2, 4]


@pytest.mark.parametrize(
    ("published", "verdict", "known", "present", "bare"),
    [
        ("false", "misleading", {"a"}, ["a"], True),
        ("false", "misleading", {"a"}, ["a", "b"], False),
        ("false", "false", set(), [], False),
        ("", "false", set(), [], False),
    ],
)
def test_a_changed_verdict_needs_a_word(published, verdict, known, present, bare):
    assert unexplained(published, verdict, known, present) is bare
