"""What followers hear, over every verb and every change of visibility."""

from itertools import product

import pytest

from qa.rules.following import News, news
from qa.rules.states import Verb, Visibility

PRIVATE, PUBLIC, WITHHELD = Visibility.PRIVATE, Visibility.PUBLIC, Visibility.WITHHELD
EVERY = list(product(Verb, Visibility, Visibility, (True, False)))


@pytest.mark.parametrize(
    ("verb", "before", "after", "moved", "heard"),
    [
        (Verb.APPROVE, PUBLIC, PUBLIC, True, News.ANSWERED),
        (Verb.APPROVE, PUBLIC, PUBLIC, False, News.CORRECTED),
        (Verb.REOPEN, PUBLIC, PUBLIC, True, News.REOPENED),
        (Verb.WITHHOLD, PUBLIC, WITHHELD, False, News.WITHHELD),
        (Verb.SHOW, WITHHELD, PUBLIC, False, News.SHOWN),
        (Verb.APPROVE, PRIVATE, PRIVATE, True, None),
        (Verb.APPROVE, WITHHELD, WITHHELD, False, None),
        (Verb.PUBLISH, PRIVATE, PUBLIC, False, None),
        (Verb.EXTEND, PUBLIC, PUBLIC, False, None),
    ],
)
def test_as_agreed(verb, before, after, moved, heard):
    assert news(verb, before=before, after=after, moved=moved) is heard


def test_whatever_takes_it_down_is_heard_of():
    down = [case for case in EVERY if case[1] == PUBLIC and case[2] == WITHHELD]
    assert len(down) == 2 * len(Verb)
    assert {news(verb, before=b, after=a, moved=m) for verb, b, a, m in down} == {News.WITHHELD}


def test_nothing_is_heard_of_what_nobody_else_can_read():
    hidden = [case for case in EVERY if case[2] != PUBLIC and case[1] != PUBLIC]
    assert hidden
    assert {news(verb, before=b, after=a, moved=m) for verb, b, a, m in hidden} == {None}
