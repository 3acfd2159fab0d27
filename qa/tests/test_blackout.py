"""What askers hide of their own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.personal_data import Found
from qa.rules import blackout
from qa.rules.redaction import BLACKED_OUT

NAMED = "Менің атым Асель Серікова. Асельдің үйі Абай көшесі 5, тел. 8 701 555-01-23."


@pytest.mark.parametrize(
    ("named", "shown", "missing"),
    [
        ([], "Менің атым █████. Асельдің үйі █████, тел. █████.", ()),
        (["асель"], "Менің атым █████. █████ үйі █████, тел. █████.", ()),
        (["Асель  үйі"], "Менің атым █████. Асельдің үйі █████, тел. █████.", ("Асель  үйі",)),
        (["асельдің үйі"], "Менің атым █████. █████ █████, тел. █████.", ()),
        (["ас"], "Менің атым █████. Асельдің үйі █████, тел. █████.", ("ас",)),
        (["жоқ сөз"], "Менің атым █████. Асельдің үйі █████, тел. █████.", ("жоқ сөз",)),
        ([".*", "("], "Менің атым █████. Асельдің үйі █████, тел. █████.", None),
    ],
)
def test_named_words(named, shown, missing):
    phrases = [phrase for phrase in named if blackout.WORD.search(phrase)]
    proposal = blackout.propose(NAMED, named=phrases)
    assert proposal.text == shown
    assert proposal.missing == (missing if missing is not None else ())


def test_a_suggestion_that_is_kept_stays_and_the_others_go():
    proposal = blackout.propose(NAMED, kept=["Асель Серікова"])
    assert proposal.text == "Менің атым Асель Серікова. Асельдің үйі █████, тел. █████."
    assert [part.found for part in proposal.parts if part.suggestion is not None] == [
        Found.NAME, Found.ADDRESS, Found.PHONE,
    ]  # fmt: skip


def test_what_is_kept_and_named_is_hidden():
    assert blackout.propose(NAMED, kept=["Асель Серікова"], named=["Серікова"]).text.startswith("Менің атым █████. ")


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("", []),
        ("  \n , ;", []),
        ("Асель,  Серік  Ахмет\nасыл; Асель", ["Асель", "Серік Ахмет", "асыл"]),
        ("8-701", ["8-701"]),
        ("\n".join(f"сөз{n}" for n in range(80)), [f"сөз{n}" for n in range(50)]),
    ],
)
def test_phrases_as_typed(typed, phrases):
    assert blackout.phrases(typed) == phrases


@given(st.text(alphabet="аәб 8-.\n", max_size=60), st.lists(st.text(alphabet="аәб 8", min_size=1, max_size=8)))
def test_nothing_is_lost_and_nothing_named_is_left(text, named):
    named = [phrase for phrase in named if blackout.WORD.search(phrase)]
    proposal = blackout.propose(text, named=named)
    assert "".join(part.text for part in proposal.parts) == text
    left = [word.lower() for word in blackout.WORD.findall(proposal.text)]
    for phrase in named:
        words = [word.lower() for word in blackout.WORD.findall(phrase)]
        if len(words) == 1:
            assert words[0] not in left


def test_blocks_side_by_side_are_one():
    assert blackout.propose("аб вг", named=["аб", "аб вг"]).text == BLACKED_OUT
