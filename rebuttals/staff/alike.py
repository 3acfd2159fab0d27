"""Cases that may be the same claim: alike in most of their telling words."""

from typing import Final

from rebuttals.cases import ClaimCase
from rebuttals.rules.likeness import most_alike
from rebuttals.rules.states import State

LOOKED_AT: Final = 3_000  # the newest cases that are compared
SHOWN: Final = 8


def cases_like(case: ClaimCase) -> list[ClaimCase]:
    """The cases most like `case`, the most alike first; never itself, nor what was merged."""
    others = ClaimCase.objects.exclude(pk=case.pk).exclude(state=State.MERGED).order_by("-opened_at")
    rows = ((pk, frozenset(words)) for pk, words in others.values_list("pk", "words")[:LOOKED_AT])
    near = most_alike(frozenset(case.words), rows, SHOWN)
    found = ClaimCase.objects.in_bulk(near)
    return [found[pk] for pk in near if pk in found]
